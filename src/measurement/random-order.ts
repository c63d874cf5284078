/** Gives the same elements in another order. */
export type Shuffle = <T>(elements: readonly T[]) => readonly T[];

/**
 * Random orders with a fixed seed (mulberry32; Fisher–Yates), so that no side is always measured first and two runs of
 * plangate still do the same thing.
 */
export function seededShuffle(seed: number): Shuffle {
  let state = seed | 0;
  /** 0 to 1, without 1. */
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return elements => {
    const left = [...elements];
    return elements.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
  };
}
