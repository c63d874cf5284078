import { formatCount, formatMilliseconds, formatShare } from '../comparison/index.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import type { Facts } from './types.ts';

/** Compiling expressions takes longer than interpreting them would have: the planner thought the query dearer than it is. */
export const jitOverhead: CaseRule = {
  id: 'jit-overhead',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/jit-decision.html',
  check,
  describe,
};

function check(
  { measurement: { plan } }: Scene,
  thresholds: Readonly<Record<string, number>>,
): readonly Observation[] {
  const { milliseconds = 0, share: leastShare = 0 } = thresholds;
  const compiling = compilingTime(plan.jit);
  if (compiling === null || plan.executionTime === null || plan.executionTime <= 0) return [];
  const share = Math.min(1, compiling.time / plan.executionTime);
  if (compiling.time < milliseconds || share < leastShare) return [];
  const facts = {
    time: compiling.time,
    functions: compiling.functions,
    execution: plan.executionTime,
    share: Number(share.toFixed(4)),
    cost: plan.root.totalCost,
  };
  return [{ key: '', amount: compiling.time, buffers: null, relation: null, node: 0, facts }];
}

/** ms and functions, from the section JIT as EXPLAIN gives it (ExplainPrintJIT in src/backend/commands/explain.c). */
function compilingTime(jit: unknown): { readonly time: number; readonly functions: number | null } | null {
  if (typeof jit !== 'object' || jit === null) return null;
  const { Timing: timing, Functions: functions } = jit as Readonly<Record<string, unknown>>;
  if (typeof timing !== 'object' || timing === null || !('Total' in timing)) return null;
  const time = timing.Total;
  if (typeof time !== 'number') return null;
  return { time, functions: typeof functions === 'number' ? functions : null };
}

function describe(facts: Facts): Words {
  const functions = facts.functions === null ? '' : ` ${formatCount(Number(facts.functions))} functions`;
  return {
    message: `JIT compiles${functions} for ${formatMilliseconds(Number(facts.time))} of ${formatMilliseconds(Number(facts.execution))}, ${formatShare(Number(facts.share))} of the execution, because the planner expects a cost of ${formatCount(Math.round(Number(facts.cost)))}.`,
    remedy:
      'Raise jit_above_cost beyond that cost, or switch JIT off for queries that are short: SET LOCAL jit = off;',
  };
}
