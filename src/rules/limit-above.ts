import type { PlanNode } from '../plan/index.ts';

/** Nodes that hand rows on in the order in which they get them. */
const keepsOrder: ReadonlySet<string> = new Set([
  'Append',
  'Merge Append',
  'Gather Merge',
  'Incremental Sort',
  'LockRows',
  'Nested Loop',
  'Merge Join',
  'ProjectSet',
  'Result',
  'Subquery Scan',
  'Unique',
  'Group',
  'WindowAgg',
]);

/** The Limit that gets a scan's rows in the scan's own order, so that it can end it early; null where there is none. */
export function limitAbove(scan: PlanNode, above: readonly (PlanNode | null)[]): PlanNode | null {
  let child = scan;
  for (let at = above[scan.id] ?? null; at !== null; child = at, at = above[at.id] ?? null) {
    if (child.parentRelationship === 'SubPlan' || child.parentRelationship === 'InitPlan') return null;
    if (at.type === 'Limit') return at;
    const isSortedAggregate = at.type === 'Aggregate' && at.strategy === 'Sorted';
    if (!keepsOrder.has(at.type) && !isSortedAggregate) return null;
    if (at.type === 'Nested Loop' && child.parentRelationship === 'Inner') return null;
  }
  return null;
}
