import {
  allLatency,
  beyondTolerance,
  type Comparison,
  compareLatency,
  compareRounds,
  intervalOf,
  type LatencyChange,
  quantileOf,
  testQuantile,
} from '../comparison/index.ts';
import { budgetFor, quantiles } from '../config/index.ts';
import type { Measurement, SideResult } from '../measurement/index.ts';
import { rowsRead } from '../plan/index.ts';
import { nameOf, type ReasonPolicy } from './change-reasons.ts';
import type { Reason } from './types.ts';

type OverBudget = Extract<Reason, { kind: 'over-budget' }>;
type QuantileName = keyof typeof quantiles;

/**
 * Budgets that head exceeds: counts exactly, times and rounded rows only where even the low end of the interval is over,
 * quantiles only where an exact test is sure, and none of one or two samples; times that were measured twice only where both times say so. A budget that
 * base exceeds already fails only where head is worse beyond the tolerance, or always when the policy is strict; otherwise
 * it is a note.
 */
export function budgetReasons(comparison: Comparison, policy: ReasonPolicy): readonly Reason[] {
  const head = measurementOf(comparison.result.sides.head);
  if (head === null) return [];
  const base = measurementOf(comparison.result.sides.base);
  const budget = budgetFor(policy.budgets, comparison.result.case.query);
  const judge = { comparison, policy, base, head };
  return [
    ...timeBudget(judge, 'latency', budget.latency),
    ...quantileBudget(judge, 'latency-p95', budget['latency-p95']),
    ...quantileBudget(judge, 'latency-p99', budget['latency-p99']),
    ...timeBudget(judge, 'planning', budget.planning),
    ...countBudget(judge, 'buffers', budget.buffers),
    ...countBudget(judge, 'temp', budget.temp),
    ...countBudget(judge, 'wal', budget.wal),
    ...countBudget(judge, 'rows', budget.rows),
    ...rowsReadBudget(judge, budget['rows-read']),
  ];
}

interface Judge {
  readonly comparison: Comparison;
  readonly policy: ReasonPolicy;
  readonly base: Measurement | null;
  readonly head: Measurement;
}

function measurementOf(side: SideResult): Measurement | null {
  return side.kind === 'measured' ? side.measurement : null;
}

function countBudget(
  judge: Judge,
  budget: 'buffers' | 'temp' | 'wal' | 'rows',
  limit?: number,
): OverBudget[] {
  if (limit === undefined) return [];
  const { comparison, base, head } = judge;
  // Where the sides were counted by different means, the comparison holds numbers that can stand side by side.
  const change = comparison.counts.find(({ count }) => count === budget);
  const actual = change?.head ?? head.work[budget];
  const before = change?.base ?? base?.work[budget] ?? null;
  if (actual <= limit) return [];
  const isWorse = change === undefined ? before === null || actual > before : change.answer === 'worse';
  const wasOver = before !== null && before > limit;
  return [overBudget(judge, { budget, limit, actual, base: before, before: wasOver }, isWorse || !wasOver)];
}

/** Rows read have no tolerance of their own; that of buffers, which they are read from, is taken. */
function rowsReadBudget(judge: Judge, limit?: number): OverBudget[] {
  if (limit === undefined) return [];
  const { base, head, policy } = judge;
  const budget = 'rows-read';
  const own = rowsRead(head.plan);
  if (own.rows - own.uncertainty <= limit) return [];
  if (base === null)
    return [overBudget(judge, { budget, limit, actual: own.rows, base: null, before: false }, true)];
  const was = rowsRead(base.plan);
  const most = was.rows + was.uncertainty;
  const isWorse = own.rows - own.uncertainty > most * (1 + policy.tolerances.buffers);
  const facts = { budget, limit, actual: own.rows, base: was.rows, before: most > limit } as const;
  return [overBudget(judge, facts, isWorse || !facts.before)];
}

/** Samples that must all be over the limit for a time to fail: one or two may have met with something else on the machine. */
const fewestSamples = 3;

function timeBudget(judge: Judge, budget: 'latency' | 'planning', limit?: number): Reason[] {
  if (limit === undefined) return [];
  const { base, head, policy } = judge;
  const rounds = roundsOf(head, budget);
  if (!rounds.every(round => round.length > 0 && intervalOf(round).low > limit)) return [];
  const told = (facts: Facts, fails: boolean): Reason => {
    const reason = overBudget(judge, facts, fails);
    const samples = Math.min(...rounds.map(round => round.length));
    if (reason.level !== 'fail' || samples >= fewestSamples) return reason;
    const { comparison } = judge;
    const few = { budget, limit, above: samples, samples, needed: fewestSamples };
    return { kind: 'budget-untold', level: 'note', ...nameOf(comparison), ...few };
  };
  const actual = intervalOf(rounds.flat()).median;
  if (base === null) return [told({ budget, limit, actual, base: null, before: false }, true)];
  const before = roundsOf(base, budget);
  const was = intervalOf(before.flat());
  const isWorse = rounds.every((round, at) => {
    const change = compareLatency(before[at] ?? [], round, policy.tolerances);
    return change.base.low > limit
      ? beyondTolerance(change, policy.tolerances) === 'slower'
      : crosses(change, limit);
  });
  const facts = { budget, limit, actual, base: was.median, before: was.high > limit };
  return [told(facts, isWorse)];
}

/** ms. What was measured again stands by itself: only what both times say fails. */
function roundsOf(of: Measurement, time: 'latency' | 'planning'): readonly (readonly number[])[] {
  const [first, all] = [of.latency.length, time === 'latency' ? allLatency(of) : of.planning];
  return of.latencyAgain.length === 0 ? [all] : [all.slice(0, first), all.slice(first)];
}

/** Base was surely within the limit, or may have been and head is significantly slower. */
function crosses(change: LatencyChange, limit: number): boolean {
  return change.base.high <= limit || change.answer === 'slower';
}

/** Where base is over it, or may be, what decides is whether head is slower as a whole: two tails are too few samples. */
function quantileBudget(judge: Judge, budget: QuantileName, limit?: number): Reason[] {
  if (limit === undefined) return [];
  const { base, head, policy, comparison } = judge;
  const { share, samples } = quantiles[budget];
  const shown = (latency: readonly number[]) =>
    latency.length < samples ? null : quantileOf(latency, share);
  const rounds = roundsOf(head, 'latency');
  const own = testQuantile(allLatency(head), share, limit);
  if (!rounds.every(round => testQuantile(round, share, limit).isSurelyOver)) {
    if (own.samples >= samples) return [];
    const facts = { budget, limit, above: own.above, samples: own.samples, needed: samples };
    return [{ kind: 'budget-untold', level: 'note', ...nameOf(comparison), ...facts }];
  }
  const above = { count: own.above, samples: own.samples };
  const facts = { budget, limit, actual: shown(allLatency(head)), above };
  if (base === null) return [overBudget(judge, { ...facts, base: null, before: false }, true)];
  const was = testQuantile(allLatency(base), share, limit);
  const change = compareRounds(base, head, policy.tolerances);
  const isWorse = was.isSurelyOver
    ? beyondTolerance(change, policy.tolerances) === 'slower'
    : !was.mayBeOver || change.answer === 'slower';
  return [overBudget(judge, { ...facts, base: shown(allLatency(base)), before: was.mayBeOver }, isWorse)];
}

type Facts = Pick<OverBudget, 'budget' | 'limit' | 'actual' | 'base' | 'before'> &
  Partial<Pick<OverBudget, 'above'>>;

function overBudget({ comparison, policy }: Judge, facts: Facts, fails: boolean): OverBudget {
  const level = fails || policy.strict ? 'fail' : 'note';
  return { kind: 'over-budget', level, ...nameOf(comparison), above: null, ...facts };
}
