import { describe, expect, it } from 'vitest';
import { callerOf, type Routines, wordsOf } from '../../src/measurement/callers.ts';

const routine = (name: string, source: string, triggers: readonly string[] = []) => ({
  name,
  words: wordsOf(source),
  triggers,
});

const routines: Routines = {
  functions: [
    routine(
      'weigh(integer)',
      `declare r record; total int; begin
  -- The heaviest first.
  select sum(amount), max(at) into strict total, r.at from moves where stock = $1 and kind <> 'x';
  perform score(total, 7);
  for r in Select id from "Items" where owner=wanted limit 10 loop null; end loop;
end`,
    ),
    routine('audit()', "begin insert into log (what) values (new.id || '!'); return new; end", [
      'audit on orders',
    ]),
    routine('touch()', 'begin update stock set at = now() where id = new.stock; return null; end', [
      'touch on moves',
      'touch on orders',
    ]),
    routine('one()', 'select max(id) from runs'),
    routine('two()', 'select max(id) from runs'),
  ],
  foreignKeys: [
    {
      name: 'lines_order_fkey',
      ends: [
        { table: '"public"."lines"', columns: ['"order"'] },
        { table: '"public"."orders"', columns: ['"id"'] },
      ],
    },
    {
      name: '"Notes_fkey"',
      ends: [
        { table: '"app"."Notes"', columns: ['"a"', '"b"'] },
        { table: '"app"."pairs"', columns: ['"a"', '"b"'] },
      ],
    },
    {
      name: 'other_fkey',
      ends: [
        { table: '"public"."other"', columns: ['"order"'] },
        { table: '"public"."orders"', columns: ['"id"'] },
      ],
    },
  ],
};

const caller = (text: string) => {
  const found = callerOf(text, routines);
  return found === null ? null : `${found.kind} ${found.name}`;
};

describe('what executed a nested statement', () => {
  it.each([
    [
      'SELECT sum(amount), max(at)             from moves where stock = $1 and kind <> $2',
      'function weigh(integer)',
    ],
    ['SELECT score(total, $1)', 'function weigh(integer)'],
    ['Select id from "Items" where owner=wanted limit $1', 'function weigh(integer)'],
    ['insert into log (what) values (new.id || $1)', 'trigger audit on orders'],
    ['update stock set at = now() where id = new.stock', 'function touch()'],
    [
      'DELETE FROM ONLY "public"."lines" WHERE $1 OPERATOR(pg_catalog.=) "order"',
      'foreign key lines_order_fkey',
    ],
    [
      'SELECT $2 FROM ONLY "app"."pairs" x WHERE "a" OPERATOR(pg_catalog.=) $1 AND "b" OPERATOR(pg_catalog.=) $3 FOR KEY SHARE OF x',
      'foreign key "Notes_fkey"',
    ],
  ])('is told by its text: %s', (text, expected) => {
    expect(caller(text)).toBe(expected);
  });

  it.each([
    ['several hold it', 'select max(id) from runs'],
    ['none holds it', 'select max(id) from walks'],
    ['only its beginning is there', 'select score(total, $1) from moves'],
    ['identifiers differ in case', 'Select id from "items" where owner=wanted limit $1'],
    [
      'several foreign keys reference the table',
      'SELECT $2 FROM ONLY "public"."orders" x WHERE "id" OPERATOR(pg_catalog.=) $1 FOR KEY SHARE OF x',
    ],
    ['it is none', ''],
  ])('is not told where %s', (_, text) => {
    expect(caller(text)).toBeNull();
  });
});
