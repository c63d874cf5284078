import { describe, expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { SideResult } from '../../src/measurement/index.ts';
import {
  absent,
  around,
  caseResult,
  failed,
  indexScan,
  type Measured,
  measured,
  planOf,
  seqScan,
  skipped,
} from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

const scan = planOf(seqScan('t'));
const index = planOf(indexScan('t', 't_a_idx'));

describe('status and direction', () => {
  test.each<[string, Measured, Measured, string, string]>([
    ['nothing differs', {}, {}, 'unchanged', 'same'],
    ['counts within the tolerance', { buffers: 1000 }, { buffers: 1100 }, 'unchanged', 'same'],
    ['counts beyond it', { buffers: 1000 }, { buffers: 1101 }, 'changed', 'worse'],
    ['beyond it and under the floor', { buffers: 10 }, { buffers: 59 }, 'unchanged', 'same'],
    ['at the floor', { buffers: 10 }, { buffers: 60 }, 'changed', 'worse'],
    ['from nothing', { buffers: 0 }, { buffers: 60 }, 'changed', 'worse'],
    ['less', { buffers: 1101 }, { buffers: 1000 }, 'changed', 'better'],
    ['a new spill', { temp: 0 }, { temp: 50 }, 'changed', 'worse'],
    ['a few bytes of WAL', { wal: 0 }, { wal: 60_000 }, 'unchanged', 'same'],
    ['much WAL', { wal: 100_000 }, { wal: 200_000 }, 'changed', 'worse'],
    ['other rows', { rows: 1 }, { rows: 1_000_000 }, 'unchanged', 'same'],
    ['worse and better counts', { buffers: 1000, temp: 500 }, { buffers: 2000, temp: 0 }, 'changed', 'worse'],
    ['another plan, same work', { plan: index }, { plan: scan }, 'changed', 'same'],
    [
      'more work, less time',
      { buffers: 1000, latency: around(200) },
      { buffers: 9000, latency: around(100) },
      'mixed',
      'mixed',
    ],
    [
      'less work, more time',
      { buffers: 9000, latency: around(100) },
      { buffers: 1000, latency: around(200) },
      'mixed',
      'mixed',
    ],
    [
      'more work, more time',
      { buffers: 1000, latency: around(100) },
      { buffers: 9000, latency: around(200) },
      'changed',
      'worse',
    ],
    [
      'more work, less time under the floor',
      { buffers: 1000, latency: around(4) },
      { buffers: 9000, latency: around(1) },
      'changed',
      'worse',
    ],
    ['only more time', { latency: around(100) }, { latency: around(200) }, 'changed', 'worse'],
    ['only less time', { latency: around(200) }, { latency: around(100) }, 'changed', 'better'],
    [
      'only more time, within the tolerance',
      { latency: around(100) },
      { latency: around(115) },
      'unchanged',
      'same',
    ],
  ])('%s', (_, base, head, status, direction) => {
    const comparison = compare(caseResult(measured(base), measured(head)), tolerances);
    expect({ status: comparison.status, direction: comparison.direction }).toEqual({ status, direction });
  });

  test('a changed text is a change, even when it does the same', () => {
    const result = caseResult(measured(), measured(), { textChanged: true });
    expect(compare(result, tolerances)).toMatchObject({
      status: 'changed',
      direction: 'same',
      sameShape: true,
    });
  });

  test.each<[string, SideResult, SideResult, string]>([
    ['new', absent, measured(), 'new'],
    ['new, failed', absent, failed(), 'errored'],
    ['removed', measured(), absent, 'removed'],
    ['removed, not measured', skipped, absent, 'removed'],
    ['failed on head', measured(), failed(), 'errored'],
    ['failed on both', failed(), failed(), 'errored'],
    ['failed on base', failed(), measured(), 'new'],
    ['not reached', skipped, skipped, 'not-judged'],
    ['not reached on head', measured(), skipped, 'not-judged'],
    ['not reached on base', skipped, measured(), 'not-judged'],
    ['new, not reached', absent, skipped, 'not-judged'],
  ])('%s', (_, base, head, status) => {
    const comparison = compare(caseResult(base, head), tolerances);
    expect(comparison).toMatchObject({
      status,
      direction: null,
      counts: [],
      countSource: null,
      latency: null,
      planChanges: [],
      sameShape: null,
    });
    expect(comparison.headLatency === null).toBe(head.kind !== 'measured');
    expect(comparison.baseLatency === null).toBe(base.kind !== 'measured');
  });
});

describe('counts', () => {
  const countsOf = (base: Measured, head: Measured) =>
    compare(caseResult(measured(base), measured(head)), tolerances);

  test('hold both values, their ratio and an answer each; rows are not among them', () => {
    const { counts, countSource } = countsOf({ buffers: 168, wal: 10 }, { buffers: 5877, wal: 10 });
    expect(countSource).toBe('statement');
    expect(counts).toEqual([
      { count: 'buffers', base: 168, head: 5877, ratio: 5877 / 168, answer: 'worse' },
      { count: 'temp', base: 0, head: 0, ratio: null, answer: 'same' },
      { count: 'wal', base: 10, head: 10, ratio: 1, answer: 'same' },
    ]);
  });

  test('come from both plans where one side could not count whole statements', () => {
    const plan = planOf(seqScan('t', { 'Shared Hit Blocks': 70 }));
    const { counts, countSource } = countsOf({ plan, buffers: 9_000 }, { plan, workSource: 'plan' });
    expect(countSource).toBe('plan');
    expect(counts[0]).toEqual({ count: 'buffers', base: 70, head: 70, ratio: 1, answer: 'same' });
  });
});

describe('plan changes', () => {
  test('are none when the shapes are equal', () => {
    const other = planOf(seqScan('t', { Filter: '(a = 1)', 'Actual Rows': 100 }));
    const comparison = compare(caseResult(measured({ plan: scan }), measured({ plan: other })), tolerances);
    expect(comparison).toMatchObject({ sameShape: true, planChanges: [] });
  });

  test('name a new spill of an equal shape once temporary blocks are worse', () => {
    const sort = (space: object) =>
      planOf({ 'Node Type': 'Sort', 'Sort Key': ['a'], ...space, Plans: [seqScan('t')] });
    const memory = { 'Sort Method': 'quicksort', 'Sort Space Used': 30, 'Sort Space Type': 'Memory' };
    const disk = { 'Sort Method': 'external merge', 'Sort Space Used': 8312, 'Sort Space Type': 'Disk' };
    const spilled = (temp: number) =>
      compare(
        caseResult(measured({ plan: sort(memory) }), measured({ plan: sort(disk), temp })),
        tolerances,
      ).planChanges.map(({ kind, to }) => `${kind}: ${to}`);
    expect(spilled(10)).toEqual([]);
    expect(spilled(1_000)).toEqual(['spill-added: Sort, 8,312 kB on disk']);
  });
});

test('a comparison is plain data and the same every time', () => {
  const result = caseResult(measured({ plan: index }), measured({ plan: scan, buffers: 9000 }));
  const once = compare(result, tolerances);
  expect(compare(result, tolerances)).toEqual(once);
  expect(JSON.parse(JSON.stringify(once))).toEqual(once);
});
