import { describe, expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { Catalogue, CatalogueTable } from '../../src/postgres/index.ts';
import { findFindings, type RuleInput } from '../../src/rules/index.ts';
import {
  absent,
  caseResult,
  type ExplainNode,
  indexScan,
  measured,
  planOf,
  seqScan,
} from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

/** From which numbers on the rules about access to tables speak. Nothing here estimates rows, and what the text says is not asked. */
const off = { severity: 'off', thresholds: {} } as const;
const rules = { 'row-misestimate': off, 'offset-pagination': off };

const empty: Catalogue = { tables: [] };

interface More {
  readonly sql?: string;
  readonly buffers?: number;
  readonly catalogue?: Catalogue;
  readonly settings?: RuleInput['rules'];
}

async function told(plan: ExplainNode, more: More = {}) {
  const { sql = 'SELECT 1', buffers = 0, catalogue = empty, settings = {} } = more;
  const result = caseResult(absent, measured({ plan: planOf(plan), buffers }));
  const own = { ...result.case, query: { ...result.case.query, sql } };
  const comparison = compare({ ...result, case: own }, tolerances);
  const findings = await findFindings({
    comparisons: [comparison],
    catalogues: { base: empty, head: catalogue },
    rules: { ...rules, ...settings },
  });
  return findings.map(({ rule, also }) => [rule, ...also.map(cause => cause.rule)].join(' with '));
}

describe('repeated-scan', () => {
  const loop = (scans: number, rows: number, blocks: number, whole = blocks, more: ExplainNode = {}) => ({
    'Node Type': 'Nested Loop',
    'Join Type': 'Inner',
    'Join Filter': '(t.a = o.a)',
    'Shared Hit Blocks': whole,
    Plans: [
      seqScan('o', { 'Actual Rows': scans, 'Shared Hit Blocks': whole - blocks }),
      seqScan('t', { 'Actual Rows': rows, 'Actual Loops': scans, 'Shared Hit Blocks': blocks, ...more }),
    ],
  });

  test.each<[string, ExplainNode, boolean]>([
    ['two scans', loop(2, 100, 1_000), true],
    ['one scan', loop(1, 100, 1_000), false],
    ['100 rows each', loop(20, 100, 1_000), true],
    ['99 rows each', loop(20, 99, 1_000), false],
    ['1,000 blocks', loop(20, 500, 1_000), true],
    ['999 blocks', loop(20, 500, 999), false],
    ['half of the work', loop(20, 500, 1_000, 2_000), true],
    ['less than half of the work', loop(20, 500, 1_000, 2_001), false],
    [
      'a loop that runs as often',
      { ...loop(20, 500, 1_000), 'Actual Loops': 20, 'Shared Hit Blocks': 1_000 },
      false,
    ],
    ['an index scan', loop(20, 500, 1_000, 1_000, { 'Node Type': 'Index Scan', 'Index Name': 'i' }), false],
  ])('%s', async (_, plan, speaks) => {
    expect(await told(plan)).toEqual(speaks ? ['repeated-scan'] : []);
  });

  test('is told with the sequential scan that it repeats', async () => {
    const wasteful = { Filter: '(b = 1)', 'Rows Removed by Filter': 20_000 };
    expect(await told(loop(20, 100, 1_000, 1_000, wasteful))).toEqual(['sequential-scan with repeated-scan']);
  });

  test('says what its join throws away', async () => {
    const plan = { ...loop(20, 10_000, 1_000), 'Actual Rows': 20, 'Rows Removed by Join Filter': 199_980 };
    expect(await told(plan)).toEqual(['repeated-scan with late-filter']);
  });
});

const filtered = (kept: number, removed: number, more: ExplainNode = {}) =>
  indexScan('t', 't_a_idx', {
    'Index Cond': '(a = 1)',
    Filter: '(b = 1)',
    'Actual Rows': kept,
    'Rows Removed by Filter': removed,
    'Shared Hit Blocks': 100,
    ...more,
  });

describe('index-filter', () => {
  test.each<[string, ExplainNode, boolean]>([
    ['1,000 rows thrown away', filtered(0, 1_000), true],
    ['999 rows thrown away', filtered(0, 999), false],
    ['90 % thrown away', filtered(1_000, 9_000), true],
    ['less than 90 % thrown away', filtered(1_001, 9_000), false],
    ['no part that an index could serve', filtered(0, 5_000, { Filter: "(b ~~ '%x%'::text)" }), false],
    ['never executed', filtered(0, 0, { 'Actual Loops': 0 }), false],
    // Eleven rows for each loop may be ten and a half, rounded, and none that were kept half a row.
    ['100 loops with eleven rows each', filtered(0, 11, { 'Actual Loops': 100 }), true],
    ['95 loops with eleven rows each', filtered(0, 11, { 'Actual Loops': 95 }), false],
    ['1,000 loops with ten rows each, of a page or two', filtered(0, 10, { 'Actual Loops': 1_000 }), false],
    [
      '100 loops with one of twelve rows kept, or one and a half',
      filtered(1, 11, { 'Actual Loops': 100 }),
      false,
    ],
    ['a recheck', filtered(0, 0, { 'Rows Removed by Index Recheck': 5_000 }), false],
  ])('%s', async (_, plan, speaks) => {
    expect(await told(plan)).toEqual(speaks ? ['index-filter'] : []);
  });

  test.each([
    [11, 1, true],
    [10, 12, false],
    [5, 4, true],
    [5, 6, false],
  ])('%i rows a loop, of which there must be %i', async (rows, each, speaks) => {
    const settings = { 'index-filter': { severity: 'warning' as const, thresholds: { each } } };
    const plan = filtered(0, rows, { 'Actual Loops': 1_000 });
    expect(await told(plan, { settings })).toEqual(speaks ? ['index-filter'] : []);
  });

  test('the scan must be a tenth of the work of the whole statement', async () => {
    expect(await told(filtered(0, 5_000), { buffers: 1_000 })).toEqual(['index-filter']);
    expect(await told(filtered(0, 5_000), { buffers: 1_001 })).toEqual([]);
  });

  test('a bitmap counts the blocks of its indexes', async () => {
    const bitmap = {
      ...filtered(0, 5_000, { 'Index Cond': undefined, 'Index Name': undefined }),
      'Node Type': 'Bitmap Heap Scan',
      'Recheck Cond': '(a = 1)',
      Plans: [
        {
          'Node Type': 'Bitmap Index Scan',
          'Index Name': 't_a_idx',
          'Index Cond': '(a = 1)',
          'Shared Hit Blocks': 90,
        },
      ],
    };
    expect(await told(bitmap, { buffers: 1_000 })).toEqual(['index-filter']);
  });
});

describe('wrong-index-for-order', () => {
  const limited = (scan: ExplainNode, between: string | null = null, more: ExplainNode = {}) => ({
    'Node Type': 'Limit',
    'Actual Rows': scan['Actual Rows'],
    'Shared Hit Blocks': 100,
    Plans: [
      between === null ? scan : { 'Node Type': between, 'Shared Hit Blocks': 100, ...more, Plans: [scan] },
    ],
  });
  const read = (kept: number, removed: number, more: ExplainNode = {}) =>
    filtered(kept, removed, { 'Index Cond': undefined, ...more });

  test.each<[string, ExplainNode, string[]]>([
    ['1,000 rows thrown away', limited(read(10, 1_000)), ['wrong-index-for-order']],
    ['999 rows thrown away', limited(read(10, 999)), []],
    ['90 % thrown away', limited(read(1_000, 9_000)), ['wrong-index-for-order']],
    ['less than 90 % thrown away', limited(read(1_001, 9_000)), []],
    ['a condition on the index', limited(filtered(10, 5_000)), ['index-filter']],
    [
      'a condition that a value is there',
      limited(read(1, 5_000, { 'Index Cond': '(a IS NOT NULL)' })),
      ['wrong-index-for-order'],
    ],
    ['no LIMIT', read(10, 5_000), ['index-filter']],
    ['a sort in between', limited(read(10, 5_000), 'Sort', { 'Sort Key': ['b'] }), ['index-filter']],
    ['part of the order sorted', limited(read(10, 5_000), 'Incremental Sort'), ['wrong-index-for-order']],
    ['partitions in order', limited(read(10, 5_000), 'Merge Append'), ['wrong-index-for-order']],
    ['workers in order', limited(read(10, 5_000), 'Gather Merge'), ['wrong-index-for-order']],
    ['workers in any order', limited(read(10, 5_000), 'Gather'), ['index-filter']],
    ['a hash in between', limited(read(10, 5_000), 'Hash'), ['index-filter']],
    [
      'an index that is read for being small',
      limited(read(10, 5_000, { 'Node Type': 'Index Only Scan' })),
      ['index-filter'],
    ],
    ['no index could serve', limited(read(10, 5_000, { Filter: "(b ~~ '%x%'::text)" })), []],
  ])('%s', async (_, plan, expected) => {
    expect(await told(plan)).toEqual(expected);
  });

  test('of an index-only scan the statement says that an order is wanted', async () => {
    const plan = limited(read(10, 5_000, { 'Node Type': 'Index Only Scan' }));
    expect(await told(plan, { sql: 'SELECT a FROM t WHERE b = 1 ORDER BY a LIMIT 10' })).toEqual([
      'wrong-index-for-order',
    ]);
  });
});

describe('sort-for-limit', () => {
  const limited = (sort: ExplainNode, kept = 10) => ({
    'Node Type': 'Limit',
    'Actual Rows': kept,
    'Shared Hit Blocks': 5_000,
    Plans: [sort],
  });
  const sorted = (below: ExplainNode, rows = 10, more: ExplainNode = {}) => ({
    'Node Type': 'Sort',
    'Sort Key': ['a DESC'],
    'Actual Rows': rows,
    'Shared Hit Blocks': 5_000,
    ...more,
    Plans: [below],
  });
  const read = (rows: number, blocks = 5_000, more: ExplainNode = {}) =>
    seqScan('t', { 'Actual Rows': rows, 'Shared Hit Blocks': blocks, ...more });
  const joined = (type: string, joinType: string, side: 'Outer' | 'Inner', more: ExplainNode = {}) => {
    const own = read(2_000, 5_000, { 'Parent Relationship': side, ...more });
    const other = seqScan('o', { 'Parent Relationship': side === 'Outer' ? 'Inner' : 'Outer' });
    const join = {
      'Node Type': type,
      'Join Type': joinType,
      'Actual Rows': 2_000,
      'Shared Hit Blocks': 5_000,
      Plans: side === 'Outer' ? [own, other] : [other, own],
    };
    return limited(sorted(join, 10, { 'Sort Key': ['t.a'] }));
  };

  test.each<[string, ExplainNode, boolean]>([
    ['1,000 rows sorted', limited(sorted(read(1_000))), true],
    ['999 rows sorted', limited(sorted(read(999))), false],
    ['ten times what is kept', limited(sorted(read(1_000), 100), 100), true],
    ['less than ten times what is kept', limited(sorted(read(1_000), 101), 101), false],
    ['what an OFFSET skips is kept too', limited(sorted(read(1_000), 101), 1), false],
    ['a fifth of the work', limited(sorted(read(2_000, 1_000))), false],
    [
      '1,000 blocks, a third of them all',
      { ...limited(sorted(read(2_000, 1_000))), 'Shared Hit Blocks': 3_000 },
      true,
    ],
    ['999 blocks', { ...limited(sorted(read(2_000, 999))), 'Shared Hit Blocks': 2_000 }, false],
    [
      'few of many rows pass: an index reads as much',
      limited(sorted(read(1_000, 5_000, { 'Rows Removed by Filter': 99_000 }))),
      false,
    ],
    ['no LIMIT', sorted(read(2_000)), false],
    ['an expression', limited(sorted(read(2_000), 10, { 'Sort Key': ['(lower(a))'] })), false],
    ['a column of another relation', limited(sorted(read(2_000), 10, { 'Sort Key': ['o.a'] })), false],
    ['columns of two', limited(sorted(read(2_000), 10, { 'Sort Key': ['t.a', 'o.b'] })), false],
    [
      'grouped',
      limited(
        sorted({ 'Node Type': 'Aggregate', Strategy: 'Hashed', 'Actual Rows': 2_000, Plans: [read(2_000)] }),
      ),
      false,
    ],
    [
      'by workers',
      limited({ 'Node Type': 'Gather Merge', 'Shared Hit Blocks': 5_000, Plans: [sorted(read(2_000))] }),
      true,
    ],
    ['joined', joined('Hash Join', 'Inner', 'Outer'), true],
    ['built into the hash', joined('Hash Join', 'Inner', 'Inner'), true],
    ['kept by an outer join', joined('Hash Join', 'Left', 'Outer'), true],
    ['kept by an outer join the other way round', joined('Hash Join', 'Right', 'Inner'), true],
    ['missing in an outer join', joined('Hash Join', 'Left', 'Inner'), false],
    ['missing in an outer join the other way round', joined('Hash Join', 'Right', 'Outer'), false],
    ['a full join', joined('Hash Join', 'Full', 'Outer'), false],
    [
      'looked up one by one',
      joined('Nested Loop', 'Inner', 'Inner', { 'Actual Loops': 2_000, 'Actual Rows': 1 }),
      false,
    ],
    ['looked up once', joined('Nested Loop', 'Inner', 'Inner'), true],
  ])('%s', async (_, plan, speaks) => {
    expect(await told(plan, { buffers: Number(plan['Shared Hit Blocks']) })).toEqual(
      speaks ? ['sort-for-limit'] : [],
    );
  });

  test('is told with the scan whose rows are thrown away', async () => {
    const wasteful = { Filter: '(b = 1)', 'Rows Removed by Filter': 19_000, 'Shared Hit Blocks': 5_000 };
    expect(await told(limited(sorted(read(1_000, 5_000, wasteful))), { buffers: 5_000 })).toEqual([
      'sequential-scan with sort-for-limit',
    ]);
  });
});

describe('late-filter', () => {
  const join = (kept: number, removed: number, more: ExplainNode = {}) => ({
    'Node Type': 'Hash Join',
    'Hash Cond': '(a.x = b.x)',
    'Join Filter': '(a.y > b.y)',
    'Actual Rows': kept,
    'Rows Removed by Join Filter': removed,
    ...more,
    Plans: [seqScan('a'), seqScan('b')],
  });
  test.each<[string, ExplainNode, boolean]>([
    ['100,000 pairs', join(0, 100_000), true],
    ['99,999 pairs', join(0, 99_999), false],
    ['90 % thrown away', join(100_000, 900_000), true],
    ['less than 90 % thrown away', join(100_001, 900_000), false],
    ['in loops', join(0, 1_001, { 'Actual Loops': 100 }), true],
    ['in loops, by rounding', join(0, 1_000, { 'Actual Loops': 100 }), false],
    ['no filter', join(0, 500_000, { 'Join Filter': undefined }), false],
  ])('%s', async (_, plan, speaks) => {
    expect(await told(plan)).toEqual(speaks ? ['late-filter'] : []);
  });
});

describe('heap-fetches', () => {
  const scan = (rows: number, fetches: number, more: ExplainNode = {}) =>
    indexScan('t', 'i', {
      'Node Type': 'Index Only Scan',
      'Actual Rows': rows,
      'Heap Fetches': fetches,
      ...more,
    });
  test.each<[string, ExplainNode, boolean]>([
    ['100 rows', scan(100, 100), true],
    ['99 rows', scan(99, 99), false],
    ['dead rows count', scan(60, 100), true],
    ['a quarter', scan(400, 100), true],
    ['less than a quarter', scan(401, 100), false],
    ['fetches of all loops together', scan(10, 100, { 'Actual Loops': 40 }), true],
    ['few fetches of all loops together', scan(10, 99, { 'Actual Loops': 40 }), false],
    ['none', scan(400, 0), false],
    ['no index-only scan', scan(400, 400, { 'Node Type': 'Index Scan' }), false],
  ])('%s', async (_, plan, speaks) => {
    expect(await told(plan)).toEqual(speaks ? ['heap-fetches'] : []);
  });
});

describe('lossy-bitmap', () => {
  const scan = (exact: number, lossy: number, more: ExplainNode = {}) => ({
    'Node Type': 'Bitmap Heap Scan',
    'Relation Name': 't',
    Alias: 't',
    'Exact Heap Blocks': exact,
    'Lossy Heap Blocks': lossy,
    ...more,
    Plans: [{ 'Node Type': 'Bitmap Index Scan', 'Index Name': 'i' }],
  });
  const worker = (exact: number, lossy: number) => ({
    'Worker Number': 0,
    'Exact Heap Blocks': exact,
    'Lossy Heap Blocks': lossy,
  });
  test.each<[string, ExplainNode, boolean]>([
    ['100 lossy blocks', scan(0, 100), true],
    ['99 lossy blocks', scan(0, 99), false],
    ['half of them', scan(500, 500), true],
    ['less than half', scan(501, 500), false],
    ['none', scan(500, 0), false],
  ])('%s', async (_, plan, speaks) => {
    expect(await told(plan)).toEqual(speaks ? ['lossy-bitmap'] : []);
  });

  test('workers report their own blocks from PostgreSQL 18 on', async () => {
    expect(await told(scan(0, 60, { Workers: [worker(0, 60)] }))).toEqual(['lossy-bitmap']);
    expect(await told(scan(0, 60, { Workers: [worker(100, 60)] }))).toEqual(['lossy-bitmap']);
    expect(await told(scan(0, 60, { Workers: [worker(121, 60)] }))).toEqual([]);
  });
});

describe('cartesian-product', () => {
  const join = (outer: number, inner: number, made: number, more: ExplainNode = {}) => ({
    'Node Type': 'Nested Loop',
    'Join Type': 'Inner',
    'Actual Rows': made,
    ...more,
    Plans: [
      seqScan('a', { 'Actual Rows': outer }),
      {
        'Node Type': 'Materialize',
        'Actual Rows': inner,
        'Actual Loops': outer,
        Plans: [seqScan('b', { 'Actual Rows': inner, 'Actual Loops': 1 })],
      },
    ],
  });
  test.each<[string, ExplainNode, boolean]>([
    ['1,000 rows', join(50, 20, 1_000), true],
    ['999 rows', join(37, 27, 999), false],
    ['nine tenths of all pairs', join(100, 100, 9_000), true],
    ['fewer', join(100, 100, 8_999), false],
    ['one row outside', join(1, 2_000, 2_000), false],
    ['one row inside', join(2_000, 1, 2_000), false],
    ['a condition', join(50, 20, 1_000, { 'Join Filter': '(a.x < b.x)' }), false],
    ['a left join', join(50, 20, 1_000, { 'Join Type': 'Left' }), true],
    ['a semi join', join(50, 20, 1_000, { 'Join Type': 'Semi' }), false],
  ])('%s', async (_, plan, speaks) => {
    expect(await told(plan)).toEqual(speaks ? ['cartesian-product'] : []);
  });

  test.each<[string, string, boolean]>([
    ['a list of tables', 'SELECT 1 FROM a, b', true],
    ['CROSS JOIN', 'SELECT 1 FROM a CROSS JOIN b', false],
    ['CROSS JOIN of others', 'SELECT 1 FROM a, b, c CROSS JOIN d', true],
    ['CROSS JOIN in a subquery', 'SELECT 1 FROM (SELECT 1 FROM x AS b CROSS JOIN a) AS s', false],
    ['ON true', 'SELECT 1 FROM a JOIN b ON true', true],
    ['a join by nothing in common', 'SELECT 1 FROM a JOIN b USING (x)', true],
  ])('%s', async (_, sql, speaks) => {
    expect(await told(join(50, 20, 1_000), { sql })).toEqual(speaks ? ['cartesian-product'] : []);
  });
});

describe('large-offset', () => {
  const limit = (kept: number, discarded: number) => ({
    'Node Type': 'Limit',
    'Actual Rows': kept,
    Plans: [seqScan('t', { 'Actual Rows': kept + discarded })],
  });
  const sql = 'SELECT * FROM t LIMIT 10 OFFSET 5000';
  test.each<[string, ExplainNode, boolean]>([
    ['1,000 rows', limit(10, 1_000), true],
    ['999 rows', limit(10, 999), false],
    ['half of them', limit(5_000, 5_000), true],
    ['less than half', limit(5_001, 5_000), false],
    ['beyond the end', limit(0, 2_000), true],
  ])('%s', async (_, plan, speaks) => {
    expect(await told(plan, { sql })).toEqual(speaks ? ['large-offset'] : []);
  });

  test('WITH TIES is no OFFSET', async () => {
    expect(
      await told(limit(10, 2_000), { sql: 'SELECT * FROM t ORDER BY a FETCH FIRST 10 ROWS WITH TIES' }),
    ).toEqual([]);
  });
});

describe('no-partition-pruning', () => {
  const table = (name: string, more: Partial<CatalogueTable>): CatalogueTable => ({
    schema: 'public',
    name,
    kind: 'table',
    rows: 100,
    pages: 10,
    indexes: [],
    foreignKeys: [],
    ...more,
  });
  const catalogue = (partitions: number): Catalogue => ({
    tables: [
      table('runs', { kind: 'partitioned table', partitionKey: 'RANGE (day)' }),
      ...Array.from({ length: partitions }, (_, at) =>
        table(`runs_p${at}`, { partitionOf: { schema: 'public', name: 'runs' } }),
      ),
    ],
  });
  const append = (rows: readonly number[], more: ExplainNode = {}) => ({
    'Node Type': 'Append',
    'Shared Hit Blocks': rows.length * 10,
    ...more,
    Plans: rows.map((kept, at) =>
      seqScan(`runs_p${at}`, {
        Alias: `runs_${at + 1}`,
        Filter: "((day)::text = '2027-01-01'::text)",
        'Actual Rows': kept,
        'Shared Hit Blocks': 10,
      }),
    ),
  });
  test.each<[string, ExplainNode, number, number, boolean]>([
    ['three partitions', append([1, 0, 0]), 3, 30, true],
    ['two partitions', append([1, 0]), 2, 20, false],
    ['a partition that was not scanned', append([1, 0, 0]), 4, 30, false],
    ['half of them empty', append([1, 1, 0, 0]), 4, 40, true],
    ['fewer empty', append([1, 1, 0]), 3, 30, false],
    ['left out when it began', append([1, 0, 0], { 'Subplans Removed': 1 }), 3, 30, false],
    ['a tenth of the work', append([1, 0, 0]), 3, 300, true],
    ['less of the work', append([1, 0, 0]), 3, 301, false],
  ])('%s', async (_, plan, partitions, buffers, speaks) => {
    expect(await told(plan, { catalogue: catalogue(partitions), buffers })).toEqual(
      speaks ? ['no-partition-pruning'] : [],
    );
  });
});
