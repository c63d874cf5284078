import type { PlanNode, parents as parentsOf } from '../plan/index.ts';
import { type IndexKey, indexKeys } from './index-keys.ts';
import { limitAbove } from './limit-above.ts';
import type { ParsedStatement } from './parsed-statement.ts';
import { loopsOf, type RelationScan, relationScans, tableNamed } from './relation-scans.ts';
import type { Scene } from './rule.ts';
import { sortedColumn } from './sorted-column.ts';

type Parents = ReturnType<typeof parentsOf>;

/** Scans by an index that ran and filter what they found, in the order of the plan. */
export function indexScanReading({
  measurement,
  catalogue,
}: Pick<Scene, 'measurement' | 'catalogue'>): readonly RelationScan[] {
  return relationScans(
    measurement,
    catalogue,
    ({ kind, node }) =>
      (kind === 'index' || kind === 'index-only') && loopsOf(node) > 0 && node.filter !== null,
  );
}

/**
 * Whether an index is read from its beginning, by no condition, because a LIMIT above wants its order. min() and max() are
 * planned in this way too, with the condition that there is a value.
 */
export function isReadForOrder(
  { first }: RelationScan,
  above: Parents,
  statement: ParsedStatement | null,
): boolean {
  const { node } = first;
  if (node.index === null || node.type.startsWith('Bitmap')) return false;
  if (node.indexCond !== null && !/^\([^'()]+ IS NOT NULL\)$/.test(node.indexCond)) return false;
  const limit = limitAbove(node, above);
  if (limit === null) return false;
  // Without a condition nothing but its order recommends an index, except that it is smaller than the table.
  return node.type === 'Index Scan' || limit.parentRelationship === 'InitPlan' || hasOrder(statement);
}

function hasOrder(statement: ParsedStatement | null): boolean {
  return statement !== null && /"(?:sortClause|distinctClause)"/.test(JSON.stringify(statement.tree));
}

/**
 * What a LIMIT above wants the rows sorted by: keys of the scan's index, of those that conditions compare by `=` the ones that
 * follow, or of a sort in between. Empty where no order is wanted of this relation alone.
 */
export async function orderOf(
  { first, table }: RelationScan,
  above: Parents,
  { statement, catalogue }: Pick<Scene, 'statement' | 'catalogue'>,
): Promise<readonly IndexKey[]> {
  const { node, relation } = first;
  const limit = node.index === null || node.type.startsWith('Bitmap') ? null : limitAbove(node, above);
  if (limit === null) return sortedBelowLimit(first, above);
  const own = tableNamed(relation, catalogue) ?? table;
  const index = own?.indexes.find(({ name }) => name === node.index);
  if (index === undefined) return [];
  const keys = await indexKeys(index);
  const wanted = limit.parentRelationship === 'InitPlan' ? 1 : sortKeys(statement, node, above);
  const compared = keys.findIndex(({ text }) => !isComparedByEquality(text, node));
  const start = compared === -1 ? keys.length : compared;
  return keys.slice(start, start + wanted);
}

function isComparedByEquality(text: string, { indexCond }: PlanNode): boolean {
  return indexCond?.includes(`${text} = `) === true || indexCond?.includes(`${text})::text = `) === true;
}

/** How many keys the order has: those of the outermost ORDER BY, or those that are sorted already below an Incremental Sort. */
function sortKeys(statement: ParsedStatement | null, node: PlanNode, above: Parents): number {
  for (let at = above[node.id] ?? null; at !== null && at.type !== 'Limit'; at = above[at.id] ?? null) {
    const presorted = at.other['Presorted Key'];
    if (at.type === 'Incremental Sort' && Array.isArray(presorted)) return presorted.length;
  }
  const tree = statement?.tree;
  if (tree === undefined || !('SelectStmt' in tree)) return 1;
  return Math.max(1, tree.SelectStmt.sortClause?.length ?? 1);
}

/** The columns of a sort below a LIMIT, where all are the relation's own. */
async function sortedBelowLimit(
  { node, relation }: RelationScan['first'],
  above: Parents,
): Promise<readonly IndexKey[]> {
  let child = node;
  for (let at = above[node.id] ?? null; at !== null; child = at, at = above[at.id] ?? null) {
    if (at.type === 'Sort') {
      if (above[at.id]?.type !== 'Limit') return [];
      const keys = await Promise.all(at.sortKey.map(key => sortedColumn(key, relation.alias)));
      return keys.includes(null) ? [] : keys.filter(key => key !== null);
    }
    if (at.type !== 'Append' && !(at.type === 'Nested Loop' && child.parentRelationship === 'Outer'))
      return [];
  }
  return [];
}
