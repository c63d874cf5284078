import { accesses, bitmaps } from './comparison/index.ts';
import { type Plan, type PlanNode, parents, type Relation } from './plan/index.ts';

/** What another plan has to do otherwise. */
interface Wanted {
  readonly relation: Relation;
  /** Its scan as it is. */
  readonly scan: PlanNode;
  /** Whether what a join compares may be looked up too. */
  readonly isJoin: boolean;
}

/** The scan of a relation where a plan makes it by one of the indexes, and whether that serves the filter; null where it does not. */
export function accessByIndex(indexes: readonly string[], { relation, scan, isJoin }: Wanted, plan: Plan) {
  const node = scanOf(relation, plan);
  // An index can be read without any condition, for its order, or because nothing else is allowed.
  if (node === null || !lookUps(node).some(({ index }) => indexes.includes(index))) return null;
  return { node, serves: isJoin || node.filter !== scan.filter || isServedAsItStands(node, scan, plan) };
}

/** LIKE stays in the filter, as the index bounds no more than its range. What a join looks up leaves the filter as it is, too. */
function isServedAsItStands(node: PlanNode, scan: PlanNode, plan: Plan): boolean {
  return scan.type === 'Seq Scan'
    ? !isRepeated(node, plan)
    : conditionOf(node).length > conditionOf(scan).length;
}

/** All that a scan's indexes are asked for; of the same conditions, in whichever order and of however many indexes, it is as long. */
function conditionOf(scan: PlanNode): string {
  return lookUps(scan)
    .map(({ indexCond }) => indexCond.replaceAll(/[()]| AND /g, ''))
    .join('');
}

/** Whether a plan looks the rows of a relation up in another index: then nothing is known of these. */
export function isByAnotherIndex(indexes: readonly string[], relation: Relation, plan: Plan): boolean {
  const node = scanOf(relation, plan);
  return node === null || lookUps(node).some(({ index }) => !indexes.includes(index));
}

/** The indexes in which a scan looks something up, and what. */
function lookUps(scan: PlanNode) {
  return [scan, ...bitmaps(scan)].flatMap(({ index, indexCond }) =>
    index === null || indexCond === null ? [] : { index, indexCond },
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
