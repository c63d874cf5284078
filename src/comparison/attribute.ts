import type { Measurement } from '../measurement/index.ts';
import { countParts } from './count-parts.ts';
import type { Attribution, CountChange, PlanChange } from './types.ts';

/** A place that explains less of the difference than this is not worth a reader's time. */
const leastShare = 0.05;

/** Places that are named for each count at most. */
const mostNamed = 5;

/**
 * Where the difference of every count that moved beyond tolerance and floor arises, the largest first within a count.
 * Places that explain less than 5 % of the difference are left out, so what is named need not add up to all of it.
 */
export function attribute(
  base: Measurement,
  head: Measurement,
  counts: readonly CountChange[],
  source: Measurement['workSource'],
  planChanges: readonly PlanChange[],
): readonly Attribution[] {
  return counts.flatMap(change => {
    if (change.answer === 'same') return [];
    const least = leastShare * Math.abs(change.head - change.base);
    return countParts(base, head, change, source)
      .filter(part => Math.abs(difference(part)) >= least && difference(part) !== 0)
      .toSorted((a, b) => Math.abs(difference(b)) - Math.abs(difference(a)))
      .slice(0, mostNamed)
      .map(part => ({ ...part, isPlanChange: planChanges.some(each => isAbout(each, part)) }));
  });
}

/** How much more of the count the place did on head; below zero for less. */
export function difference({ base, head }: Pick<Attribution, 'base' | 'head'>): number {
  return (head ?? 0) - (base ?? 0);
}

function isAbout(change: PlanChange, part: Omit<Attribution, 'isPlanChange'>): boolean {
  if (part.kind !== 'node') return false;
  return (
    (part.headNode !== null && change.headNode === part.headNode) ||
    (part.baseNode !== null && change.baseNode === part.baseNode)
  );
}
