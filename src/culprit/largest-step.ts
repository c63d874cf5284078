import { midpoint } from './blame.ts';

export interface LargestStep {
  /** 0 for the step from the first position to the second. */
  readonly step: number;
  /** Of the whole way; above 1 where later steps took some of it back. */
  readonly share: number;
}

/**
 * The step that took a case farthest from base towards head. null where the way does not lead to head: then what was
 * walked is not what moved it.
 *
 * @param positions before the first step and after each; null where the case did not run, which tells nothing
 */
export function largestStep(positions: readonly (number | null)[]): LargestStep | null {
  const known: number[] = [];
  // What cannot run yet, such as a text that needs a table still to come, is where it begins.
  const start = positions[0] ?? 0;
  for (const position of positions) known.push(position ?? known.at(-1) ?? start);
  const way = (known.at(-1) ?? 0) - start;
  if (way < midpoint) return null;
  const jumps = known.slice(1).map((position, at) => position - (known[at] ?? 0));
  const largest = Math.max(...jumps);
  return { step: jumps.indexOf(largest), share: largest / way };
}
