import type { Interval } from './types.ts';

/** Intervals hold what they estimate with this confidence, and a difference is significant below 1 minus it. */
export const confidence = 0.99;

/**
 * The median of `samples` with a 99 % interval that assumes nothing about their distribution: the k-th smallest and
 * k-th largest sample hold the median unless fewer than k of n samples fall on one side of it, and how many do is
 * binomial (n, ½). Fewer than 8 samples cannot reach 99 %; the interval is then smallest to largest.
 *
 * No samples give zeros and `samples: 0`.
 * Source: David & Nagaraja, Order Statistics, §7.1.
 */
export function intervalOf(samples: readonly number[]): Interval {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = outerRank(sorted.length);
  return {
    median: median(sorted),
    low: sorted[rank] ?? 0,
    high: sorted[sorted.length - 1 - rank] ?? 0,
    samples: sorted.length,
  };
}

/** The middle of values that are sorted already; the mean of the two middle ones when their number is even. */
export function median(sorted: readonly number[]): number {
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return (lower + upper) / 2;
}

/** How many samples may be left out at either end: the largest r with 2 · P(binomial(n, ½) ≤ r) ≤ 1 %; 0 if there is none. */
function outerRank(n: number): number {
  let rank = 0;
  let logTerm = -n * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let r = 1; r < n / 2; r++) {
    logTerm += Math.log((n - r + 1) / r);
    tail += Math.exp(logTerm);
    if (2 * tail > 1 - confidence) break;
    rank = r;
  }
  return rank;
}
