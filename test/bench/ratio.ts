/** One line of the benchmark: what plangate took against a lower bound that was measured in the same run. */
export interface Ratio {
  readonly name: string;
  /** What `bound` is. */
  readonly against: string;
  /** ms, medians. */
  readonly ours: number;
  readonly bound: number;
  /** The ratio that is to be reached. */
  readonly limit: number;
}

export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('the median of nothing');
  return middle;
}

/** Runs both in turn `rounds` times after one round that is not counted, and gives both medians in ms. */
export async function inTurn(
  rounds: number,
  ours: () => Promise<number>,
  bound: () => Promise<number>,
): Promise<{ ours: number; bound: number }> {
  const samples = { ours: [] as number[], bound: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const [mine, theirs] = [await ours(), await bound()];
    if (round === 0) continue;
    samples.ours.push(mine);
    samples.bound.push(theirs);
  }
  return { ours: median(samples.ours), bound: median(samples.bound) };
}

/** The least of `rounds` times in ms: the work is the same each time, and what else the machine does is not. */
export async function least(rounds: number, time: () => Promise<number>): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) shortest = Math.min(shortest, await time());
  return shortest;
}
