import { describe, expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { SideResult } from '../../src/measurement/index.ts';
import { parsePlan } from '../../src/plan/index.ts';
import type { CatalogueTable } from '../../src/postgres/index.ts';
import { describeFinding, type Finding, findFindings } from '../../src/rules/index.ts';
import { absent, caseResult, type ExplainNode, measured, planOf, seqScan } from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

/** Edges of recomputed-aggregate that examples on a server cannot hit to the row. */

const column = (name: string) => ({ name, type: 'integer', notNull: true, width: 4 });
const table = (name: string, kind: CatalogueTable['kind'] = 'table'): CatalogueTable => ({
  schema: 'public',
  name,
  kind,
  rows: 20_000,
  pages: 500,
  size: 500 * 8192,
  columns: ['id', 'a', 'b'].map(column),
  indexes: [],
  foreignKeys: [],
});
const tables = [table('t'), table('u'), table('kept', 'materialized view')];

interface Options {
  readonly calls?: number | null;
  readonly base?: { readonly side: SideResult; readonly calls: number | null };
  readonly parameters?: readonly string[];
  readonly name?: string;
}

async function find(sql: string, side: SideResult, options: Options = {}): Promise<readonly Finding[]> {
  const { calls = 1_000, base, parameters = [], name = 'fleet-totals' } = options;
  const result = caseResult(base?.side ?? absent, side, { name });
  const query = { ...result.case.query, sql, text: sql, parameters };
  const called = (number: number | null) => (number === null ? query : { ...query, calls: { number } });
  const before = base === undefined ? null : { ...result.case, query: called(base.calls) };
  const own = { ...result.case, query: called(calls) };
  const findings = await findFindings({
    comparisons: [compare({ ...result, case: own, before }, tolerances)],
    catalogues: { base: { tables }, head: { tables } },
    rules: {},
  });
  return findings.filter(({ rule }) => rule === 'recomputed-aggregate');
}

const aggregate = (more: ExplainNode, ...children: ExplainNode[]): ExplainNode => ({
  'Node Type': 'Aggregate',
  Strategy: 'Plain',
  'Shared Hit Blocks': 500,
  ...more,
  Plans: children,
});
const counted = (rows: number, returned = 1, relation = 't') =>
  aggregate({ 'Actual Rows': returned }, seqScan(relation, { 'Actual Rows': rows }));
const at = (root: ExplainNode) => measured({ plan: planOf(root), buffers: 500 });
const count = 'select count(*) from t';

describe('from where on it speaks', () => {
  test.each<[string, SideResult, Options, boolean]>([
    ['1,000 calls that read 10,000 rows', at(counted(10_000)), {}, true],
    ['999 calls', at(counted(10_000)), { calls: 999 }, false],
    ['nobody knows how often', at(counted(10_000)), { calls: null }, false],
    ['9,999 rows', at(counted(9_999)), {}, false],
    ['one row returned of 100', at(counted(10_000, 100)), {}, true],
    ['a row more', at(counted(10_000, 101)), {}, false],
    ['no row returned', at(counted(10_000, 0)), {}, true],
    ['rows of a materialised view', at(counted(10_000, 1, 'kept')), {}, false],
    ['a table that the catalogue does not know', at(counted(10_000, 1, 'other')), {}, true],
    [
      'rows beside the aggregate',
      at({ 'Node Type': 'Append', Plans: [counted(10), seqScan('u', { 'Actual Rows': 10_000 })] }),
      {},
      false,
    ],
    [
      'rows that a filter throws away',
      at(aggregate({}, seqScan('t', { 'Actual Rows': 1, 'Rows Removed by Filter': 9_999 }))),
      {},
      true,
    ],
    [
      'hashed, as DISTINCT is',
      at(aggregate({ Strategy: 'Hashed' }, seqScan('t', { 'Actual Rows': 10_000 }))),
      {},
      false,
    ],
    ['locked rows', at({ 'Node Type': 'LockRows', Plans: [counted(10_000)] }), {}, false],
    [
      'not executed',
      at(aggregate({ 'Actual Loops': 0 }, seqScan('t', { 'Actual Rows': 0, 'Actual Loops': 0 }))),
      {},
      false,
    ],
  ])('%s', async (_, side, options, expected) => {
    expect((await find(count, side, options)).length > 0).toBe(expected);
  });

  test('rows that an aggregate reads from a common table expression', async () => {
    const side = at({
      'Node Type': 'Nested Loop',
      Plans: [
        seqScan('t', { 'Parent Relationship': 'InitPlan', 'Subplan Name': 'CTE c', 'Actual Rows': 10_000 }),
        aggregate({}, { 'Node Type': 'CTE Scan', 'CTE Name': 'c', Alias: 'c', 'Actual Rows': 10_000 }),
      ],
    });
    expect(await find('with c as materialized (select * from t) select count(*) from c', side)).toHaveLength(
      1,
    );
  });

  test.each([
    ['insert into u select count(*) from t', false],
    ['select count(*) into v from t', false],
    ['not one that this grammar knows', true],
  ])('%s', async (sql, expected) => {
    expect((await find(sql, at(counted(10_000)))).length > 0).toBe(expected);
  });
});

describe('what the measurement may lack', () => {
  const bare = {
    'Node Type': 'Aggregate',
    Strategy: 'Plain',
    'Startup Cost': 0,
    'Total Cost': 1,
    'Plan Rows': 1,
    'Plan Width': 8,
  };
  const scan = {
    ...bare,
    'Node Type': 'Seq Scan',
    'Relation Name': 't',
    Alias: 't',
    'Parent Relationship': 'Outer',
  };
  const ran = (rows: number) => ({ 'Actual Rows': rows, 'Actual Loops': 1 });

  test('blocks, which then are not told', async () => {
    const plan = parsePlan([{ Plan: { ...bare, ...ran(1), Plans: [{ ...scan, ...ran(10_000) }] } }]);
    const [finding, ...others] = await find(count, measured({ plan, workSource: 'plan' }));
    if (finding === undefined) throw new Error('it is silent');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ share: null, impact: 0, facts: { buffers: null, buffersInAll: null } });
    expect(describeFinding(finding).message).toBe(
      'Each of 1,000 calls computes the aggregate anew: it reads 10,000 rows of t to return 1. Calls between two changes of the data get the same answer.',
    );
  });

  test('blocks of the tree, where the whole statement was counted', async () => {
    const plan = parsePlan([{ Plan: { ...bare, ...ran(1), Plans: [{ ...scan, ...ran(10_000) }] } }]);
    const [finding] = await find(count, measured({ plan, buffers: 70 }));
    expect(finding?.facts).toMatchObject({ buffers: 70, buffersInAll: 70_000 });
  });

  test('an execution, without which nothing was read', async () => {
    const plan = parsePlan([{ Plan: { ...bare, Plans: [scan] } }]);
    expect(await find(count, measured({ plan, workSource: 'plan' }))).toEqual([]);
  });
});

describe('whether it is new', () => {
  const isNew = async (rows: number, calls: number | null) => {
    const base = { side: at(counted(rows)), calls };
    const found = await find(count, at(counted(12_000)), { base });
    return found.find(({ side }) => side === 'head')?.isNew;
  };
  test('the same on base, whether or not base says how often', async () => {
    expect(await isNew(12_000, null)).toBe(false);
    expect(await isNew(12_000, 1)).toBe(false);
  });
  test('half as many rows on base', async () => {
    expect(await isNew(6_000, 1_000)).toBe(true);
    expect(await isNew(6_001, 1_000)).toBe(false);
  });
});

describe('the statement that it writes', () => {
  const grouped = at(aggregate({ Strategy: 'Hashed' }, seqScan('t', { 'Actual Rows': 10_000 })));
  const written = async (sql: string, options: Options = {}) => {
    const [finding] = await find(sql, grouped, options);
    if (finding === undefined) throw new Error('it is silent');
    const { create, index } = finding.facts;
    return create === null ? null : [create, index];
  };
  const create = (sql: string, name = 'fleet_totals') => `CREATE MATERIALIZED VIEW ${name} AS ${sql};`;

  test.each<[string, string | null]>([
    ['select a, count(*) from t group by a', 'a'],
    ['select t.a, count(*) from t group by a', 'a'],
    ['select t.a as "A", b, count(*) from t group by 1, t.b', '"A", b'],
    ['select a % 5 as rest, count(*) from t group by rest', 'rest'],
    ['select a % 5 as rest, count(*) from t group by a % 5', 'rest'],
    // `b` is the column of the table here, and two rows may have one a % 5.
    ['select a % 5 as b, count(*) from t group by t.b, a % 5', null],
    ['select a % 5 as b, count(*) from t group by b', null],
    ['select count(*) from t group by a', null],
    ['select a, b, count(*) from t group by rollup (a, b)', null],
    ['select a, count(*) from t group by a union all select a, 0 from u', null],
    ['with c as (select a, count(*) as n from t group by a) select a, n from c', null],
  ])('%s', async (sql, key) => {
    const index = key === null ? null : `CREATE UNIQUE INDEX ON fleet_totals (${key});`;
    expect(await written(sql)).toEqual([create(sql), index]);
  });

  test('of one row, by a count', async () => {
    const sql = 'select (select json_agg(a) from t) as all, (select count(*) from t group by true) as n';
    expect(await written(sql)).toEqual([create(sql), 'CREATE UNIQUE INDEX ON fleet_totals (n);']);
  });

  test.each([
    'select count(*), count(a) from t group by b',
    'select count(*) * 2 from t group by a',
    'select c.* from (select a, count(*) from t group by a) c',
    'select a, count(*) from t where b = current_user::int group by a',
    "select a, count(*) from t where b = current_setting('app.tenant')::int group by a",
    'select a, count(*) from t where random() < 0.5 group by a',
    'select a, own.total(b) from t group by a',
    "select a, count(*) from t where 'today'::date - b > '2027-01-01' group by a",
    'select a, count(*) from t tablesample bernoulli (10) group by a',
    'select a, count(*) from unknown_view group by a',
    `select a, count(*) from t where b in (${Array.from({ length: 300 }, (_, at) => at).join(', ')}) group by a`,
  ])('none for %s', async sql => {
    expect(await written(sql)).toBeNull();
  });

  test.each([
    ['getFleetTotals', 'get_fleet_totals'],
    ['7 days', '"7_days"'],
    ['Größe', '"größe"'],
    ['order', '"order"'],
    ['t', 't_kept'],
    ['---', 'kept_kept'],
  ])('of the query %s is called %s', async (name, view) => {
    const sql = 'select a, count(*) from t group by a';
    expect((await written(sql, { name }))?.[0]).toBe(create(sql, view));
  });
});

describe('what can be kept of a query with parameters', () => {
  const remedy = async (sql: string, ...parameters: string[]) => {
    const [finding] = await find(sql, at(counted(10_000)), { parameters });
    if (finding === undefined) throw new Error('it is silent');
    expect(finding.facts.create).toBeNull();
    const { parameters: shown, columns, isEquality, independent, aggregates } = finding.facts;
    const { remedy: words } = describeFinding(finding);
    expect(words).not.toMatch(/undefined|NaN|;/);
    return [shown, columns, isEquality, `${independent} of ${aggregates}`];
  };

  test.each<[string, readonly unknown[]]>([
    ['select count(*) from t where a = $1', ['$1', 't.a', true, '0 of 1']],
    [
      'select count(*) from t x where x.a > $1 and b = any($2)',
      ['$1 and $2', 't.a and t.b', false, '0 of 1'],
    ],
    ['select count(*) filter (where a = $1), sum(b) from t', ['$1', 't.a', true, '0 of 1']],
    [
      'select (select count(*) from t where a = $1) as x, (select sum(a) from u) as y',
      ['$1', 't.a', true, '1 of 2'],
    ],
    ['select count(*) from t having count(b) > $1', ['$1', '', true, '0 of 1']],
    ['select sum(a * $1) from t', ['$1', '', true, '0 of 1']],
    [
      'select count(*) from t join u on t.id = u.id and u.b between $1 and $2',
      ['$1 and $2', 'u.b', false, '0 of 1'],
    ],
  ])('%s', async (sql, expected) => {
    expect(await remedy(sql, '1', '2')).toEqual(expected);
  });
});

test('10,000 aggregates, one above the other', async () => {
  const bare = { 'Startup Cost': 0, 'Total Cost': 1, 'Plan Rows': 1, 'Plan Width': 8, 'Actual Loops': 1 };
  const rawOf = (rows: number) => ({ ...bare, 'Actual Rows': rows, 'Parent Relationship': 'Outer' });
  let plan: object = { ...seqScan('t'), ...rawOf(10_000) };
  for (let level = 0; level < 10_000; level++)
    plan = { 'Node Type': 'Aggregate', Strategy: 'Plain', ...rawOf(1), Plans: [plan] };
  const [finding] = await find(count, measured({ plan: parsePlan([{ Plan: plan }]), buffers: 70 }));
  expect(finding).toMatchObject({ node: 0, facts: { rows: 10_000 } });
});
