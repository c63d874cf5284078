import { expect, test } from 'vitest';
import { partitionKey } from '../../src/rules/partition-key.ts';

/** Keys as pg_get_partkeydef prints them. */
test.each<[string, string]>([
  ['RANGE (day)', 'RANGE by day, 1'],
  ['LIST ("Region of")', 'LIST by Region of, 1'],
  ['HASH (a, b)', 'HASH by a, 2'],
  ['RANGE (region COLLATE "C", day)', 'RANGE by region, 2'],
  ['LIST (lower(region))', 'LIST by region of lower(region), 1'],
  [
    "RANGE (date_trunc('day'::text, started_at))",
    "RANGE by started_at of date_trunc('day'::text, started_at), 1",
  ],
  ['RANGE (((started_at)::date))', 'RANGE by started_at of ((started_at)::date), 1'],
])('%s', async (text, expected) => {
  const key = await partitionKey(text);
  const expression = key?.expression === null ? '' : ` of ${key?.expression}`;
  expect(`${key?.method} by ${key?.column}${expression}, ${key?.parts}`).toBe(expected);
});

test.each(['', 'RANGE', 'RANGE ()', 'TIME (day)', 'RANGE (no SQL'])('%s is no key', async text => {
  expect(await partitionKey(text)).toBeNull();
});
