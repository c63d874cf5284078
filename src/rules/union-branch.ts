import { type PlanNode, parents } from '../plan/index.ts';
import { limitedBranches } from './limited-branches.ts';
import { queryLevels } from './query-levels.ts';
import type { RelationScan } from './relation-scans.ts';
import type { Scene } from './rule.ts';

/** A branch of UNION ALL that PostgreSQL plans by itself, without the order of the whole. */
export interface UnionBranch {
  /** Whether of its rows no more can be wanted than the LIMIT says: nothing but the order stands between the two. */
  readonly isLimited: boolean;
  /** The query with ORDER BY and LIMIT in each branch too; null where they are not the UNION ALL's own. */
  readonly rewrite: string | null;
}

/**
 * The branch whose rows a scan gives to a sort; null where it is in none, or in one that becomes a part of the query around
 * it. Those are of one table and without WHERE, and an index in the order ends their reading.
 * Source: is_safe_append_member in prepjointree.c.
 */
export async function unionBranch(
  scene: Scene,
  sort: PlanNode,
  scan: RelationScan,
): Promise<UnionBranch | null> {
  const above = parents(scene.measurement.plan);
  const append = appendBetween(sort, scan, above);
  if (append === null || !isPlannedAlone(scene, scan)) return null;
  const isLimited = aboveWorkers(append, above) === sort && aboveWorkers(sort, above)?.type === 'Limit';
  return { isLimited, rewrite: isLimited ? await limitedBranches(scene) : null };
}

/** The topmost that puts together more than the partitions of one table. */
function appendBetween(
  sort: PlanNode,
  { first, accesses }: RelationScan,
  above: readonly (PlanNode | null)[],
): PlanNode | null {
  const own = new Set(accesses.map(({ node }) => node));
  let append: PlanNode | null = null;
  for (let at = above[first.node.id] ?? null; at !== null && at !== sort; at = above[at.id] ?? null) {
    if (at.type === 'Append' && !at.children.every(child => own.has(child))) append = at;
  }
  return append;
}

function isPlannedAlone({ expanded }: Scene, { alias, table, first }: RelationScan): boolean {
  // EXPLAIN numbers those of several branches: `runs_1`.
  const names = [alias, alias.replace(/_\d+$/, '')];
  const relation = table?.name ?? first.relation.name;
  const branches = (expanded === null ? [] : queryLevels(expanded)).filter(
    ({ role, sources }) =>
      role === 'branch' &&
      sources.some(source => names.includes(source.name) && source.table?.name === relation),
  );
  const isAlone = branches.map(
    ({ select, sources }) => sources.length > 1 || select?.whereClause !== undefined,
  );
  return isAlone.length > 0 && !isAlone.includes(false);
}

function aboveWorkers(node: PlanNode, above: readonly (PlanNode | null)[]): PlanNode | null {
  let at = above[node.id] ?? null;
  while (at !== null && (at.type === 'Gather' || at.type === 'Gather Merge')) at = above[at.id] ?? null;
  return at;
}
