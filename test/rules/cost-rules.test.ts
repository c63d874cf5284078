import { describe, expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { SideResult } from '../../src/measurement/index.ts';
import { findFindings, type RuleId } from '../../src/rules/index.ts';
import { absent, caseResult, type ExplainNode, measured, planOf, seqScan } from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

/** Edges of the rules about estimates, memory and time that examples on a server cannot hit to the row. */

async function found(head: SideResult, rule: RuleId): Promise<number> {
  const comparisons = [compare(caseResult(absent, head), tolerances)];
  const catalogues = { base: { tables: [] }, head: { tables: [] } };
  const findings = await findFindings({ comparisons, catalogues, rules: {} });
  return findings.filter(finding => finding.rule === rule).length;
}

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
      ['ten times as many', plan(scan({ 'Plan Rows': 100, 'Actual Rows': 1_000 })), true],
      ['a tenth', plan(scan({ 'Plan Rows': 1_000, 'Actual Rows': 100 })), true],
      ['nine times as many', plan(scan({ 'Plan Rows': 112, 'Actual Rows': 1_000 })), false],
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
])('%s', (rule, cases) => {
  test.each(cases)('%s', async (_, head, speaks) => {
    expect(await found(head, rule)).toBe(speaks ? 1 : 0);
  });
});
