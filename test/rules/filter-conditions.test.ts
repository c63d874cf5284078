import { expect, test } from 'vitest';
import { filterConditions } from '../../src/rules/filter-conditions.ts';

/** Filters as EXPLAIN prints them, and the conditions in them that an index could serve. */
test.each<[string, string[]]>([
  ['(environment_id = 1)', ['environment_id equality']],
  ["((status)::text = 'active'::text)", ['status equality (status)::text']],
  ["((status)::text = ANY ('{a,b}'::text[]))", ['status equality (status)::text']],
  ["(deployed_at >= '2027-01-01 00:00:00+00'::timestamp with time zone)", ['deployed_at range']],
  ['(7 < id)', ['id range']],
  ['((id >= 1) AND (id <= 5) AND (NOT archived))', ['id range', 'id range', 'archived equality']],
  ['archived', ['archived equality']],
  ['(ended_at IS NULL)', ['ended_at equality']],
  ['(ended_at IS NOT NULL)', ['ended_at range']],
  ["((status = 'a'::text) OR (status = 'b'::text))", ['status equality']],
  ["((status = 'a'::text) OR (region = 'b'::text))", []],
  ["(name ~~ 'abc%'::text)", ['name prefix']],
  ["(name ~~ '%abc'::text)", []],
  ["(name ~~* 'abc%'::text)", []],
  ["(status <> 'a'::text)", []],
  ['(metrics @> \'{"a": 1}\'::jsonb)', ['metrics gin']],
  ["(tags && '{a}'::text[])", ['tags gin']],
  ["(during && '[2027-01-01,2027-02-01)'::daterange)", []],
  [`(body @@ '($."state" == "paid")'::jsonpath)`, ['body gin']],
  [`(body @@ '($."state" == "paid" && $."amount" > 9900)'::jsonpath)`, ['body gin']],
  [`(body @@ '($."state" == "paid" && !($."amount" == 3))'::jsonpath)`, ['body gin']],
  [`(body @? '$."lines"[*]?(@."sku" == "sku-4")'::jsonpath)`, ['body gin']],
  [`(body @? '$."refund"'::jsonpath)`, ['body gin']],
  [`(body @@ '($."amount" > 9900)'::jsonpath)`, []],
  [`(body @@ '($."note" == "a" || $."amount" > 9900)'::jsonpath)`, []],
  [`(body @@ '!($."state" == "paid")'::jsonpath)`, []],
  [`(body @@ '($."a == b" > 3)'::jsonpath)`, []],
  [`(body @@ 'exists ($."refund")'::jsonpath)`, []],
  [`(body @? '$."amount"?(@ > 9900)'::jsonpath)`, []],
  ["(during @> '2027-01-01'::date)", []],
  ["(lower(name) = 'x'::text)", ['name equality lower(name)']],
  ["((deployed_at)::date = '2027-01-01'::date)", ['deployed_at equality (deployed_at)::date']],
  ['(created_at = updated_at)', []],
  ['(d.version_id = v.version_id)', ['version_id equality']],
  ['(v.version_id = d.version_id)', ['version_id equality']],
  ['(id > (InitPlan 1).col1)', ['id range']],
  ['(id > $0)', ['id range']],
  ['(NOT (hashed SubPlan 1))', []],
  ['((NOT (ANY (id = (hashed SubPlan 1).col1))) AND (part = 3))', ['part equality']],
  [
    '((environment_id = 7) OR (ANY (((id)::text = (hashed SubPlan 1).col1) AND (part = (hashed SubPlan 1).col2))))',
    [],
  ],
  ['((NOT (hashed SubPlan 1)) AND (part = 3))', ['part equality']],
  ['("two words" = 3)', ['two words equality']],
  ['((SubPlan 1) = 3)', []],
  ['(random() < 0.5)', []],
  ['no SQL at all )', []],
  ['', []],
])('%s', async (filter, expected) => {
  const found = await filterConditions(filter, 'd');
  const words = found.map(({ column, kind, wrapped }) => [column, kind, wrapped].filter(Boolean).join(' '));
  expect(words).toEqual(expected);
});

/** EXPLAIN prints it behind a constant only. */
test.each<[string, string, readonly string[] | null]>([
  ["(note < 'x'::text COLLATE other)", 'note range null', ['other']],
  [`(note = 'x'::text COLLATE s."Od d")`, 'note equality null', ['s', 'Od d']],
  ["((v)::text = 'x'::text COLLATE other)", 'v equality (v)::text', ['other']],
  [`('x'::text COLLATE "C" < note)`, 'note range null', ['C']],
  [`((note COLLATE other) = 'x'::text)`, 'note equality null', ['other']],
  [`(note ~~ 'x%'::text COLLATE "C")`, 'note prefix null', ['C']],
  ["(note = 'x'::text)", 'note equality null', null],
])('%s', async (filter, expected, collation) => {
  const [condition, ...others] = await filterConditions(filter, 't');
  expect(others).toEqual([]);
  expect(`${condition?.column} ${condition?.kind} ${condition?.wrapped}`).toBe(expected);
  expect(condition?.collation).toEqual(collation);
});
