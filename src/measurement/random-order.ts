/**
 * A fair coin with a fixed seed (mulberry32), so that neither side is always measured first and two runs of
 * plangate still do the same thing. Returns a function that gives true or false.
 */
export function seededCoin(seed: number): () => boolean {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) & 1) === 1;
  };
}
