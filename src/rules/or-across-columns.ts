import type { Node } from 'libpg-query';
import { displayName, formatCount } from '../comparison/index.ts';
import { exclusiveBuffers, type PlanNode, touched, walk } from '../plan/index.ts';
import { shareOf } from './case-buffers.ts';
import { parseExpression } from './filter-conditions.ts';
import { mayFindRows } from './hidden-columns.ts';
import { nodesOfLevel, queryLevels } from './query-levels.ts';
import { quoteName } from './quote-name.ts';
import { loopsOf, type RelationScan } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { filterOf, readComparison } from './scan-comparisons.ts';
import { indexBeginningWith, onBase } from './scan-indexes.ts';
import { createIndexOf } from './serving-index.ts';
import { shortened } from './shortened.ts';
import { splitAlternatives } from './split-alternatives.ts';
import { columnName, conjuncts, nodesIn } from './sql-nodes.ts';
import type { Facts } from './types.ts';
import { wastefulScans } from './wasteful-scans.ts';

/** Either of two columns may match, so that neither's index alone can find the rows, and all of them are looked at. */
export const orAcrossColumns: CaseRule = {
  id: 'or-across-columns',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/indexes-bitmap-scans.html',
  check,
  describe,
};

type Given = Readonly<Record<string, number>>;

async function check(scene: Scene, given: Given): Promise<readonly Observation[]> {
  return [...(await inScans(scene, given)), ...(await inJoins(scene, given))];
}

async function inScans(scene: Scene, given: Given): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  for (const scan of wastefulScans(scene, { ...given, rows: 0 })) {
    const read = scan.rowsKept + scan.rowsDiscarded;
    if (scan.first.kind !== 'sequential' || read < (given.rows ?? 0) || (await mayFindRows(scan))) continue;
    for (const part of await filterOf(scan)) {
      const sides = alternatives(part);
      const columns = sides.map(side => columnsOf(side, scan));
      const isSubquery = sides.map((side, index) => columns[index]?.length === 0 && holdsSubplan(side));
      if (sides.length < 2 || columns.some((own, index) => own.length === 0 && !isSubquery[index])) continue;
      const names = [...new Set(columns.flatMap(own => own.slice(0, 1)))];
      if (names.length + Number(isSubquery.includes(true)) < 2) continue;
      const missing = columns
        .filter(own => own.length > 0 && own.every(name => indexBeginningWith(name, scan) === null))
        .flatMap(own => own.slice(0, 1));
      // With an index for each side and no subquery it is the planner who thinks that a scan is cheaper.
      if (missing.length === 0 && !isSubquery.includes(true)) continue;
      // What took the index away is told by others.
      if (missing.some(name => indexBeginningWith(name, onBase(scan, scene)) !== null)) continue;
      const written = writtenIn(scene, names);
      observations.push({
        key: `${scan.subject}: ${names.join(', ')}`,
        amount: read,
        relation: scan.relation,
        node: scan.first.node.id,
        buffers: scan.buffers,
        at: written?.at ?? null,
        facts: {
          kind: isSubquery.includes(true) ? 'subquery' : 'columns',
          scanned: scan.subject,
          columns: names.map(displayName).join(', '),
          condition: scan.first.node.filter,
          rowsRead: Math.round(read),
          rowsKept: Math.round(scan.rowsKept),
          isExact: scan.isExact,
          buffers: scan.buffers,
          share: Number(scan.share.toFixed(4)),
          indexes: isSubquery.includes(true) ? null : await indexesFor(missing, scan),
          rewrite: written?.rewrite ?? null,
        },
      });
    }
  }
  return observations;
}

async function inJoins(scene: Scene, given: Given): Promise<readonly Observation[]> {
  const { plan } = scene.measurement;
  const buffers = exclusiveBuffers(plan);
  const observations: Observation[] = [];
  for (const node of walk(plan)) {
    const removed = (node.rowsRemovedByJoinFilter ?? 0) * loopsOf(node);
    const kept = (node.actual?.rows ?? 0) * loopsOf(node);
    if (node.joinFilter === null || removed + kept < (given.pairs ?? 0)) continue;
    if (removed < (given.discarded ?? 0) * (removed + kept)) continue;
    for (const part of conjuncts((await parseExpression(node.joinFilter)) ?? undefined)) {
      const columns = alternatives(part).map(columnsIn);
      const names = [...new Set(columns.flat())];
      if (columns.length < 2 || columns.includes(undefined) || names.length < 2) continue;
      const written = writtenIn(
        scene,
        names.flatMap(name => name ?? []),
      );
      const blocks = joinBuffers(node, buffers);
      observations.push({
        key: `join: ${names.join(', ')}`,
        amount: removed + kept,
        relation: null,
        node: node.id,
        buffers: blocks,
        at: written?.at ?? null,
        facts: {
          kind: 'join',
          scanned: null,
          columns: names.map(name => displayName(name ?? '')).join(', '),
          condition: node.joinFilter,
          rowsRead: Math.round(removed + kept),
          rowsKept: Math.round(kept),
          isExact: loopsOf(node) === 1,
          buffers: blocks,
          share: Number(shareOf(blocks, scene.measurement).toFixed(4)),
          indexes: null,
          rewrite: written?.rewrite ?? null,
        },
      });
    }
  }
  return observations;
}

/** Of the join and all below it. */
function joinBuffers(node: PlanNode, buffers: ReturnType<typeof exclusiveBuffers>): number {
  const own = buffers.get(node.id);
  return node.children.reduce(
    (sum, child) => sum + joinBuffers(child, buffers),
    own === undefined ? 0 : touched(own),
  );
}

function alternatives(node: Node): readonly Node[] {
  return 'BoolExpr' in node && node.BoolExpr.boolop === 'OR_EXPR' ? (node.BoolExpr.args ?? []) : [];
}

/** The columns by which an index could find the rows of one side. */
function columnsOf(side: Node, scan: RelationScan): readonly string[] {
  return conjuncts(side).flatMap(part => {
    if ('NullTest' in part) {
      const { arg, nulltesttype } = part.NullTest;
      const name = arg !== undefined && 'ColumnRef' in arg ? columnName(arg.ColumnRef) : null;
      return nulltesttype === 'IS_NULL' && name !== null ? [name] : [];
    }
    return readComparison(part, scan).flatMap(({ column, expression }) =>
      'ColumnRef' in expression ? [column] : [],
    );
  });
}

/** A column that one side of a join's OR compares for equality. */
function columnsIn(side: Node): string | undefined {
  for (const part of conjuncts(side)) {
    if (!('A_Expr' in part) || !['AEXPR_OP', 'AEXPR_OP_ANY'].includes(part.A_Expr.kind ?? '')) continue;
    const sign = part.A_Expr.name?.[0];
    if (sign === undefined || !('String' in sign) || sign.String.sval !== '=') continue;
    const columns = [...nodesIn(part)].flatMap(node =>
      'ColumnRef' in node ? [columnName(node.ColumnRef)] : [],
    );
    if (columns[0] !== null && columns[0] !== undefined) return columns[0];
  }
  return undefined;
}

/** A subplan is read as NULL. */
function holdsSubplan(side: Node): boolean {
  return [...nodesIn(side)].some(node => 'A_Const' in node && node.A_Const.isnull === true);
}

/** Where the query says OR over these columns, and the query split there. */
function writtenIn(scene: Scene, names: readonly string[]) {
  const { statement } = scene;
  if (statement === null) return null;
  for (const level of queryLevels(statement)) {
    for (const node of nodesOfLevel(level)) {
      if (!('BoolExpr' in node) || node.BoolExpr.boolop !== 'OR_EXPR') continue;
      const own = new Set(
        [...nodesIn(node)].flatMap(inner => ('ColumnRef' in inner ? [columnName(inner.ColumnRef)] : [])),
      );
      if (!names.every(name => own.has(name))) continue;
      return {
        at: statement.offsetOf(node.BoolExpr.location),
        rewrite: splitAlternatives(scene, level, node.BoolExpr),
      };
    }
  }
  return null;
}

async function indexesFor(columns: readonly string[], { table }: RelationScan): Promise<string | null> {
  if (table === null) return null;
  const statements = [...new Set(columns)].map(async column => createIndexOf(table, await quoteName(column)));
  return (await Promise.all(statements)).join(' ');
}

function describe(facts: Facts): Words {
  const about = facts.isExact === true ? '' : 'about ';
  const kept = `to keep ${about}${formatCount(Number(facts.rowsKept))}`;
  const read = `${about}${formatCount(Number(facts.rowsRead))}`;
  const work = `${read} ${facts.kind === 'join' ? 'pairs of rows' : 'rows'} ${kept} by ${shortened(String(facts.condition))}`;
  const cause = reason(facts);
  return { message: `${cause}: ${work}.`, cause: `${cause}.`, remedy: remedy(facts) };
}

function reason({ kind, columns, scanned }: Facts): string {
  if (kind === 'join')
    return `OR over ${columns} leaves the join nothing to look up, so that it compares all pairs of rows`;
  if (kind === 'subquery')
    return `OR with a subquery can be looked up in no index, so that all of ${scanned} is read`;
  return `OR over ${columns} can only be looked up where each of them has an index, so that all of ${scanned} is read`;
}

function remedy(facts: Facts): string {
  if (facts.indexes !== null)
    return `Give each column of the OR an index, which PostgreSQL then combines (BitmapOr): ${facts.indexes}`;
  return facts.rewrite === null
    ? 'Write one query for each side of the OR and put them together with UNION ALL, each but the first with the sides before it as (…) IS NOT TRUE.'
    : `Ask for each side of the OR by itself: ${facts.rewrite}`;
}
