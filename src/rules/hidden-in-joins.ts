import { type PlanNode, walk } from '../plan/index.ts';
import { parseExpression } from './filter-conditions.ts';
import { type HiddenColumn, hiddenBySide } from './hidden-columns.ts';
import { loopsOf, type RelationScan, relationScans } from './relation-scans.ts';
import type { Scene } from './rule.ts';
import { conjuncts } from './sql-nodes.ts';

/** A column that a join's condition hides from its index, so that all of its table is read for few rows. */
export interface JoinedColumn {
  readonly hidden: HiddenColumn;
  readonly join: PlanNode;
  /** Rows of the table that went into the join, and those that came out, which may hold one of them several times. */
  readonly read: number;
  readonly kept: number;
}

/** Rows of the other side, as a share of those that are read, up to which each is better looked up by an index. */
const fewLookUps = 0.02;

/** What stands between a join and the one scan of a side that is read as a whole. */
const passing: ReadonlySet<string> = new Set([
  ...['Seq Scan', 'Hash', 'Sort', 'Materialize', 'Append', 'Gather', 'Gather Merge'],
]);

/**
 * Of hash and merge joins, which read a whole table for the few rows of their other side, columns by whose index they could be
 * looked up. The planner must have expected that few.
 */
export async function hiddenInJoins(
  scene: Scene,
  given: Readonly<Record<string, number>>,
): Promise<readonly JoinedColumn[]> {
  const threshold = (name: string) => given[name] ?? 0;
  const scans = relationScans(scene.measurement, scene.catalogue);
  const scanned = new Map(scans.map(scan => [scan.first.node.id, scan]));
  const found: JoinedColumn[] = [];
  for (const join of walk(scene.measurement.plan)) {
    const condition = join.hashCond ?? join.mergeCond;
    if (condition === null) continue;
    for (const [own, other] of lookedUp(join)) {
      const scan = onlyRead(own, scanned);
      if (scan === null || !isWhole(scan, own, other)) continue;
      const [read, kept] = [scan.rowsKept, rowsOf(join)];
      if (read - kept < Math.max(threshold('rows'), threshold('discarded') * read)) continue;
      if (scan.buffers < threshold('pages') || scan.share < threshold('share')) continue;
      for (const part of conjuncts((await parseExpression(condition)) ?? undefined)) {
        const hidden = await hiddenBySide(part, scan, scene);
        if (hidden !== null) found.push({ hidden, join, read, kept });
      }
    }
  }
  return found;
}

/** The one relation that a side reads and gives as it is; null where there is more to it. */
function onlyRead(side: PlanNode, scanned: ReadonlyMap<number, RelationScan>): RelationScan | null {
  const found: RelationScan[] = [];
  const nodes = [side];
  for (const { id, type, children } of nodes) {
    if (!passing.has(type)) return null;
    const scan = scanned.get(id);
    if (scan !== undefined) found.push(scan);
    nodes.push(...children);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The sides of a join that could be looked up, each with the one whose rows it would be looked up for. */
function lookedUp(join: PlanNode): readonly (readonly [PlanNode, PlanNode])[] {
  const [outer, inner] = ['Outer', 'Inner'].map(side =>
    join.children.find(({ parentRelationship }) => parentRelationship === side),
  );
  if (outer === undefined || inner === undefined) return [];
  return [
    ...(['Inner', 'Left', 'Semi', 'Anti'].includes(join.joinType ?? '') ? [[inner, outer] as const] : []),
    ...(['Inner', 'Right', 'Right Semi', 'Right Anti'].includes(join.joinType ?? '')
      ? [[outer, inner] as const]
      : []),
  ];
}

/** Whether a side is all of a table, beside which the other one is small, as the planner knew. */
function isWhole(scan: RelationScan, own: PlanNode, other: PlanNode): boolean {
  const isFew = rowsOf(other) <= fewLookUps * scan.rowsKept && other.planRows <= fewLookUps * own.planRows;
  return isFew && scan.rowsKept >= scan.rowsDiscarded;
}

function rowsOf(node: PlanNode): number {
  return (node.actual?.rows ?? 0) * loopsOf(node);
}
