import { type Access, type AlignedNode, accesses, matchAccesses } from '../comparison/index.ts';
import { exclusiveBuffers, type Plan, type PlanNode, touched } from '../plan/index.ts';
import { weightiest } from './weightiest.ts';

/** Below this many blocks more or less, a node explains nothing. */
const worthPointingAt = 50;

/**
 * By how many blocks the nodes that matter rose or fell: those whose own work, without their children's, moved most.
 * A relation that stands at another place in the other plan is compared with itself all the same.
 */
export function diffWeights(
  base: Plan,
  head: Plan,
  aligned: readonly AlignedNode[],
): ReadonlyMap<AlignedNode, number> {
  const [before, after] = [ownBuffers(base), ownBuffers(head)];
  const elsewhere = movedRelations(base, head, aligned);
  const partners = new Set(elsewhere.values());
  const weighed = aligned.flatMap(entry => {
    // What moved is told where head has it.
    if (entry.head === null && entry.base !== null && partners.has(entry.base.id)) return [];
    const partner = entry.base?.id ?? (entry.head === null ? undefined : elsewhere.get(entry.head.id));
    return { entry, baseBuffers: before(partner), headBuffers: after(entry.head?.id) };
  });
  const moved = weightiest(weighed).map(
    ({ entry, baseBuffers, headBuffers }) => [entry, headBuffers - baseBuffers] as const,
  );
  return new Map(moved.filter(([, blocks]) => Math.abs(blocks) >= worthPointingAt));
}

/** Base's node of each of head's that reads the same relation and stands elsewhere in the list, by id. */
function movedRelations(
  base: Plan,
  head: Plan,
  aligned: readonly AlignedNode[],
): ReadonlyMap<number, number> {
  const alone = (side: 'base' | 'head', other: 'base' | 'head') =>
    new Set<PlanNode | null>(aligned.filter(entry => entry[other] === null).map(entry => entry[side]));
  const reads = (plan: Plan, nodes: ReadonlySet<PlanNode | null>): Access[] =>
    accesses(plan).filter(({ node }) => nodes.has(node));
  const { pairs } = matchAccesses(reads(base, alone('base', 'head')), reads(head, alone('head', 'base')));
  return new Map(pairs.map(([from, to]) => [to.node.id, from.node.id]));
}

function ownBuffers(plan: Plan): (node: number | undefined) => number {
  const own = exclusiveBuffers(plan);
  return node => {
    const buffers = node === undefined ? undefined : own.get(node);
    return buffers === undefined ? 0 : Math.max(0, touched(buffers));
  };
}
