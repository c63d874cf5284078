import { describe, expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { SideResult } from '../../src/measurement/index.ts';
import { parsePlan } from '../../src/plan/index.ts';
import { findFindings, type RuleId } from '../../src/rules/index.ts';
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

/** Edges of the rules about estimates, memory and time that examples on a server cannot hit to the row. */

type Thresholds = Readonly<Record<string, number>>;

async function found(head: SideResult, rule: RuleId, thresholds?: Thresholds): Promise<number> {
  const comparisons = [compare(caseResult(absent, head), tolerances)];
  const catalogues = { base: { tables: [] }, head: { tables: [inner] } };
  const rules = thresholds === undefined ? {} : { [rule]: { severity: 'note' as const, thresholds } };
  const findings = await findFindings({ comparisons, catalogues, rules });
  return findings.filter(finding => finding.rule === rule || finding.also.some(cause => cause.rule === rule))
    .length;
}

/** A table of 500 pages. */
const inner = {
  ...{ schema: 'public', name: 'inner', kind: 'table' as const, rows: 20_000, pages: 500, size: 4_096_000 },
  ...{ partitionKey: null, partitionOf: null, columns: [], indexes: [], foreignKeys: [] },
} as const;

const scan = (more = {}) => seqScan('t', { 'Shared Hit Blocks': 100, ...more });
const above = (type: string, more: ExplainNode, ...children: ExplainNode[]): ExplainNode => ({
  'Node Type': type,
  'Shared Hit Blocks': 100,
  ...more,
  Plans: children,
});
const onDisk = (blocks: number) => ({
  'Sort Key': ['a'],
  'Sort Method': 'external merge',
  'Sort Space Used': blocks * 4,
  'Sort Space Type': 'Disk',
  'Temp Read Blocks': blocks / 2,
  'Temp Written Blocks': blocks / 2,
});
const outer = (expected: number, came: number) =>
  scan({ 'Plan Rows': expected, 'Actual Rows': came, 'Parent Relationship': 'Outer' });
const loopOver = (expected: number, came: number, blocks: number) =>
  measured({
    plan: planOf(
      above(
        'Nested Loop',
        { 'Shared Hit Blocks': blocks + 100, 'Plan Rows': came, 'Actual Rows': came },
        outer(expected, came),
        indexScan('inner', 'inner_pkey', {
          ...{ 'Parent Relationship': 'Inner', 'Actual Loops': came, 'Shared Hit Blocks': blocks },
          ...{ 'Plan Rows': 1, 'Actual Rows': 1 },
        }),
      ),
    ),
    buffers: blocks + 100,
  });
const joinOf = (expected: number, came: number, blocks: number) =>
  measured({
    plan: planOf(
      above(
        'Merge Join',
        { 'Shared Hit Blocks': blocks + 100, 'Plan Rows': came, 'Actual Rows': came },
        above(
          'Sort',
          { 'Parent Relationship': 'Outer', 'Plan Rows': expected, 'Actual Rows': came },
          scan({ 'Plan Rows': expected, 'Actual Rows': came }),
        ),
        seqScan('inner', {
          ...{ 'Parent Relationship': 'Inner', 'Shared Hit Blocks': blocks },
          ...{ 'Plan Rows': 20_000, 'Actual Rows': 20_000 },
        }),
      ),
    ),
    buffers: blocks + 100,
  });
/** The tree is one of PostgreSQL 15 with jit_above_cost = 10 and jit_optimize_above_cost = 10. */
const triggered = (time: number, execution: number, ...latency: number[]) => {
  const plan = planOf({ 'Node Type': 'ModifyTable', Operation: 'Update', 'Relation Name': 'runs' });
  const trigger = { name: 'runs_total', constraint: null, relation: 'runs', time, calls: 20 };
  return measured({ plan: { ...plan, executionTime: execution, triggers: [trigger] }, latency });
};
const jitPlan = (jit: unknown, execution: number) =>
  measured({
    plan: parsePlan([
      {
        Plan: {
          'Node Type': 'Aggregate',
          Strategy: 'Hashed',
          'Partial Mode': 'Simple',
          'Startup Cost': 69.02,
          'Total Cost': 71.02,
          'Plan Rows': 200,
          'Plan Width': 20,
          'Actual Startup Time': 277.609,
          'Actual Total Time': 277.616,
          'Actual Rows': 50,
          'Actual Loops': 1,
          'Group Key': ['model'],
          'HashAgg Batches': 1,
          'Peak Memory Usage': 40,
          'Shared Hit Blocks': 17,
          Plans: [
            {
              'Node Type': 'Seq Scan',
              'Parent Relationship': 'Outer',
              'Relation Name': 'runs',
              Alias: 'runs',
              'Startup Cost': 0,
              'Total Cost': 60.35,
              'Plan Rows': 1156,
              'Plan Width': 8,
              'Actual Startup Time': 262.816,
              'Actual Total Time': 277.131,
              'Actual Rows': 2877,
              'Actual Loops': 1,
              Filter: '(score > 3)',
              'Rows Removed by Filter': 123,
              'Shared Hit Blocks': 17,
            },
          ],
        },
        Settings: { jit_above_cost: '10', jit_optimize_above_cost: '10' },
        'Planning Time': 0.083,
        Triggers: [],
        ...(jit === undefined ? {} : { JIT: jit }),
        'Execution Time': execution,
      },
    ]),
  });
const plan15 = (total: number, execution: number) =>
  jitPlan(
    {
      Functions: 8,
      Options: { Inlining: false, Optimization: true, Expressions: true, Deforming: true },
      Timing: { Generation: 0.466, Inlining: 0, Optimization: 118.607, Emission: 144.224, Total: total },
    },
    execution,
  );
const timing17 = {
  Generation: { Deform: 0.2, Total: 0.5 },
  Inlining: 0,
  Optimization: 4,
  Emission: 6,
  Total: 10.5,
};

function generic(of: { buffers: number | null; cost: number; custom?: number }): SideResult {
  const { buffers, cost, custom = 120 } = of;
  const own = measured({
    plan: planOf(scan({ 'Shared Hit Blocks': custom, 'Total Cost': 10 })),
    buffers: custom,
  });
  if (own.kind !== 'measured') return own;
  const other = planOf(indexScan('t', 't_idx', { 'Total Cost': cost }));
  const cancelledAfter = buffers === null ? 1_000 : null;
  return {
    ...own,
    measurement: { ...own.measurement, generic: { plan: other, buffers, cancelledAfter } },
  };
}

const settings = (values: Readonly<Record<string, string>>, node: ExplainNode) =>
  measured({ plan: { ...planOf(node), settings: values } });
const plan = (node: ExplainNode) => measured({ plan: planOf(node), buffers: 100 });

describe.each<[RuleId, [string, SideResult, boolean][]]>([
  [
    'sort-spill',
    [
      ['100 blocks', plan(above('Sort', onDisk(100), scan())), true],
      ['98 blocks', plan(above('Sort', onDisk(98), scan())), false],
      [
        'in memory',
        plan(
          above(
            'Sort',
            {
              'Sort Key': ['a'],
              'Sort Method': 'quicksort',
              'Sort Space Used': 9,
              'Sort Space Type': 'Memory',
            },
            scan(),
          ),
        ),
        false,
      ],
    ],
  ],
  [
    'hash-spill',
    [
      [
        'groups on disk',
        plan(
          above(
            'Aggregate',
            {
              Strategy: 'Hashed',
              'HashAgg Batches': 5,
              'Disk Usage': 900,
              'Temp Read Blocks': 60,
              'Temp Written Blocks': 60,
            },
            scan(),
          ),
        ),
        true,
      ],
      [
        'one batch',
        plan(
          above('Aggregate', { Strategy: 'Hashed', 'HashAgg Batches': 1, 'Peak Memory Usage': 900 }, scan()),
        ),
        false,
      ],
    ],
  ],
  [
    'correlated-subplan',
    [
      [
        '1,000 times',
        plan(
          above(
            'Result',
            {},
            scan(),
            scan({ 'Parent Relationship': 'SubPlan', 'Subplan Name': 'SubPlan 1', 'Actual Loops': 1_000 }),
          ),
        ),
        true,
      ],
      [
        '999 times',
        plan(
          above(
            'Result',
            {},
            scan(),
            scan({ 'Parent Relationship': 'SubPlan', 'Subplan Name': 'SubPlan 1', 'Actual Loops': 999 }),
          ),
        ),
        false,
      ],
      [
        'a small part of the work',
        measured({
          plan: planOf(
            above(
              'Result',
              { 'Shared Hit Blocks': 1_000 },
              scan({ 'Shared Hit Blocks': 900 }),
              scan({ 'Parent Relationship': 'SubPlan', 'Subplan Name': 'SubPlan 1', 'Actual Loops': 1_000 }),
            ),
          ),
          buffers: 1_000,
        }),
        false,
      ],
    ],
  ],
  [
    'row-misestimate',
    [
      ['a hundred times as many', plan(scan({ 'Plan Rows': 100, 'Actual Rows': 10_000 })), true],
      ['a hundredth', plan(scan({ 'Plan Rows': 10_000, 'Actual Rows': 100 })), true],
      [
        '99 times as many, of which nothing comes',
        plan(scan({ 'Plan Rows': 100, 'Actual Rows': 9_900 })),
        false,
      ],
      [
        'of a group, of which nothing comes',
        plan(above('Aggregate', { Strategy: 'Hashed', 'Plan Rows': 1, 'Actual Rows': 5_000 }, scan())),
        false,
      ],
      [
        'ten times as many, and a sort spills',
        plan(above('Sort', onDisk(600), scan({ 'Plan Rows': 100, 'Actual Rows': 1_000 }))),
        true,
      ],
      [
        'nine times as many, and a sort spills',
        plan(above('Sort', onDisk(600), scan({ 'Plan Rows': 112, 'Actual Rows': 1_000 }))),
        false,
      ],
      [
        'a tenth, and a sort spills',
        plan(above('Sort', onDisk(600), scan({ 'Plan Rows': 1_000, 'Actual Rows': 100 }))),
        false,
      ],
      [
        'ten times as many, and the loop above looks up more than its table holds',
        loopOver(100, 1_000, 2_000),
        true,
      ],
      [
        'ten times as many, and the loop above looks up what its table holds',
        loopOver(100, 1_000, 900),
        false,
      ],
      ['a tenth, and the join above reads the other side for it', joinOf(1_000, 100, 1_000), true],
      ['a tenth, and the join above reads little for it', joinOf(1_000, 100, 400), false],
      ['few either way', plan(scan({ 'Plan Rows': 1, 'Actual Rows': 99 })), false],
      [
        'stopped by a LIMIT',
        plan(above('Limit', {}, scan({ 'Plan Rows': 5_000, 'Actual Rows': 10 }))),
        false,
      ],
      ['never executed', plan(scan({ 'Plan Rows': 5_000, 'Actual Rows': 0, 'Actual Loops': 0 })), false],
      [
        'of a step above one that is off',
        plan(
          above(
            'Aggregate',
            { Strategy: 'Sorted', 'Plan Rows': 1, 'Actual Rows': 5_000 },
            scan({ 'Plan Rows': 1, 'Actual Rows': 50 }),
          ),
        ),
        false,
      ],
    ],
  ],
  [
    'planning-dominates',
    [
      ['11 ms for 5 ms', measured({ planning: [11, 11, 11], latency: [5, 5, 5] }), true],
      ['9 ms for 5 ms', measured({ planning: [9, 9, 9], latency: [5, 5, 5] }), false],
      ['11 ms for 12 ms', measured({ planning: [11, 11, 11], latency: [12, 12, 12] }), false],
    ],
  ],
  [
    'slow-trigger',
    [
      ['a fifth of the execution', triggered(5, 25, 24, 26), true],
      ['less than a fifth', triggered(5, 25.1, 24, 26), false],
      ['a short time', triggered(4.9, 5.1, 5.1, 5.2), false],
      ['once, where whole executions are faster', triggered(8, 10, 4.9, 12), false],
      ['of a plan that nothing else was measured of', triggered(5, 25), true],
    ],
  ],
  [
    'jit-overhead',
    [
      ['as a server compiled', plan15(263.297, 278.192), true],
      ['half of the execution', plan15(10, 20), true],
      ['less than half', plan15(10, 21), false],
      ['a short time', plan15(9, 10), false],
      ['without timing', jitPlan({ Functions: 8, Options: {} }, 20), false],
      ['generation in parts, from 17 on', jitPlan({ Functions: 8, Timing: timing17 }, 20), true],
      ['no compilation', jitPlan(undefined, 20), false],
    ],
  ],
  [
    'generic-plan-trap',
    [
      ['ten times, 1,000 more', generic({ buffers: 1_200, cost: 10 }), true],
      ['nine times', generic({ buffers: 1_190, cost: 10 }), false],
      ['ten times, 999 more', generic({ buffers: 1_109, cost: 10, custom: 110 }), false],
      ['cancelled', generic({ buffers: null, cost: 10 }), true],
      // 10, and 1,000 operators of 0.0025 each for one relation and one more.
      ['as dear as planning anew', generic({ buffers: 1_200, cost: 15 }), false],
      ['a little cheaper than planning anew', generic({ buffers: 1_200, cost: 14.9 }), true],
      ['not asked for', measured({ plan: planOf(scan()), buffers: 100 }), false],
    ],
  ],
  [
    'forced-plan',
    [
      ['off, up to 17', settings({ enable_seqscan: 'off' }, scan({ 'Total Cost': 10_000_000_100 })), true],
      ['off, from 18 on', settings({ enable_seqscan: 'off' }, scan({ Disabled: true })), true],
      ['off, another plan', settings({ enable_hashjoin: 'off' }, scan()), true],
      ['plangate’s own', settings({ jit: 'off' }, scan()), false],
      ['on', settings({ enable_partitionwise_join: 'on' }, scan()), false],
    ],
  ],
])('%s', (rule, cases) => {
  test.each(cases)('%s', async (_, head, speaks) => {
    expect(await found(head, rule)).toBe(speaks ? 1 : 0);
  });
});

const pairsOf = (removed: number) =>
  measured({
    plan: planOf(
      above(
        'Nested Loop',
        { 'Join Filter': '(t.a < inner.a)', 'Rows Removed by Join Filter': removed, 'Plan Rows': 1_000 },
        outer(100, 1_000),
        seqScan('inner', { 'Parent Relationship': 'Inner', 'Actual Loops': 1_000, 'Shared Hit Blocks': 10 }),
      ),
    ),
    buffers: 100,
  });

describe('row-misestimate: what harm is, is a threshold', () => {
  test.each<[string, SideResult, Thresholds, boolean]>([
    ['1,000 blocks', joinOf(1_000, 100, 1_000), { pages: 1_000 }, true],
    ['less than 1,001', joinOf(1_000, 100, 1_000), { pages: 1_001 }, false],
    ['400 blocks', joinOf(1_000, 10, 400), { pages: 400 }, true],
    // A hundred look-ups of four blocks.
    ['twice what another plan takes', joinOf(1_000, 100, 800), {}, true],
    ['three times as much', joinOf(1_000, 100, 800), { dearer: 3 }, false],
    ['as much', joinOf(1_000, 100, 500), { dearer: 1 }, true],
    ['four times what the table holds', loopOver(100, 1_000, 2_000), { dearer: 4 }, true],
    ['less than five times', loopOver(100, 1_000, 2_000), { dearer: 5 }, false],
    ['100,000 pairs', pairsOf(100_000), {}, true],
    ['99,999 pairs', pairsOf(99_999), {}, false],
    ['less than 100,001 pairs', pairsOf(100_000), { pairs: 100_001 }, false],
    ['1,000 pairs', pairsOf(1_000), { pairs: 1_000 }, true],
  ])('%s', async (_, head, thresholds, speaks) => {
    expect(await found(head, 'row-misestimate', thresholds)).toBe(speaks ? 1 : 0);
  });
});

describe('parameter-skew', () => {
  const of = (light: number, heavy: number, rows = 1, other = seqScan('t')) => [
    ['light', measured({ plan: planOf(other), buffers: light })] as const,
    ['heavy', measured({ plan: planOf(seqScan('t')), buffers: heavy, rows })] as const,
  ];
  test.each<[string, ReturnType<typeof of>, readonly string[], Thresholds?]>([
    ['a hundred times', of(20, 2_000), ['heavy']],
    ['99 times', of(20, 1_980), []],
    ['999 blocks', of(1, 999), []],
    ['as many more rows', of(20, 2_000, 100), []],
    ['ten times the work for each row', of(20, 2_000, 10), ['heavy']],
    ['nine times the work for each row', of(20, 2_000, 11), []],
    ['nine times, and that is enough', of(20, 2_000, 11), ['heavy'], { each: 9 }],
    ['ten times, and that is not enough', of(20, 2_000, 10), [], { each: 11 }],
    ['another plan', of(20, 2_000, 1, indexScan('t', 't_idx')), []],
  ])('%s', async (_, sides, speaks, thresholds = {}) => {
    const rules = { 'parameter-skew': { severity: 'note' as const, thresholds } };
    const comparisons = sides.map(([parameters, head]) =>
      compare(caseResult(absent, head, { parameters }), tolerances),
    );
    const catalogues = { base: { tables: [] }, head: { tables: [] } };
    const findings = await findFindings({ comparisons, catalogues, rules });
    const own = findings.filter(finding => finding.rule === 'parameter-skew');
    expect(own.map(finding => finding.parameters)).toEqual(speaks);
  });
});
