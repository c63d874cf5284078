/** What samples say of a limit that a share of all executions must keep. */
export interface QuantileTest {
  /** How many of them are above the limit. */
  readonly above: number;
  readonly samples: number;
  /** More are above than a source that keeps the limit gives in one of a hundred runs. */
  readonly isSurelyOver: boolean;
  /** More are above than the limit allows, sure or not. */
  readonly mayBeOver: boolean;
}

const significance = 0.01;

/**
 * Whether the `share` quantile is above `limit`: where it is not, each sample is above with a probability of at most
 * 1 − share, so how many are is at most binomial. Exact, and one-sided.
 *
 * @param samples ms
 * @param share 0.95 for the 95th percentile
 * @param limit ms
 */
export function testQuantile(samples: readonly number[], share: number, limit: number): QuantileTest {
  const above = samples.filter(sample => sample > limit).length;
  const isSurelyOver = above > 0 && atLeast(above, samples.length, 1 - share) < significance;
  // Rounded, because 20 × (1 − 0.95) is a little more than 1.
  const allowed = Math.round(samples.length * (1 - share) * 1e9) / 1e9;
  return { above, samples: samples.length, isSurelyOver, mayBeOver: above > allowed };
}

/**
 * The smallest sample that a share of all samples do not exceed; null for none.
 * With too few samples it is the largest, which says little: the caller knows how many it takes.
 */
export function quantileOf(samples: readonly number[], share: number): number | null {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = Math.ceil(Math.round(samples.length * share * 1e9) / 1e9);
  return sorted[Math.max(0, rank - 1)] ?? null;
}

/** P(binomial(n, p) ≥ k). */
function atLeast(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let below = 0;
  for (let successes = 0; successes < k; successes++) {
    below += term;
    term *= ((n - successes) / (successes + 1)) * (p / (1 - p));
  }
  return 1 - below;
}
