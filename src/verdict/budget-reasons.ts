import {
  beyondTolerance,
  type Comparison,
  compareLatency,
  intervalOf,
  type LatencyChange,
} from '../comparison/index.ts';
import type { Budget } from '../config/index.ts';
import type { Measurement, SideResult } from '../measurement/index.ts';
import { nameOf, type ReasonPolicy } from './change-reasons.ts';
import type { Reason } from './types.ts';

type OverBudget = Extract<Reason, { kind: 'over-budget' }>;
type BudgetName = OverBudget['budget'];

/**
 * Budgets that head exceeds: counts exactly, times only where even the low end of the interval is over. A query's own
 * budget replaces the default of the same name. A budget that base exceeds already fails only where head is worse
 * beyond the tolerance, or always when the policy is strict; otherwise it is a note.
 */
export function budgetReasons(comparison: Comparison, policy: ReasonPolicy): readonly Reason[] {
  const head = measurementOf(comparison.result.sides.head);
  if (head === null) return [];
  const base = measurementOf(comparison.result.sides.base);
  const budget: Budget = { ...policy.budgets, ...comparison.result.case.query.budget };
  const judge = { comparison, policy, base, head };
  return [
    ...timeBudget(judge, 'latency', budget.latency),
    ...timeBudget(judge, 'planning', budget.planning),
    ...countBudget(judge, 'buffers', budget.buffers),
    ...countBudget(judge, 'temp', budget.temp),
    ...countBudget(judge, 'wal', budget.wal),
    ...countBudget(judge, 'rows', budget.rows),
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
  budget: Exclude<BudgetName, 'latency' | 'planning'>,
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

function timeBudget(judge: Judge, budget: 'latency' | 'planning', limit?: number): OverBudget[] {
  if (limit === undefined) return [];
  const { base, head, policy } = judge;
  const own = intervalOf(head[budget]);
  if (own.samples === 0 || own.low <= limit) return [];
  if (base === null) {
    return [overBudget(judge, { budget, limit, actual: own.median, base: null, before: false }, true)];
  }
  const change = compareLatency(base[budget], head[budget], policy.tolerances);
  const facts = {
    budget,
    limit,
    actual: own.median,
    base: change.base.median,
    before: change.base.high > limit,
  };
  const isWorse =
    change.base.low > limit
      ? beyondTolerance(change, policy.tolerances) === 'slower'
      : crosses(change, limit);
  return [overBudget(judge, facts, isWorse)];
}

/** Base was surely within the limit, or may have been and head is significantly slower. */
function crosses(change: LatencyChange, limit: number): boolean {
  return change.base.high <= limit || change.answer === 'slower';
}

function overBudget(
  { comparison, policy }: Judge,
  facts: Pick<OverBudget, 'budget' | 'limit' | 'actual' | 'base' | 'before'>,
  fails: boolean,
): OverBudget {
  const level = fails || policy.strict ? 'fail' : 'note';
  return { kind: 'over-budget', level, ...nameOf(comparison), ...facts };
}
