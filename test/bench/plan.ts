import {
  balance,
  describeNode,
  exclusiveBuffers,
  exclusiveTime,
  exclusiveWal,
  formatPlan,
  parents,
  parsePlan,
  planWork,
  shape,
  spills,
  totalRows,
  walk,
} from '../../src/plan/index.ts';
import { largePlan, shapes } from '../plan/large-plans.ts';
import type { Ratio } from './ratio.ts';

/**
 * Reading a plan and computing everything that can be computed from it: 10,000 nodes in less than 50 ms, and
 * 100,000 nodes in at most twelve times what 10,000 take.
 */
export async function benchPlan(): Promise<readonly Ratio[]> {
  return shapes.flatMap(kind => {
    const { few, many } = measure(largePlan(kind, 10_000), largePlan(kind, 100_000));
    return [
      { name: `plan of 10,000 nodes, ${kind}`, against: 'the 50 ms allowed', limit: 1, ours: few, bound: 50 },
      {
        name: `plan of 100,000 nodes, ${kind}`,
        against: 'a plan of 10,000',
        limit: 12,
        ours: many,
        bound: few,
      },
    ];
  });
}

/**
 * The small plan ten times in a row, so that it pays for its share of garbage collection, then the large one; of
 * several rounds the least counts, as the work is the same each time and what else the machine does is not.
 */
function measure(small: unknown, large: unknown): { few: number; many: number } {
  const least = { few: Number.POSITIVE_INFINITY, many: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 12; round++) {
    least.few = Math.min(least.few, timeOf(10, small) / 10);
    least.many = Math.min(least.many, timeOf(1, large));
  }
  return least;
}

function timeOf(runs: number, explain: unknown): number {
  const start = performance.now();
  for (let run = 0; run < runs; run++) everything(explain);
  return performance.now() - start;
}

/** Returns a number that depends on all of it, so that nothing can be left out. */
function everything(explain: unknown): number {
  const plan = parsePlan(explain);
  const nodes = walk(plan);
  let sum =
    parents(plan).length + exclusiveBuffers(plan).size + exclusiveTime(plan).size + exclusiveWal(plan).size;
  sum += balance(plan).imbalances.length + planWork(plan).buffers + spills(plan).length;
  for (const node of nodes) sum += describeNode(node).length + (totalRows(node)?.rows ?? 0);
  return sum + shape(plan).length + formatPlan(plan).length;
}
