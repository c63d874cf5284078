import { describe, expect, it } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import { parseLocks } from '../../src/config/index.ts';
import type { SideResult } from '../../src/measurement/index.ts';
import { describeReason, judge, type Partitions } from '../../src/verdict/index.ts';
import {
  absent,
  caseResult,
  type ExplainNode,
  failed,
  indexScan,
  measured,
  planOf,
  seqScan,
} from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

const none: Partitions = { tables: {}, indexes: {} };

function verdict(text: string, base: SideResult, head: SideResult, strict = false, partitions = none) {
  const read = parseLocks(text);
  if ('problem' in read) throw new Error(read.problem);
  const comparisons = [compare(caseResult(base, head, { budget: { plan: read.locks } }), tolerances)];
  const policy = { budgets: {}, tolerances, strict, waivers: [] };
  return judge({
    comparisons,
    findings: [],
    policy,
    today: '2027-01-01',
    partitions: { base: partitions, head: partitions },
  });
}

const planned = (root: ExplainNode) => measured({ plan: planOf(root) });
const sorted = (space: string): ExplainNode => ({
  'Node Type': 'Sort',
  'Sort Key': ['a'],
  'Sort Method': space === 'Disk' ? 'external merge' : 'quicksort',
  'Sort Space Used': 99,
  'Sort Space Type': space,
  Plans: [indexScan('runs', 'runs_idx')],
});
const scan = planned(seqScan('runs'));
const index = planned(indexScan('runs', 'runs_idx'));

describe('a plan lock', () => {
  it.each<[string, string, SideResult, string[]]>([
    ['index runs_idx', 'kept', index, []],
    ['index other_idx', 'broken', index, ['runs_idx']],
    ['index runs_idx', 'broken', scan, []],
    [
      'index runs_idx',
      'kept',
      planned({
        'Node Type': 'Bitmap Heap Scan',
        'Relation Name': 'runs',
        Alias: 'runs',
        Plans: [{ 'Node Type': 'Bitmap Index Scan', 'Index Name': 'runs_idx' }],
      }),
      [],
    ],
    ['no sequential scan', 'broken', scan, ['runs']],
    ['no sequential scan', 'kept', index, []],
    ['no sequential scan on runs', 'broken', scan, ['runs']],
    ['no sequential scan on public.runs', 'broken', scan, ['runs']],
    ['no sequential scan on models', 'kept', scan, []],
    ['no sequential scan', 'kept', planned(seqScan('runs', { 'Actual Rows': 0, 'Actual Loops': 0 })), []],
    ['no sequential scan on app.runs', 'kept', planned(seqScan('runs', { Schema: 'public' })), []],
    ['no spill', 'kept', planned(sorted('Memory')), []],
    ['no spill', 'broken', planned(sorted('Disk')), []],
  ])('"%s" is %s', (text, expected, head, instead) => {
    const [entry] = verdict(text, absent, head).cases;
    expect(entry?.locks).toMatchObject([{ base: null, head: expected, instead }]);
  });

  it.each<[string, SideResult, SideResult, boolean, string]>([
    ['kept on both', index, index, true, 'pass'],
    ['broken on head', index, scan, false, 'fail: fail'],
    ['broken by a new query', absent, scan, false, 'fail: fail'],
    ['broken where base fails', failed(), scan, false, 'fail: fail note'],
    ['broken on both', scan, scan, false, 'pass: note'],
    ['broken on both, strictly', scan, scan, true, 'fail: fail'],
    ['broken on base only', scan, index, true, 'pass'],
    ['of a query that fails', index, failed(), false, 'fail: fail'],
  ])('%s', (_, base, head, strict, expected) => {
    const { outcome, reasons } = verdict('no sequential scan', base, head, strict);
    expect(
      [outcome, reasons.map(({ level }) => level).join(' ')].filter(text => text !== '').join(': '),
    ).toBe(expected);
  });

  it('counts partitions as their table, and their indexes as its index', () => {
    const partitions = { tables: { runs_2026: 'runs' }, indexes: { runs_2026_at_idx: 'runs_at_idx' } };
    const [byIndex, byScan] = [
      planned(indexScan('runs_2026', 'runs_2026_at_idx')),
      planned(seqScan('runs_2026')),
    ];
    expect(verdict('index runs_at_idx', absent, byIndex, false, partitions).outcome).toBe('pass');
    expect(verdict('index runs_at_idx', absent, byIndex).outcome).toBe('fail');
    const { reasons } = verdict('no sequential scan on runs', absent, byScan, false, partitions);
    expect(reasons.map(describeReason)).toEqual([
      'q: the plan lock "no sequential scan on runs" is broken: the plan reads runs_2026 from end to end',
    ]);
  });

  it('can be waived', () => {
    const comparisons = [
      compare(
        caseResult(index, scan, {
          budget: { plan: [{ kind: 'index', index: { schema: null, name: 'runs_idx' } }] },
        }),
        tolerances,
      ),
    ];
    const waivers = [{ query: 'q', rule: null, reason: 'for now', expires: null, line: 1 }];
    const policy = { budgets: {}, tolerances, strict: false, waivers };
    expect(judge({ comparisons, findings: [], policy, today: '2027-01-01' }).outcome).toBe('pass');
  });
});
