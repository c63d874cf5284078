import { arrangements, exactLimit } from './mann-whitney.ts';
import { confidence, median } from './order-statistics.ts';
import type { Ratio } from './types.ts';

/**
 * By what factor `head` differs from `base`, with a 99 % interval. The estimate is the median of all ratios of a head
 * sample to a base sample; the interval leaves out as many ratios at either end as the Mann–Whitney test would have
 * to see there before it rejects, so interval and test agree. Samples below `resolution` count as `resolution`.
 *
 * Fewer than 5 samples a side cannot reach 99 %; the interval is then smallest to largest ratio.
 * null when a side has no samples.
 *
 * Source: Hodges & Lehmann, Annals of Mathematical Statistics 34 (1963), on the logarithms of the samples;
 * the interval is Moses', in Hollander, Wolfe & Chicken, Nonparametric Statistical Methods, §4.3.
 *
 * @param resolution the smallest value that the samples' clock can tell from nothing, in their unit
 */
export function ratioOf(base: readonly number[], head: readonly number[], resolution: number): Ratio | null {
  if (base.length === 0 || head.length === 0) return null;
  const differences = head
    .flatMap(h => base.map(b => Math.log(Math.max(h, resolution)) - Math.log(Math.max(b, resolution))))
    .sort((a, b) => a - b);
  const rank = outerRank(base.length, head.length);
  return {
    estimate: Math.exp(median(differences)),
    low: Math.exp(differences[rank] ?? 0),
    high: Math.exp(differences[differences.length - 1 - rank] ?? 0),
  };
}

/** How many ratios may be left out at either end: the largest r with 2 · P(U ≤ r - 1) ≤ 1 %. */
function outerRank(m: number, n: number): number {
  if (m + n > exactLimit) {
    const z = 2.5758293035489004; // P(|Z| > z) = 1 %
    return Math.max(0, Math.floor((m * n) / 2 - z * Math.sqrt((m * n * (m + n + 1)) / 12)));
  }
  const counts = arrangements(m, n);
  const all = counts.reduce((total, count) => total + count, 0);
  let below = 0;
  for (const [u, count] of counts.entries()) {
    below += count;
    if ((2 * below) / all > 1 - confidence) return u;
  }
  return 0;
}
