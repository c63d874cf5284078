import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeNode, nodeDetails, type Plan, parsePlan, walk } from '../../src/plan/index.ts';
import { diffNumbers } from '../../src/report/diff-numbers.ts';
import { planDiff } from '../../src/report/plan-diff.ts';
import type { PlanDiffLine } from '../../src/report/schema.ts';
import { fixturePlan, fixturePlans, majors } from '../plan/fixture-plans.ts';
import { largePlan } from '../plan/large-plans.ts';
import { hostileText } from './hostile-text.ts';

const told = (lines: readonly PlanDiffLine[] | null) =>
  lines?.map(({ sign, text }) => `${sign} ${text}`.trimEnd()).join('\n') ?? 'nothing differs';

/** Plans of kindred statements over one schema, as PostgreSQL made them. */
const pairs = [
  [17, 'hash-join', 'hash-semi-join'],
  [15, 'seq-scan', 'parallel-seq-scan'],
  [16, 'parallel-aggregate', 'hash-aggregate'],
  [18, 'nested-loop', 'nested-loop-left'],
  [14, 'cte-once', 'cte-twice'],
  [17, 'cte-twice', 'cte-twice-spill'],
  [17, 'init-plan', 'init-plans-several'],
  [18, 'sub-plan-correlated', 'sub-plan-hashed'],
  [16, 'append-pruned-when-run', 'append'],
  [17, 'partitionwise-join', 'append-pruned-when-planned'],
  [15, 'sort-disk', 'incremental-sort'],
  [17, 'materialize', 'memoize'],
  [16, 'bitmap-and', 'bitmap-or'],
  [17, 'result-never-executed', 'result-one-time-filter'],
  [18, 'insert', 'insert-returning'],
  [14, 'delete', 'delete-cascade'],
  [17, 'quoted-names', 'self-join'],
  [17, 'plain-explain', 'timing-off'],
  [17, 'buffers-off', 'hash-join'],
  [17, 'recursive-cte', 'recursive-cte-spill'],
  [17, 'gather-merge-limit', 'sort-top-n'],
] as const;

describe('pairs of real plans', () => {
  test.each(pairs)('PostgreSQL %i: %s and %s', async (major, from, to) => {
    const lines = planDiff(fixturePlan(major, from), fixturePlan(major, to));
    await expect(`${told(lines)}\n`).toMatchFileSnapshot(
      `golden/plan-diff-fixtures/${major}-${from}-${to}.diff`,
    );
  });

  test('no line holds a time', () => {
    for (const [major, from, to] of pairs)
      expect(told(planDiff(fixturePlan(major, from), fixturePlan(major, to)))).not.toMatch(/time=| ms/);
  });
});

const plans = majors.flatMap(fixturePlans).map(({ plan }) => plan);
const anyPlan = fc.constantFrom(...plans);

/** What one side's plan says, line by line, without the places of lines. */
function saidBy(plan: Plan): string[] {
  return walk(plan).flatMap(node => [
    ...(node.subplanName === null ? [] : [bareName(node.subplanName)]),
    plainNumbers(`${describeNode(node)}  ${diffNumbers(node, null)}`),
    ...nodeDetails(node).map(plainNumbers),
  ]);
}

/** What is left of a diff when the lines of the other side are taken out. */
function sideOf(lines: readonly PlanDiffLine[], side: 'base' | 'head'): string[] {
  const other = side === 'base' ? '+' : '-';
  return lines
    .filter(({ sign }) => sign !== other)
    .map(({ text }) => {
      const picked = text
        .replace(/ {2}← .*$/, '')
        .replace(/([\d,.]+) → ([\d,.]+)/g, side === 'base' ? '$1' : '$2')
        .replace(/\(([^(]*) → ([^(]*)\)$/, side === 'base' ? '($1)' : '($2)');
      return bareName(plainNumbers(picked.replace(/^ *(?:-> )?/, '')));
    });
}

/** One loop is not told unless the other side has more; thousands are set apart. */
function plainNumbers(text: string): string {
  return text.replace(/ loops=1(?=[ )])/g, '').replace(/(?<=[\d]),(?=\d{3})/g, '');
}

/** The number of the parameter that an InitPlan sets is no difference. */
function bareName(text: string): string {
  return text.replace(/^((?:InitPlan|SubPlan|CTE) .*?) \(returns .*\)$/, '$1');
}

describe('any two plans', () => {
  test('without + it is what base says, without - what head says', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (base, head) => {
        const lines = planDiff(base, head);
        if (lines === null) return;
        expect(sideOf(lines, 'base')).toEqual(saidBy(base));
        expect(sideOf(lines, 'head')).toEqual(saidBy(head));
      }),
      { numRuns: 1000 },
    );
  });

  test("without - it has head's indentation", () => {
    const nothing = parsePlan([{ Plan: { 'Node Type': 'Nothing' } }]);
    const places = (lines: readonly PlanDiffLine[] | null) =>
      (lines ?? []).filter(({ sign }) => sign !== '-').map(({ text }) => /^ *(?:-> )?\S+/.exec(text)?.[0]);
    fc.assert(
      fc.property(anyPlan, anyPlan, (base, head) => {
        const lines = planDiff(base, head);
        if (lines !== null) expect(places(lines)).toEqual(places(planDiff(nothing, head)));
      }),
      { numRuns: 300 },
    );
  });

  test('a plan does not differ from itself', () => {
    for (const plan of plans) expect(planDiff(plan, plan)).toBeNull();
  });
});

test('the same steps with other numbers are one tree', () => {
  const scan = (blocks: number, rows: number, loops: number) =>
    parsePlan([
      {
        Plan: {
          'Node Type': 'Seq Scan',
          'Relation Name': 'a',
          Alias: 'a',
          'Actual Rows': rows,
          'Actual Loops': loops,
          'Shared Hit Blocks': blocks,
          'Rows Removed by Filter': 1000 * rows,
        },
      },
    ]);
  expect(planDiff(scan(10, 1, 1), scan(12, 2, 1))).toEqual([
    { sign: ' ', text: 'Seq Scan on a  (rows=1 → 2 buffers=10 → 12)' },
    { sign: ' ', text: '  Rows Removed by Filter: 1,000 → 2,000' },
  ]);
  expect(planDiff(scan(10, 1, 1), scan(5000, 1, 40))?.[0]).toEqual({
    sign: '!',
    text: 'Seq Scan on a  (rows=1 loops=1 → 40 buffers=10 → 5,000)  ← +4,990 buffers',
  });
  expect(planDiff(scan(10, 1, 1), scan(0, 0, 0))?.[0]?.text).toBe(
    'Seq Scan on a  (rows=1 buffers=10 → never executed)',
  );
});

test('of two plans that are too large and too different there is no diff', () => {
  expect(planDiff(parsePlan(largePlan('wide', 5000)), parsePlan(largePlan('deep', 5000)))).toBeNull();
});

test('whatever a plan holds, a line is a line', () => {
  const node = fc.record({
    'Node Type': fc.oneof(fc.constantFrom('Seq Scan', 'Sort', 'Append', '__proto__'), hostileText),
    'Relation Name': hostileText,
    Alias: hostileText,
    Filter: hostileText,
    'Sort Key': fc.array(hostileText, { maxLength: 2 }),
    'Subplan Name': fc.option(hostileText, { nil: undefined }),
    'Actual Rows': fc.double({ min: 0, max: 1e9, noNaN: true }),
    'Actual Loops': fc.nat(3),
    'Shared Hit Blocks': fc.nat(10_000),
  });
  const plan = fc
    .tuple(node, fc.array(node, { maxLength: 4 }))
    .map(([root, Plans]) => parsePlan([{ Plan: { ...root, Plans } }]));
  fc.assert(
    fc.property(plan, plan, (base, head) => {
      for (const { text } of planDiff(base, head) ?? [])
        expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
    }),
    { numRuns: 500 },
  );
});
