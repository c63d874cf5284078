import { accesses, bitmaps } from './comparison/index.ts';
import { type Plan, type PlanNode, parents, type Relation } from './plan/index.ts';

/** What another plan has to do otherwise. */
interface Wanted {
  readonly relation: Relation;
  /** Of its scan as it is. */
  readonly filter: string | null;
  /** What is looked up in another index as it is; null where nothing is. */
  readonly indexCond: string | null;
  /** Whether what a join compares may be looked up too. */
  readonly isJoin: boolean;
}

/** The scan of a relation where a plan makes it by the index, and whether that serves the filter; null where it does not. */
export function accessByIndex(index: string, { relation, filter, indexCond, isJoin }: Wanted, plan: Plan) {
  const node = scanOf(relation, plan);
  if (node === null) return null;
  const looksUp = [node, ...bitmaps(node)].find(each => each.index === index);
  // An index can be read without any condition, for its order, or because nothing else is allowed, and for what another one finds.
  if (looksUp === undefined || looksUp.indexCond === null || looksUp.indexCond === indexCond) return null;
  // What a join looks up leaves the filter as it is, and so does LIKE, of which the index bounds the range.
  return { node, serves: isJoin || node.filter !== filter || !isRepeated(node, plan) };
}

/** Whether a plan looks the rows of a relation up in another index: then nothing is known of this one. */
export function isByAnotherIndex(index: string, relation: Relation, plan: Plan): boolean {
  const node = scanOf(relation, plan);
  if (node === null) return true;
  return [node, ...bitmaps(node)].some(
    each => each.index !== null && each.index !== index && each.indexCond !== null,
  );
}

function scanOf(relation: Relation, plan: Plan): PlanNode | null {
  const access = accesses(plan).find(
    each => each.relation.alias === relation.alias && each.relation.name === relation.name,
  );
  return access?.node ?? null;
}

/**
 * What scans cost, each with the Gather of the workers that share it. null where more than a scan is below that, and where one is
 * repeated: estimates are those of one round.
 */
export function costOf(nodes: readonly PlanNode[], plan: Plan): number | null {
  const costs = nodes.map(node => costOfOne(node, plan));
  return costs.reduce((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0);
}

function costOfOne(node: PlanNode, plan: Plan): number | null {
  if (isRepeated(node, plan)) return null;
  if (!node.parallelAware && !bitmaps(node).some(({ parallelAware }) => parallelAware)) return node.totalCost;
  const above = parents(plan)[node.id];
  return above?.type === 'Gather' || above?.type === 'Gather Merge' ? above.totalCost : null;
}

/** Whether a node is made again for each row of something. */
function isRepeated(node: PlanNode, plan: Plan): boolean {
  const above = parents(plan);
  for (let at: PlanNode | null = node; at !== null; at = above[at.id] ?? null) {
    if (at.parentRelationship === 'SubPlan') return true;
    if (at.parentRelationship === 'Inner' && above[at.id]?.type === 'Nested Loop') return true;
  }
  return false;
}
