import type { Comparison } from '../comparison/index.ts';
import type { Side } from '../workspace/index.ts';
import { caseBuffers } from './case-buffers.ts';

/** Parts that queries have in the work of all whose calls are known, by name; from 0 to 1. */
export type Workload = ReadonlyMap<string, number>;

/**
 * Blocks times calls, of each query as a part of the sum. A query with several parameter sets counts with their mean, as
 * nobody says how often each is called. Empty where fewer than two queries are known to be called: a part of one is no weight.
 */
export function workloadOf(comparisons: readonly Comparison[], side: Side): Workload {
  const blocks = new Map<string, number[]>();
  const calls = new Map<string, number>();
  for (const { result } of comparisons) {
    const own = result.sides[side];
    const { name, calls: known } = result.case.query;
    if (own.kind !== 'measured' || known == null) continue;
    calls.set(name, known.number);
    blocks.set(name, [...(blocks.get(name) ?? []), caseBuffers(own.measurement)]);
  }
  const work = [...blocks].map(([name, each]) => [name, (calls.get(name) ?? 0) * mean(each)] as const);
  const whole = work.reduce((sum, [, each]) => sum + each, 0);
  if (work.length < 2 || whole === 0) return new Map();
  return new Map(work.map(([name, each]) => [name, each / whole]));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
