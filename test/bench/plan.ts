import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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
 * 100,000 nodes in at most twelve times what 10,000 took. The least of several runs counts: the work is the same each
 * time, what else the machine does is not.
 */
export async function benchPlan(): Promise<readonly Ratio[]> {
  const results: Ratio[] = [];
  for (const kind of shapes) {
    const few = measure(largePlan(kind, 10_000), 40);
    const many = measure(largePlan(kind, 100_000), 8);
    results.push({
      name: `plan of 10,000 nodes, ${kind}`,
      against: 'the 50 ms allowed',
      limit: 1,
      ours: few,
      bound: 50,
    });
    results.push({
      name: `plan of 100,000 nodes, ${kind}`,
      against: 'a plan of 10,000',
      limit: 12,
      ours: many,
      bound: few,
    });
  }
  return results;
}

/** What the run before left behind is not this run's work. */
const collectGarbage = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();

function measure(explain: unknown, runs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    collectGarbage();
    const start = performance.now();
    everything(explain);
    least = Math.min(least, performance.now() - start);
  }
  return least;
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
