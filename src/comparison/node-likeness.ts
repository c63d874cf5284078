import type { NodeTraits } from './node-traits.ts';

/** Points for what two nodes share; a pair adds one for equal conditions. Only their order and rough distance matter. */
const points = {
  /** The same step on the same relation. */
  sameScan: 14,
  /** Another way to the same relation under the same alias. */
  sameTarget: 10,
  /** The same relation under another alias, as in a query that was rewritten. */
  sameRelation: 4,
  /** The same step above the same relations. */
  sameStep: 8,
  /** A variant of the step, such as a left join for an inner one. */
  sameType: 5,
  /** Another method of one step, such as a hash join for a nested loop. */
  sameFamily: 4,
  /** The same words, but above other relations. */
  sameWords: 2,
  sameTypeOnly: 1,
} as const;

/** Steps that only serve the rows below them: with other rows it is another step. */
const servants: ReadonlySet<string> = new Set(['Hash', 'Materialize', 'Memoize']);

/** How alike two nodes are; 0 when one must not stand for the other. `type` is the type of `a`. */
export function likeness(a: NodeTraits, b: NodeTraits, type: string): number {
  const found = common(a, b, type);
  return found > 0 && a.conditions === b.conditions ? found + 1 : found;
}

function common(a: NodeTraits, b: NodeTraits, type: string): number {
  if (a.target !== 0 || b.target !== 0) {
    if (a.target === b.target) return a.description === b.description ? points.sameScan : points.sameTarget;
    return a.relation !== 0 && a.relation === b.relation ? points.sameRelation : 0;
  }
  if (a.isSubplan !== b.isSubplan) return 0;
  if (a.leaves === b.leaves) {
    if (a.description === b.description) return points.sameStep;
    if (a.type === b.type) return points.sameType;
    return a.family !== 0 && a.family === b.family ? points.sameFamily : 0;
  }
  if (servants.has(type)) return 0;
  if (a.description === b.description) return points.sameWords;
  return a.type === b.type ? points.sameTypeOnly : 0;
}
