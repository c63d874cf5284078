import type { Comparison, CountChange } from '../comparison/index.ts';

/** The number of a case that got worse, as it was on base and on head. */
export type Metric =
  | {
      readonly kind: 'count';
      readonly count: CountChange['count'];
      readonly source: 'statement' | 'plan';
      readonly base: number;
      readonly head: number;
    }
  /** ms */
  | { readonly kind: 'latency'; readonly base: number; readonly head: number }
  /** It runs on base and fails on head. `timeout`: ms after which a trial counts as timed out; null for other failures. */
  | { readonly kind: 'failure'; readonly timeout: number | null };

/** ms; EXPLAIN rounds its times to this. */
const resolution = 0.001;

/**
 * What shows that a case got worse: the count that grew most, else the time. null where nothing did.
 *
 * @param statementTimeout ms, after which head was given up
 */
export function metricOf(comparison: Comparison, statementTimeout: number): Metric | null {
  const { base, head } = comparison.result.sides;
  if (head.kind === 'failed') {
    if (base.kind !== 'measured') return null;
    const before = comparison.baseLatency?.median ?? 1;
    const timeout = head.failure.timedOut ? Math.sqrt(Math.max(before, 1) * statementTimeout) : null;
    return { kind: 'failure', timeout };
  }
  if (comparison.direction !== 'worse' && comparison.direction !== 'mixed') return null;
  const worse = comparison.counts.filter(({ answer }) => answer === 'worse');
  const [first] = worse.toSorted((a, b) => growth(b) - growth(a));
  if (first !== undefined) {
    const { count, base: before, head: after } = first;
    return { kind: 'count', count, source: comparison.countSource ?? 'plan', base: before, head: after };
  }
  const { latency } = comparison;
  if (latency?.answer !== 'slower') return null;
  return { kind: 'latency', base: latency.base.median, head: latency.head.median };
}

/** How many times as much; Infinity from nothing, and for what no longer runs. */
export function growth(metric: Metric | Pick<CountChange, 'base' | 'head'>): number {
  if (!('base' in metric)) return Number.POSITIVE_INFINITY;
  return metric.base === 0 ? Number.POSITIVE_INFINITY : metric.head / metric.base;
}

/**
 * Where a value lies between base (0) and head (1). Times on a logarithmic scale, since machines scatter them by factors.
 * Beyond both ends it goes on. `value` of a failure is 0 or 1 already.
 */
export function positionOf(metric: Metric, value: number): number {
  switch (metric.kind) {
    case 'failure':
      return value;
    case 'count':
      return (value - metric.base) / (metric.head - metric.base);
    case 'latency': {
      const log = (milliseconds: number) => Math.log(Math.max(milliseconds, resolution));
      return (log(value) - log(metric.base)) / (log(metric.head) - log(metric.base));
    }
  }
}
