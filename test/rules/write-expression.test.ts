import { parse } from 'libpg-query';
import { expect, test } from 'vitest';
import { writeKey } from '../../src/rules/write-expression.ts';

async function written(expression: string): Promise<string | null> {
  const statement = (await parse(`select ${expression}`)).stmts?.[0]?.stmt;
  const [target] = (statement && 'SelectStmt' in statement && statement.SelectStmt.targetList) || [];
  return target !== undefined && 'ResTarget' in target ? writeKey(target.ResTarget.val) : null;
}

/** What is written reads as it came, with quotes where they must be; what it cannot write is null, never wrong. */
test.each<[string, string | null]>([
  ['d.deployed_at', 'deployed_at'],
  ['"User"."E-mail"', '"E-mail"'],
  ['"select"', '"select"'],
  ["'it''s'", "'it''s'"],
  ["'back\\slash'", "E'back\\\\slash'"],
  ['0', '0'],
  ['-17', '-17'],
  ['17.50', '17.50'],
  ['9999999999', '9999999999'],
  ['true', 'true'],
  ['null', 'NULL'],
  ['$3', '$3'],
  ['x::numeric(10, 2)', 'x::numeric(10, 2)'],
  ['x::int', 'x::integer'],
  ['x::"My Type"[]', 'x::"My Type"[]'],
  ['x::lab.state', 'x::lab.state'],
  ["interval '1 day'", "'1 day'::interval"],
  ["lower(x || 'a')", "lower((x || 'a'))"],
  ["date_trunc('day', x at time zone 'UTC')", "date_trunc('day', (x AT TIME ZONE 'UTC'))"],
  ['extract(year from x)', 'EXTRACT(year FROM x)'],
  ['"Zoo"."F"(x)', '"Zoo"."F"(x)'],
  ["coalesce(x, 'a')", "COALESCE(x, 'a')"],
  ["payload -> 'a' ->> 'b'", "((payload -> 'a') ->> 'b')"],
  ['current_date', 'CURRENT_DATE'],
  ['trim(x)', 'btrim(x)'],
  ['-x', '(- x)'],
  ['count(*)', null],
  ['count(distinct x)', null],
  ['sum(x) over ()', null],
  ['case when x then 1 end', null],
  ['(select 1)', null],
  ['x operator(pg_catalog.+) 1', null],
  ["interval '1' day", null],
  ['lower(case when x then 1 end)', null],
  ['array[1]', null],
])('%s', async (expression, expected) => {
  expect(await written(expression)).toBe(expected);
});
