import { expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import type { Budget, Budgets } from '../../src/config/index.ts';
import type { SideResult } from '../../src/measurement/index.ts';
import { describeReason, judge } from '../../src/verdict/index.ts';
import { absent, around, caseResult, measured, planOf, seqScan } from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

function verdict(base: SideResult, head: SideResult, budget: Budget, strict = false, budgets: Budgets = {}) {
  const comparisons = [compare(caseResult(base, head, { budget }), tolerances)];
  const policy = { budgets, tolerances, strict, waivers: [] };
  const all = judge({ comparisons, findings: [], policy, today: '2027-01-01' });
  return [all.outcome, ...all.reasons.map(reason => `${reason.level} ${describeReason(reason)}`)];
}

/** `n` samples of about `usual` ms, the last `above` of them ten times as long. */
const tailed = (usual: number, n: number, above: number) =>
  measured({
    latency: Array.from({ length: n }, (_, at) => (usual + at / 1000) * (at >= n - above ? 10 : 1)),
  });
const reads = (rows: number, removed: number, loops = 1) =>
  measured({
    plan: planOf(
      seqScan('t', { 'Actual Rows': rows, 'Rows Removed by Filter': removed, 'Actual Loops': loops }),
    ),
  });

test.each<[string, string[], string[]]>([
  ['p95 kept', verdict(tailed(10, 20, 1), tailed(10, 20, 1), { 'latency-p95': 50 }), ['pass']],
  [
    'p95 exceeded',
    verdict(tailed(10, 20, 0), tailed(10, 20, 6), { 'latency-p95': 50 }),
    [
      'fail',
      'fail q: 95 % latency is 100 ms, over the budget of 50 ms, 6 of 20 samples above it (base: 10 ms)',
    ],
  ],
  [
    'latency exceeded, and again',
    verdict(
      measured({ latency: around(10), latencyAgain: around(10) }),
      measured({ latency: around(30), latencyAgain: around(31) }),
      { latency: 20 },
    ),
    [
      'fail',
      'fail q: latency rose from 10 ms to 30.5 ms (3 ×, at least 3 ×), more than the 25 % that tolerance and noise allow',
      'fail q: latency is 30.5 ms, over the budget of 20 ms (base: 10 ms)',
    ],
  ],
  [
    'latency exceeded once, and not later',
    verdict(
      measured({ latency: around(10), latencyAgain: around(10) }),
      measured({ latency: around(30), latencyAgain: around(11) }),
      { latency: 20 },
    ),
    ['pass'],
  ],
  [
    'p95 exceeded once, and not later',
    verdict(
      measured({ latency: around(10), latencyAgain: around(10) }),
      measured({ latency: [...around(10), ...around(100)], latencyAgain: around(10) }),
      { 'latency-p95': 50 },
    ),
    ['pass'],
  ],
  [
    'latency exceeded by the two samples that there are',
    verdict(measured({ latency: [28] }), measured({ latency: [51, 52] }), { latency: 30 }),
    [
      'pass',
      'note q: latency takes 3 samples to be told, and there were 2, 2 of them above the budget of 30 ms',
    ],
  ],
  [
    'latency exceeded by all of three samples',
    verdict(absent, measured({ latency: [51, 52, 53] }), { latency: 30 }),
    ['fail', 'fail q: latency is 52 ms, over the budget of 30 ms'],
  ],
  ['p95 exceeded by chance', verdict(tailed(10, 20, 0), tailed(10, 20, 4), { 'latency-p95': 50 }), ['pass']],
  [
    'p95 of too few samples, surely exceeded',
    verdict(absent, tailed(10, 11, 11), { 'latency-p95': 50 }),
    ['fail', 'fail q: 95 % latency is over the budget of 50 ms, 11 of 11 samples above it'],
  ],
  [
    'p99 of too few samples',
    verdict(absent, tailed(10, 11, 1), { 'latency-p99': 50 }),
    [
      'pass',
      'note q: 99 % latency takes 100 samples to be told, and there were 11, 1 of them above the budget of 50 ms',
    ],
  ],
  [
    'p95 exceeded before',
    verdict(tailed(10, 20, 6), tailed(10, 20, 7), { 'latency-p95': 50 }),
    [
      'pass',
      'note q: 95 % latency is 100 ms, over the budget of 50 ms, 7 of 20 samples above it, as before (base: 100 ms)',
    ],
  ],
  [
    'p95 perhaps exceeded before',
    verdict(tailed(10, 20, 3), tailed(10, 20, 6), { 'latency-p95': 50 }),
    [
      'pass',
      'note q: 95 % latency is 100 ms, over the budget of 50 ms, 6 of 20 samples above it, as before (base: 100 ms)',
    ],
  ],
  [
    'p95 exceeded before, strictly',
    verdict(tailed(100, 20, 0), tailed(100, 20, 0), { 'latency-p95': 50 }, true),
    [
      'fail',
      'fail q: 95 % latency is 100 ms, over the budget of 50 ms, 20 of 20 samples above it, which base exceeds too (100 ms)',
    ],
  ],
  [
    'planning kept',
    verdict(measured({ planning: around(2) }), measured({ planning: around(4) }), { planning: 5 }),
    ['pass'],
  ],
  [
    'planning exceeded',
    verdict(measured({ planning: around(2) }), measured({ planning: around(8) }), { planning: 5 }),
    ['fail', 'fail q: planning time is 8 ms, over the budget of 5 ms (base: 2 ms)'],
  ],
  [
    'planning exceeded before',
    verdict(measured({ planning: around(8) }), measured({ planning: around(8.1) }), { planning: 5 }),
    ['pass', 'note q: planning time is 8.1 ms, over the budget of 5 ms, as before (base: 8 ms)'],
  ],
  [
    'planning exceeded before, strictly',
    verdict(measured({ planning: around(8) }), measured({ planning: around(8.1) }), { planning: 5 }, true),
    ['fail', 'fail q: planning time is 8.1 ms, over the budget of 5 ms, which base exceeds too (8 ms)'],
  ],
  ['WAL kept', verdict(measured({ wal: 40_000 }), measured({ wal: 41_000 }), { wal: 65_536 }), ['pass']],
  [
    'WAL exceeded',
    verdict(measured({ wal: 40_000 }), measured({ wal: 70_000 }), { wal: 65_536 }),
    ['fail', 'fail q: WAL is 68.4 kB, over the budget of 64 kB (base: 39.1 kB)'],
  ],
  [
    'WAL exceeded before',
    verdict(measured({ wal: 70_000 }), measured({ wal: 70_100 }), { wal: 65_536 }),
    ['pass', 'note q: WAL is 68.5 kB, over the budget of 64 kB, as before (base: 68.4 kB)'],
  ],
  [
    'WAL exceeded before, and more now',
    verdict(measured({ wal: 70_000 }), measured({ wal: 700_000 }), { wal: 65_536 }),
    [
      'fail',
      'fail q: WAL rose from 68.4 kB to 684 kB (10 ×), more than the 10 % allowed',
      'fail q: WAL is 684 kB, over the budget of 64 kB, which base exceeds too (68.4 kB)',
    ],
  ],
  ['rows read kept', verdict(reads(5, 95), reads(5, 95), { 'rows-read': 100 }), ['pass']],
  [
    'rows read exceeded',
    verdict(reads(5, 95), reads(5, 96), { 'rows-read': 100 }),
    ['fail', 'fail q: rows read are 101, over the budget of 100 (base: 100)'],
  ],
  ['rows read, perhaps exceeded', verdict(reads(1, 0), reads(10, 1, 10), { 'rows-read': 100 }), ['pass']],
  [
    'rows read exceeded before',
    verdict(reads(5, 995), reads(5, 1005), { 'rows-read': 100 }),
    ['pass', 'note q: rows read are 1,010, over the budget of 100, as before (base: 1,000)'],
  ],
  [
    'rows read exceeded before, and more now',
    verdict(reads(5, 995), reads(5, 1995), { 'rows-read': 100 }),
    ['fail', 'fail q: rows read are 2,000, over the budget of 100, which base exceeds too (1,000)'],
  ],
  [
    'rows read by a new query',
    verdict(absent, reads(0, 101), { 'rows-read': 100 }),
    ['fail', 'fail q: rows read are 101, over the budget of 100'],
  ],
])('%s', (_, found, expected) => {
  expect(
    found.map(line => line.replace(/10\.0\d ms/, '10 ms').replace(/100(?:\.\d+)? ms/g, '100 ms')),
  ).toEqual(expected);
});
