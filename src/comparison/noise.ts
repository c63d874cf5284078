import type { Tolerances } from '../config/index.ts';
import type { CaseResult, SideResult } from '../measurement/index.ts';
import { compareCounts } from './compare-counts.ts';
import { compareLatency } from './compare-latency.ts';

/** What two databases with nothing between them differed by: base and its twin, on this machine, in this run. */
export interface Noise {
  /** Cases that were measured on both. */
  readonly cases: number;
  /** Largest ratio of latencies, less 1: 0.03 is 3 %, in either direction. null when no case took long enough to tell. */
  readonly latency: number | null;
  /** Cases whose counts differed beyond tolerance and floor. */
  readonly unsteady: number;
}

/** ms. Shorter executions differ by more, and by less than anybody judges. */
const shortest = 1;

/** The noise of a run; null where no case was measured on base's twin. */
export function noiseOf(results: readonly CaseResult[], tolerances: Tolerances): Noise | null {
  const pairs = results.flatMap(({ sides, twin }) => {
    const [base, other] = [measurementOf(sides.base), measurementOf(twin)];
    return base === null || other === null ? [] : [{ base, other }];
  });
  if (pairs.length === 0) return null;
  const ratios = pairs.flatMap(({ base, other }) => {
    const { base: before, ratio } = compareLatency(base.latency, other.latency, tolerances);
    return ratio === null || before.median < shortest ? [] : [Math.abs(Math.log(ratio.estimate))];
  });
  const unsteady = pairs.filter(({ base, other }) =>
    compareCounts(base, other, null, tolerances).counts.some(({ answer }) => answer !== 'same'),
  );
  return {
    cases: pairs.length,
    latency: ratios.length === 0 ? null : Math.exp(Math.max(...ratios)) - 1,
    unsteady: unsteady.length,
  };
}

/** What is sure on a machine as noisy as this: the noise comes on top of the tolerance of latency. */
export function widened(tolerances: Tolerances, noise: Noise | null): Tolerances {
  const latency = (1 + tolerances.latency) * (1 + (noise?.latency ?? 0)) - 1;
  return { ...tolerances, latency };
}

function measurementOf(side: SideResult) {
  return side.kind === 'measured' ? side.measurement : null;
}
