import { describe, expect, it } from 'vitest';
import { rowsRead } from '../../src/plan/index.ts';
import { type ExplainNode, indexScan, planOf, seqScan } from '../support/case-result.ts';
import { fixturePlan, fixturePlans, majors } from './fixture-plans.ts';

describe('rows read', () => {
  it.each<[string, ExplainNode, number, number]>([
    [
      'a scan, with what its filter removed',
      seqScan('t', { 'Actual Rows': 5, 'Rows Removed by Filter': 95 }),
      100,
      0,
    ],
    [
      'loops, each of them rounded',
      indexScan('t', 'i', { 'Actual Rows': 3, 'Actual Loops': 10, 'Rows Removed by Filter': 1 }),
      40,
      10,
    ],
    [
      'what a lossy bitmap made it check again',
      {
        'Node Type': 'Bitmap Heap Scan',
        'Relation Name': 't',
        Alias: 't',
        'Actual Rows': 10,
        'Rows Removed by Index Recheck': 90,
        Plans: [{ 'Node Type': 'Bitmap Index Scan', 'Index Name': 'i', 'Actual Rows': 10 }],
      },
      100,
      0,
    ],
    [
      'both tables of a join, not the join',
      {
        'Node Type': 'Nested Loop',
        'Actual Rows': 7,
        Plans: [
          seqScan('a', { 'Actual Rows': 7 }),
          indexScan('b', 'i', { 'Actual Rows': 1, 'Actual Loops': 7 }),
        ],
      },
      14,
      3.5,
    ],
    [
      'what an UPDATE reads, once',
      {
        'Node Type': 'ModifyTable',
        'Relation Name': 't',
        Alias: 't',
        'Actual Rows': 0,
        Plans: [seqScan('t', { 'Actual Rows': 9 })],
      },
      9,
      0,
    ],
    [
      'nothing of a scan that was never executed',
      seqScan('t', { 'Actual Rows': 0, 'Actual Loops': 0 }),
      0,
      0,
    ],
    ['nothing of a function', { 'Node Type': 'Function Scan', Alias: 'f', 'Actual Rows': 99 }, 0, 0],
  ])('are those of %s', (_, root, rows, uncertainty) => {
    expect(rowsRead(planOf(root))).toEqual({ rows, uncertainty });
  });

  it('are surer from PostgreSQL 18 on, but for those removed', () => {
    const of = (more: ExplainNode) =>
      rowsRead(planOf(seqScan('t', { Disabled: false, 'Actual Rows': 2.25, 'Actual Loops': 4, ...more })));
    expect(of({}).uncertainty).toBeCloseTo(0.02);
    expect(of({ 'Rows Removed by Filter': 3 })).toEqual({ rows: 21, uncertainty: expect.closeTo(2.02) });
  });

  it.each(majors)('are known within their uncertainty, whatever PostgreSQL %i calls its nodes', major => {
    for (const { plan } of fixturePlans(major)) {
      const { rows, uncertainty } = rowsRead(plan);
      expect(rows).toBeGreaterThanOrEqual(0);
      expect(uncertainty === 0 || rows + uncertainty > 0).toBe(true);
    }
    // Two workers and the leader read 40,000 rows between them.
    const { rows, uncertainty } = rowsRead(fixturePlan(major, 'parallel-seq-scan'));
    expect(Math.abs(rows - 40_000)).toBeLessThanOrEqual(uncertainty);
  });
});
