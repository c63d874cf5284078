import { expect, test } from 'vitest';
import { filterConditions } from '../../src/rules/filter-conditions.ts';
import { isServed } from '../../src/rules/served-conditions.ts';

/** Columns whose index could serve a part of a filter, by their type. */
test.each<[string, string, string[]]>([
  ['(a = 1)', 'integer', ['a']],
  ["((a)::text = '1'::text)", 'integer', []],
  ["((a)::text ~~ '777%'::text)", 'bigint', []],
  ["((a)::text ~~ '2026%'::text)", 'timestamp with time zone', []],
  ["((a)::text = 'x'::text)", 'character(12)', []],
  ["((a)::text = 'x'::text)", 'character varying(12)', ['a']],
  ["((a)::text ~~ 'x%'::text)", 'character varying', ['a']],
  ["((a)::text = 'x'::text)", 'text', ['a']],
  ["(((a)::character varying(3))::text = 'x'::text)", 'text', []],
  ["((a)::character varying(3) = 'x'::text)", 'character varying(12)', []],
  ["((date(a))::text = '2026-01-05'::text)", 'text', []],
  ["(lower(a) = 'x'::text)", 'text', []],
  ["((a)::text[] && '{x}'::text[])", 'character varying[]', []],
  ["((num)::text = '77'::text) AND (a > 3)", 'integer', ['a']],
  ['(77 = ANY (a))', 'integer[]', []],
  ["(a = ANY ('{77,78}'::integer[]))", 'integer', ['a']],
  ['(a = ANY (b.ids))', 'integer', ['a']],
])('%s, of %s', async (filter, type, expected) => {
  const columns = [
    { name: 'a', type, notNull: true, width: 4 },
    { name: 'num', type: 'integer', notNull: true, width: 4 },
  ];
  const table = {
    schema: 'public',
    name: 't',
    kind: 'table' as const,
    rows: 1,
    pages: 1,
    columns,
    indexes: [],
    foreignKeys: [],
  };
  const served = (await filterConditions(filter, 't')).filter(each => isServed(each, table));
  expect(served.map(({ column }) => column)).toEqual(expected);
});

test('a cast of a column that nothing is known of is not served', async () => {
  const [condition] = await filterConditions("((a)::text = 'x'::text)", 't');
  expect(condition).toBeDefined();
  if (condition !== undefined) expect(isServed(condition, null)).toBe(false);
});
