import { describe, expect, test } from 'vitest';
import type { Catalogue, CatalogueTable } from '../../src/postgres/index.ts';
import { parseStatement } from '../../src/rules/parsed-statement.ts';
import { nodesOfLevel, queryLevels, sourceOf } from '../../src/rules/query-levels.ts';

const table = (schema: string, name: string, ...columns: string[]): CatalogueTable => ({
  schema,
  name,
  kind: 'table',
  rows: 1,
  pages: 1,
  columns: columns.map(column => ({ name: column, type: 'text', notNull: false, width: 1 })),
  indexes: [],
  foreignKeys: [],
});
const catalogue: Catalogue = {
  tables: [table('public', 'a', 'id', 'x'), table('public', 'b', 'id', 'y'), table('Zoo', 'C', 'Z')],
};

async function levelsOf(sql: string) {
  const statement = await parseStatement(sql);
  if (statement === null) throw new Error('not a statement');
  return queryLevels(statement);
}

describe('levels', () => {
  test.each<[string, string[]]>([
    ['select 1 from a', ['statement a']],
    ['select 1 from a x, b join "Zoo"."C" on true', ['statement x b C']],
    ['select 1 from (select 2 from b) s', ['statement s', 'from b']],
    [
      'select (select 2 from b) from a where exists (select from a c)',
      ['statement a', 'expression b', 'expression c'],
    ],
    ['with w as (select 1 from b) select 1 from w', ['cte b', 'statement w']],
    [
      'with w as (with v as (select 1 from a) select 1 from v) select 1 from w',
      ['cte a', 'cte v', 'statement w'],
    ],
    [
      'with recursive w as (select 1 from a union select 2 from w) select 1 from w',
      ['cte ', 'branch a', 'branch w', 'statement w'],
    ],
    ['select 1 from a union select 2 from b', ['statement ', 'branch a', 'branch b']],
    [
      'update a set x = (select y from b) where id in (select id from b b2)',
      ['statement a', 'expression b', 'expression b2'],
    ],
    ['delete from a using b where a.id = b.id', ['statement a b']],
    ['with gone as (delete from a returning *) select 1 from gone', ['cte a', 'statement gone']],
    ['insert into a select 1 from b', ['from b']],
    ['select 1 from a, lateral (select 2 from b where b.id = a.id) l', ['statement a l', 'from b']],
    ['select 1 from a tablesample system (1), generate_series(1, 2) g', ['statement a g']],
    ['select 1', ['statement ']],
    ['explain select 1', []],
  ])('%s', async (sql, expected) => {
    const found = (await levelsOf(sql)).map(
      ({ role, sources }) => `${role} ${sources.map(({ name }) => name).join(' ')}`,
    );
    expect(found).toEqual(expected);
  });
});

describe('the source of the first column', () => {
  test.each<[string, string | null]>([
    ['select x from a', 'a'],
    ['select q.x from a q', 'q'],
    ['select y from a, b', 'b'],
    ['select id from a, b', null],
    ['select nowhere from a, b', null],
    ['select x from some_view', 'some_view'],
    ['select x from a, some_view', 'a'],
    ['select nowhere from a, some_view', null],
    ['select "Z" from "Zoo"."C"', 'C'],
    ['with a as (select y from b) select a.y from a', 'b'],
    ['select s.x from (select a.x from a) s', 's'],
  ])('%s', async (sql, expected) => {
    const [level] = await levelsOf(sql);
    const reference = level === undefined ? undefined : nodesOfLevel(level).find(node => 'ColumnRef' in node);
    if (level === undefined || reference === undefined || !('ColumnRef' in reference))
      throw new Error('no column');
    expect(sourceOf(reference.ColumnRef, level, catalogue)?.name ?? null).toBe(expected);
  });

  test('a name that is not found inside is looked for outside', async () => {
    const [, inner] = await levelsOf('select 1 from a where exists (select from b where y = x)');
    const columns = inner === undefined ? [] : nodesOfLevel(inner).filter(node => 'ColumnRef' in node);
    expect(
      columns.map(node =>
        'ColumnRef' in node && inner ? sourceOf(node.ColumnRef, inner, catalogue)?.name : null,
      ),
    ).toEqual(['b', 'a']);
  });

  test('a common table expression hides a table of its name, but not one with a schema', async () => {
    const [, own] = await levelsOf('with a as (select 1 as q) select 1 from a');
    const [, other] = await levelsOf('with a as (select 1 as q) select 1 from public.a');
    expect(own?.sources[0]?.table).toBeNull();
    expect(other?.sources[0]?.table).toEqual({ schema: 'public', name: 'a' });
  });
});
