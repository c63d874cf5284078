/**
 * The Mann–Whitney test: whether two independent samples come from the same distribution, from ranks alone, so that
 * a few wild samples weigh no more than any others.
 *
 * Source: Mann & Whitney, Annals of Mathematical Statistics 18 (1947); the same test decides in Go's benchstat.
 */

/** Up to this many samples in both sides together the exact distribution is used; its sums stay below 2^53. */
export const exactLimit = 50;

/**
 * Two-sided p-value of `a` and `b` being alike. 1 when a side has no samples.
 * Exact, ties included, up to `exactLimit` samples; above it the normal approximation with tie and continuity correction.
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 1;
  const ranks = doubledRanks([...a, ...b]);
  const sum = ranks.slice(0, a.length).reduce((total, rank) => total + rank, 0);
  const p = ranks.length <= exactLimit ? exact(ranks, a.length, sum) : approximate(ranks, a.length, sum);
  return Math.min(1, p);
}

/**
 * For samples of `m` and `n` without ties, how many of the arrangements give each value of U, from 0 to m · n.
 * U counts the pairs in which the one sample is larger; its distribution is symmetric.
 */
export function arrangements(m: number, n: number): readonly number[] {
  const ranks = Array.from({ length: m + n }, (_, index) => 2 * (index + 1));
  const counts = subsetSums(ranks, m);
  // The smallest possible rank sum is U = 0; doubled ranks leave every second sum empty.
  return Array.from({ length: m * n + 1 }, (_, u) => counts[m * (m + 1) + 2 * u] ?? 0);
}

/** Twice the rank of each value, so that the mean rank of tied values is a whole number. */
function doubledRanks(values: readonly number[]): readonly number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  for (const [index, value] of sorted.entries()) {
    if (!first.has(value)) first.set(value, index + 1);
    last.set(value, index + 1);
  }
  return values.map(value => (first.get(value) ?? 0) + (last.get(value) ?? 0));
}

/** Of all ways to give `size` of the ranks to the first sample, the share that is as far out as `sum`, times two. */
function exact(ranks: readonly number[], size: number, sum: number): number {
  const counts = subsetSums(ranks, size);
  let all = 0;
  let atMost = 0;
  let atLeast = 0;
  for (const [value, count] of counts.entries()) {
    all += count;
    if (value <= sum) atMost += count;
    if (value >= sum) atLeast += count;
  }
  return (2 * Math.min(atMost, atLeast)) / all;
}

/** How many subsets of `size` ranks have each sum; index is the sum. */
function subsetSums(ranks: readonly number[], size: number): readonly number[] {
  const largest = ranks
    .toSorted((a, b) => b - a)
    .slice(0, size)
    .reduce((total, rank) => total + rank, 0);
  const table = Array.from({ length: size + 1 }, () => new Float64Array(largest + 1));
  const empty = table[0];
  if (empty !== undefined) empty[0] = 1;
  for (const rank of ranks) {
    for (let chosen = size; chosen >= 1; chosen--) {
      const to = table[chosen];
      const from = table[chosen - 1];
      if (to === undefined || from === undefined) continue;
      for (let sum = largest; sum >= rank; sum--) to[sum] = (to[sum] ?? 0) + (from[sum - rank] ?? 0);
    }
  }
  return Array.from(table[size] ?? []);
}

function approximate(ranks: readonly number[], size: number, sum: number): number {
  const total = ranks.length;
  const other = total - size;
  const u = sum / 2 - (size * (size + 1)) / 2;
  const tied = new Map<number, number>();
  for (const rank of ranks) tied.set(rank, (tied.get(rank) ?? 0) + 1);
  let ties = 0;
  for (const t of tied.values()) ties += t ** 3 - t;
  const variance = ((size * other) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (variance === 0) return 1;
  const distance = Math.max(0, Math.abs(u - (size * other) / 2) - 0.5);
  return 2 * normalTail(distance / Math.sqrt(variance));
}

/** P(Z ≥ z) for z ≥ 0; absolute error below 7.5e-8. Source: Abramowitz & Stegun, 26.2.17. */
function normalTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const polynomial =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}
