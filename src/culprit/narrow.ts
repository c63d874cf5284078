import { midpoint } from './blame.ts';

/**
 * Looks for the change at which a case passes the midpoint, of `count` changes that are applied one after the other: 0 of
 * them is base, all of them head. Gives its number from 0 on, or the range of those that it may be.
 *
 * @param ask the position with the first so many changes; null where that cannot be built or run
 */
export async function narrow(
  count: number,
  ask: (applied: number) => Promise<number | null>,
): Promise<{ readonly first: number; readonly last: number }> {
  let below = 0;
  let above = count;
  while (above - below > 1) {
    const answered = await firstAnswer(fromTheMiddle(below, above), ask);
    if (answered === null) break;
    if (answered.position >= midpoint) above = answered.applied;
    else below = answered.applied;
  }
  return { first: below, last: above - 1 };
}

/** The numbers between two, those in the middle first: what cannot be built is passed over. */
function fromTheMiddle(below: number, above: number): number[] {
  const middle = (below + above) / 2;
  const between = Array.from({ length: above - below - 1 }, (_, at) => below + 1 + at);
  return between.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}

async function firstAnswer(
  candidates: readonly number[],
  ask: (applied: number) => Promise<number | null>,
): Promise<{ readonly applied: number; readonly position: number } | null> {
  for (const applied of candidates) {
    const position = await ask(applied);
    if (position !== null) return { applied, position };
  }
  return null;
}
