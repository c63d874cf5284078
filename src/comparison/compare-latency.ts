import type { Tolerances } from '../config/index.ts';
import type { Measurement } from '../measurement/index.ts';
import { ratioOf } from './hodges-lehmann.ts';
import { mannWhitney } from './mann-whitney.ts';
import { confidence, intervalOf } from './order-statistics.ts';
import type { LatencyChange, Ratio } from './types.ts';

/** Below this many samples on a side, no arrangement of equal sides has a p-value under 1 %. */
export const fewestSamples = 5;

/** ms; EXPLAIN rounds its times to this. */
const resolution = 0.001;

type LatencyTolerances = Pick<Tolerances, 'latency' | 'latencyFloor'>;

/**
 * Two samples of latencies, in ms. `slower` and `faster` need all of: a rank test below 1 %, a ratio whose interval
 * leaves out 1, and medians at least `latencyFloor` apart. `unstable` means that the samples cannot tell: too few, or
 * so wide that both a gain and a loss beyond the tolerance (and the floor) remain possible.
 */
export function compareLatency(
  base: readonly number[],
  head: readonly number[],
  tolerances: LatencyTolerances,
): LatencyChange {
  const intervals = { base: intervalOf(base), head: intervalOf(head) };
  const ratio = ratioOf(base, head, resolution);
  const enough = Math.min(base.length, head.length) >= fewestSamples;
  const p = enough ? mannWhitney(base, head) : null;
  const change = { ...intervals, ratio, p };
  if (ratio === null) return { ...change, answer: 'unstable' };
  // Too few to find a difference are enough to see that there is none, where they lie that close together.
  if (p === null)
    return { ...change, answer: areAlike(base, head, tolerances) ? 'no-difference' : 'unstable' };

  const difference = intervals.head.median - intervals.base.median;
  if (p < 1 - confidence && Math.abs(difference) >= tolerances.latencyFloor) {
    if (ratio.low > 1 && difference > 0) return { ...change, answer: 'slower' };
    if (ratio.high < 1 && difference < 0) return { ...change, answer: 'faster' };
  }
  const unstable = tellsNothing(ratio, intervals.base.median, tolerances);
  return { ...change, answer: unstable ? 'unstable' : 'no-difference' };
}

function tellsNothing(ratio: Ratio, base: number, tolerances: LatencyTolerances): boolean {
  const limit = 1 + tolerances.latency;
  const gain = base * (1 - ratio.low);
  const loss = base * (ratio.high - 1);
  return ratio.high > limit && ratio.low < 1 / limit && Math.min(gain, loss) >= tolerances.latencyFloor;
}

/** Below this many samples on a side, nothing is said. */
const fewestAlike = 3;

/** Whether every sample of a side is within the tolerance of every one of the other. */
function areAlike(base: readonly number[], head: readonly number[], tolerances: LatencyTolerances): boolean {
  if (Math.min(base.length, head.length) < fewestAlike) return false;
  const [least, most] = [Math.min(...base, ...head), Math.max(...base, ...head)];
  return most <= least * (1 + tolerances.latency);
}

/**
 * The same for a case that may have been measured twice. `slower` beyond the tolerance holds only where both times say so
 * by themselves; where one does and the other one does not, nobody can tell (`unstable`). Every other answer is that of
 * all samples together.
 */
export function compareRounds(base: Rounds, head: Rounds, tolerances: LatencyTolerances): LatencyChange {
  const all = compareLatency(allLatency(base), allLatency(head), tolerances);
  if (head.latencyAgain.length === 0) return all;
  const rounds = [
    compareLatency(base.latency, head.latency, tolerances),
    compareLatency(base.latencyAgain, head.latencyAgain, tolerances),
  ];
  const isSlower = [all, ...rounds].map(change => beyondTolerance(change, tolerances) === 'slower');
  return isSlower.every(Boolean) || !isSlower.some(Boolean) ? all : { ...all, answer: 'unstable' };
}

type Rounds = Pick<Measurement, 'latency' | 'latencyAgain'>;

/** ms, all samples of a side, in the order taken. */
export function allLatency({ latency, latencyAgain }: Rounds): readonly number[] {
  return [...latency, ...latencyAgain];
}

/**
 * Whether more samples could hardly change what these say: slower or faster beyond the tolerance, or surely neither,
 * because the ratio's interval lies within the tolerance or the difference below the floor. Of too few for a test, only
 * whether all of them are alike.
 */
export function isLatencyClear(
  base: readonly number[],
  head: readonly number[],
  tolerances: LatencyTolerances,
): boolean {
  const change = compareLatency(base, head, tolerances);
  if (change.ratio !== null && change.p === null) return change.answer === 'no-difference';
  if (change.ratio === null || beyondTolerance(change, tolerances) !== null) return true;
  const limit = 1 + tolerances.latency;
  if (change.ratio.high <= limit && change.ratio.low >= 1 / limit) return true;
  const { base: before, head: after } = change;
  return Math.max(after.high - before.low, before.high - after.low) < tolerances.latencyFloor;
}

/** Whether the whole interval of the ratio lies beyond the tolerance, and in which direction. */
export function beyondTolerance(
  change: LatencyChange,
  tolerances: LatencyTolerances,
): 'slower' | 'faster' | null {
  if (change.ratio === null) return null;
  const limit = 1 + tolerances.latency;
  if (change.answer === 'slower' && change.ratio.low > limit) return 'slower';
  if (change.answer === 'faster' && change.ratio.high < 1 / limit) return 'faster';
  return null;
}
