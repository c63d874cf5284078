import { describeNode, type Plan, type PlanNode, parents, type Relation, walk } from '../plan/index.ts';
import { displayName } from './display-name.ts';

/** One way in which a plan reaches the rows of one relation. */
export interface Access {
  readonly node: PlanNode;
  readonly relation: Relation;
  readonly kind: 'sequential' | 'index' | 'index-only' | 'other';
  /** `Index Scan using deployments_deployed_at_idx`; workers are left out, as the path is the same with and without. */
  readonly name: string;
  /** In the order of the plan; a bitmap scan may use several. */
  readonly indexes: readonly string[];
  /** The alias of the partitioned table, where this is one of several partitions of it. */
  readonly partitionOf: string | null;
}

const kinds: Readonly<Record<string, Access['kind']>> = {
  'Seq Scan': 'sequential',
  'Index Scan': 'index',
  'Bitmap Heap Scan': 'index',
  'Index Only Scan': 'index-only',
};

/** Every scan of a relation, in the order of the plan. */
export function accesses(plan: Plan): readonly Access[] {
  const before = kept.get(plan);
  if (before !== undefined) return before;
  const found = findAccesses(plan);
  kept.set(plan, found);
  return found;
}

/** Plans never change, and nearly every rule begins with their accesses. */
const kept = new WeakMap<Plan, readonly Access[]>();

function findAccesses(plan: Plan): readonly Access[] {
  const above = parents(plan);
  return walk(plan).flatMap(node => {
    if (node.relation === null || !node.type.endsWith('Scan')) return [];
    const indexes = indexesOf(node);
    return {
      node,
      relation: node.relation,
      kind: kinds[node.type] ?? 'other',
      name:
        bareName(node) +
        (node.index === null && indexes.length > 0 ? ` using ${indexes.map(displayName).join(', ')}` : ''),
      indexes,
      partitionOf: partitionOf(node.relation, above[node.id] ?? null),
    };
  });
}

/** What EXPLAIN calls a node, without its target and without `Parallel`. */
export function bareName(node: PlanNode): string {
  return describeNode({
    ...node,
    parallelAware: false,
    relation: null,
    alias: null,
    cte: null,
    functionName: null,
  });
}

/** `deployments`, or `deployments d` where the query gives another name. */
export function subjectOf(relation: Relation): string {
  const name = `${relation.schema === null ? '' : `${displayName(relation.schema)}.`}${displayName(relation.name)}`;
  return relation.alias === relation.name ? name : `${name} ${displayName(relation.alias)}`;
}

function indexesOf(node: PlanNode): readonly string[] {
  if (node.index !== null) return [node.index];
  return node.type === 'Bitmap Heap Scan' ? bitmaps(node).flatMap(({ index }) => index ?? []) : [];
}

/** The scans that make the bitmap of a bitmap scan, in the order of the plan. */
export function bitmaps(scan: PlanNode): readonly PlanNode[] {
  const found: PlanNode[] = [];
  const todo = [scan];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (node.type === 'Bitmap Index Scan') found.push(node);
    for (const child of node.children.toReversed()) if (makesBitmap(child)) todo.push(child);
  }
  return found;
}

function makesBitmap({ type }: PlanNode): boolean {
  return type === 'Bitmap Index Scan' || type === 'BitmapAnd' || type === 'BitmapOr';
}

/**
 * EXPLAIN does not name the partitioned table, but gives each partition under an Append its alias with a number:
 * `runs_2027_01 runs_1`. (A branch of a UNION ALL over one table looks alike, except that the table has the alias' name.)
 */
function partitionOf(relation: Relation, parent: PlanNode | null): string | null {
  if (parent?.type !== 'Append' && parent?.type !== 'Merge Append') return null;
  const stem = /^(.+)_\d+$/.exec(relation.alias)?.[1];
  return stem === undefined || stem === relation.name ? null : stem;
}
