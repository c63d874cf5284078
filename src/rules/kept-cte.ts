import type { CommonTableExpr } from 'libpg-query';
import { type PlanNode, subtree, walk } from '../plan/index.ts';
import type { CatalogueIndex } from '../postgres/index.ts';
import { filterConditions } from './filter-conditions.ts';
import { loopsOf, onlyScan, type RelationScan, relationScans } from './relation-scans.ts';
import type { Scene } from './rule.ts';
import { indexBeginningWith } from './scan-indexes.ts';
import { columnName, nodesIn, selectOf, targetsOf } from './sql-nodes.ts';

/** A CTE that is kept because the query says MATERIALIZED, and the filter that then throws most of it away. */
export interface KeptCte {
  readonly node: PlanNode;
  readonly filter: string;
  readonly cte: CommonTableExpr;
  /** What it reads, all of it. */
  readonly scan: RelationScan;
  /** Of a column that the filter compares. */
  readonly index: CatalogueIndex;
}

/**
 * CTEs that are read once and give a table's columns as they are, of which the filter compares one that has an index: were they
 * not kept, the planner would put the condition into them.
 * https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-CTE-MATERIALIZATION
 */
export async function keptCtes(scene: Scene): Promise<readonly KeptCte[]> {
  const { plan } = scene.measurement;
  const nodes = [...walk(plan)];
  const scans = relationScans(scene.measurement, scene.catalogue);
  const found: KeptCte[] = [];
  for (const cte of materialized(scene)) {
    const [node, second] = nodes.filter(each => each.type === 'CTE Scan' && each.cte === cte.ctename);
    const [made, other] = nodes.filter(each => each.subplanName === `CTE ${cte.ctename}`);
    if (node === undefined || node.filter === null || second !== undefined) continue;
    if (made === undefined || other !== undefined || loopsOf(node) === 0) continue;
    const scan = onlyScan(subtree(plan, made), scans);
    const index = scan === null ? null : await indexFor(node.filter, node, cte, scan);
    if (scan?.first.kind === 'sequential' && index !== null)
      found.push({ node, filter: node.filter, cte, scan, index });
  }
  return found;
}

function materialized({ statement }: Scene): readonly CommonTableExpr[] {
  return statement === null ? [] : ctesIn(statement.tree).filter(isPlain);
}

/** Also those in subqueries. */
function ctesIn(root: unknown): readonly CommonTableExpr[] {
  const found: CommonTableExpr[] = [];
  const todo = [root];
  for (const value of todo) {
    if (typeof value !== 'object' || value === null) continue;
    if ('CommonTableExpr' in value) found.push(value.CommonTableExpr as CommonTableExpr);
    todo.push(...Object.values(value));
  }
  return found;
}

/** Clauses of a SELECT that a condition may be put beside. */
const clauses: ReadonlySet<string> = new Set([
  'targetList',
  'fromClause',
  'whereClause',
  'limitOption',
  'op',
]);

/** Whether it is kept by the word alone: it calls nothing that may be volatile, and gives columns of what it reads. */
function isPlain({ ctematerialized, ctequery, aliascolnames }: CommonTableExpr): boolean {
  const select = selectOf(ctequery);
  if (ctematerialized !== 'CTEMaterializeAlways' || aliascolnames !== undefined || select === null)
    return false;
  const isSimple = Object.keys(select).every(key => clauses.has(key)) && select.op === 'SETOP_NONE';
  const calls = [...nodesIn([select.whereClause, select.fromClause])].some(node => 'FuncCall' in node);
  return isSimple && !calls && targetsOf(select).every(({ val }) => val !== undefined && 'ColumnRef' in val);
}

async function indexFor(
  filter: string,
  { alias }: PlanNode,
  { ctequery }: CommonTableExpr,
  scan: RelationScan,
): Promise<CatalogueIndex | null> {
  const select = selectOf(ctequery);
  const columns = new Map<string, string>();
  let isAll = false;
  for (const { name, val } of select === null ? [] : targetsOf(select)) {
    const own = val !== undefined && 'ColumnRef' in val ? columnName(val.ColumnRef) : null;
    if (own === null) isAll = true;
    else columns.set(name ?? own, own);
  }
  for (const { column, kind, wrapped } of await filterConditions(filter, alias ?? '')) {
    const own = columns.get(column) ?? (isAll ? column : undefined);
    if (own === undefined || wrapped !== null || (kind !== 'equality' && kind !== 'range')) continue;
    const index = indexBeginningWith(own, scan);
    if (index !== null) return index;
  }
  return null;
}
