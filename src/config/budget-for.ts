import { lockText } from './plan-lock.ts';
import type { Budget, Budgets, LimitName, PlanLock } from './types.ts';

/** The limits that a budget may have, in the order in which they are listed. */
export const limitNames = [
  'latency',
  'latency-p95',
  'latency-p99',
  'planning',
  'buffers',
  'temp',
  'wal',
  'rows',
  'rows-read',
] as const satisfies readonly LimitName[];

/** Limits on a share of the samples, and how many samples it takes to show that quantile. */
export const quantiles = {
  'latency-p95': { share: 0.95, samples: 20 },
  'latency-p99': { share: 0.99, samples: 100 },
} as const;

/** Whose budget is asked for: a registered query, by what its annotations say. */
interface Annotated {
  readonly budget: Budget;
  readonly tags: readonly string[];
}

/**
 * What holds for one query. Limit by limit, its own replaces that of its tags (of several the smallest), which replaces
 * the default. Plan locks add up: one that a tag asks for does not lift the default's.
 */
export function budgetFor({ tags, ...initially }: Budgets, query: Annotated): Budget {
  const tagged = query.tags.flatMap(tag => {
    const budget = tags !== undefined && Object.hasOwn(tags, tag) ? tags[tag] : undefined;
    return budget === undefined ? [] : [budget];
  });
  const limits = limitNames.flatMap(name => {
    const limit = query.budget[name] ?? smallest(tagged.map(budget => budget[name])) ?? initially[name];
    return limit === undefined ? [] : [[name, limit] as const];
  });
  const locks = distinct([initially, ...tagged, query.budget].flatMap(({ plan }) => plan ?? []));
  return { ...Object.fromEntries(limits), ...(locks.length === 0 ? {} : { plan: locks }) };
}

function smallest(limits: readonly (number | undefined)[]): number | undefined {
  const known = limits.filter(limit => limit !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function distinct(locks: readonly PlanLock[]): readonly PlanLock[] {
  return [...new Map(locks.map(lock => [lockText(lock), lock])).values()];
}
