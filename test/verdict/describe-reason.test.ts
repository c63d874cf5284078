import { expect, test } from 'vitest';
import { describeReason, type Reason } from '../../src/verdict/index.ts';

const q = { query: 'latest-deployments', parameters: '' } as const;
const rare = { query: 'runs', parameters: 'rare' } as const;
const counts = [
  { count: 'buffers', base: 1284, head: 37_096, ratio: 37_096 / 1284, answer: 'worse' },
  { count: 'temp', base: 2093, head: 0, ratio: 0, answer: 'better' },
] as const;
const worse = { kind: 'count-worse', level: 'fail', ...q, tolerance: 0.1 } as const;
const over = { kind: 'over-budget', level: 'fail', ...q, before: false, above: null } as const;
const lock = { kind: 'plan-lock', level: 'fail', ...q } as const;
const errored = { kind: 'errored', ...q, hint: null, timedOut: false } as const;
const mixed = {
  kind: 'mixed',
  level: 'warn',
  query: 'model-stats',
  parameters: '',
  buffersBase: 1284,
  buffersHead: 37_096,
} as const;

const reasons: readonly Reason[] = [
  { ...worse, count: 'buffers', base: 168, head: 5877 },
  { ...worse, ...rare, count: 'buffers', base: 1000, head: 1180 },
  { ...worse, count: 'buffers', base: 0, head: 60 },
  { ...worse, count: 'temp', base: 10, head: 2093 },
  { ...worse, count: 'wal', base: 100_000, head: 2_000_000 },
  { kind: 'slower', level: 'fail', ...q, base: 8.67, head: 145.58, low: 15.2, tolerance: 0.25 },
  { kind: 'slower', level: 'fail', ...rare, base: 100, head: 150, low: 1.31, tolerance: 0.25 },
  { ...mixed, counts, latencyBase: 171, latencyHead: 117 },
  {
    ...mixed,
    counts: [{ count: 'buffers', base: 900, head: 90, ratio: 0.1, answer: 'better' }],
    latencyBase: 20,
    latencyHead: 60,
  },
  { ...over, budget: 'latency', limit: 30, actual: 145.58, base: null },
  { ...over, budget: 'latency', limit: 30, actual: 145.58, base: 8.67 },
  { ...over, budget: 'latency', limit: 30, actual: 145.58, base: 52, before: true },
  { ...over, level: 'note', budget: 'buffers', limit: 400, actual: 900, base: 890, before: true },
  { ...over, budget: 'planning', limit: 5, actual: 9.1, base: null },
  { ...over, budget: 'temp', limit: 0, actual: 2093, base: null },
  { ...over, budget: 'wal', limit: 1_000_000, actual: 2_000_000, base: null },
  { ...over, budget: 'rows', limit: 50, actual: 20_128, base: null },
  {
    ...over,
    budget: 'latency-p95',
    limit: 50,
    actual: 120,
    base: 40,
    above: { count: 9, samples: 20 },
  },
  {
    ...over,
    budget: 'latency-p99',
    limit: 50,
    actual: null,
    base: null,
    above: { count: 4, samples: 11 },
  },
  {
    ...over,
    level: 'note',
    budget: 'latency-p99',
    limit: 50,
    actual: null,
    base: null,
    before: true,
    above: { count: 4, samples: 11 },
  },
  { ...over, budget: 'rows-read', limit: 1000, actual: 20_128, base: null },
  {
    kind: 'budget-untold',
    level: 'note',
    ...q,
    budget: 'latency-p95',
    limit: 50,
    above: 1,
    samples: 11,
  },
  { ...lock, lock: { kind: 'index', index: { schema: null, name: 'a_idx' } }, before: false, instead: [] },
  {
    ...lock,
    lock: { kind: 'index', index: { schema: null, name: 'Odd idx' } },
    before: null,
    instead: ['b_idx', 'c_idx'],
  },
  {
    ...lock,
    level: 'note',
    lock: { kind: 'no-sequential-scan', table: { schema: 'app', name: 'runs' } },
    before: true,
    instead: ['runs_2026'],
  },
  {
    ...lock,
    lock: { kind: 'no-sequential-scan', table: null },
    before: true,
    instead: ['runs', 'models'],
  },
  { ...lock, lock: { kind: 'no-spill' }, before: false, instead: [] },
  {
    ...errored,
    level: 'fail',
    side: 'head',
    message: 'column "statsu" does not exist',
    hint: 'Perhaps you meant "status".',
  },
  {
    ...errored,
    level: 'fail',
    side: 'head',
    message: 'canceling statement due to statement timeout',
    timedOut: true,
  },
  { ...errored, level: 'warn', side: 'both', message: 'division by zero' },
  { ...errored, level: 'note', side: 'base', message: 'relation "t"\n  does not exist' },
  {
    kind: 'waived',
    level: 'note',
    waived: { ...worse, count: 'buffers', base: 168, head: 5877 },
    reason: 'nightly job',
    expires: '2027-03-31',
  },
  {
    kind: 'waived',
    level: 'note',
    waived: { ...worse, count: 'buffers', base: 168, head: 5877 },
    reason: 'nightly job',
    expires: null,
  },
  {
    kind: 'waiver-expired',
    level: 'fail',
    query: 'runs',
    rule: null,
    reason: 'nightly job',
    expires: '2027-03-31',
  },
  {
    kind: 'waiver-expired',
    level: 'fail',
    query: 'runs',
    rule: 'sequential-scan',
    reason: 'nightly job',
    expires: '2027-03-31',
  },
  {
    kind: 'waiver-unused',
    level: 'note',
    query: 'runs',
    rule: 'sequential-scan',
    reason: 'nightly job',
    line: 12,
    expired: null,
  },
  {
    kind: 'waiver-unused',
    level: 'note',
    query: 'runs',
    rule: null,
    reason: 'nightly job',
    line: 14,
    expired: '2026-03-31',
  },
  { kind: 'removed', level: 'note', ...rare },
  { kind: 'not-judged', level: 'warn', ...q, why: 'the time limit of 20 min was reached' },
  {
    kind: 'finding',
    level: 'fail',
    finding: {
      rule: 'sequential-scan',
      severity: 'error',
      ...rare,
      side: 'head',
      isNew: true,
      file: 'runs.sql',
      line: 1,
      relation: 'training_runs',
      node: 0,
      column: null,
      share: null,
      impact: 0,
      suppressed: null,
      also: [],
      facts: {
        scanned: 'training_runs',
        filter: "(a = 'x'::text)",
        rowsKept: 412,
        rowsDiscarded: 45_258,
        rowsPerScan: 45_670,
        scans: 1,
        isExact: true,
        pages: 6310,
        share: 1,
        replaced: null,
      },
    },
  },
];

test('says every reason in these words', async () => {
  const lines = reasons.map(describeReason);
  for (const line of lines) expect(line).not.toMatch(/\n|\.$|undefined|NaN|null/);
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/reasons.txt');
});
