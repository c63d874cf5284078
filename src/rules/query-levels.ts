import type {
  ColumnRef,
  CommonTableExpr,
  DeleteStmt,
  InsertStmt,
  Node,
  RangeVar,
  SelectStmt,
  UpdateStmt,
  WithClause,
} from 'libpg-query';
import type { Catalogue } from '../postgres/index.ts';
import type { ParsedStatement } from './parsed-statement.ts';
import { tableNamed } from './relation-scans.ts';
import { columnName, nodesIn, qualifierOf } from './sql-nodes.ts';

/** What a query reads from. */
export interface Source {
  /** By which the query calls it. */
  readonly name: string;
  /** A table or view as it is written; null for what is none. */
  readonly table: { readonly schema: string | null; readonly name: string } | null;
  /** The subquery or common table expression that it is; null for what is none. */
  readonly query: SelectStmt | null;
}

/** One SELECT, UPDATE or DELETE of a statement with the names that hold in it. */
export interface Level {
  readonly select: SelectStmt | null;
  readonly update: UpdateStmt | null;
  readonly remove: DeleteStmt | null;
  readonly sources: readonly Source[];
  /** The level whose names hold too; null where there is none. */
  readonly parent: Level | null;
  /** `statement` is the whole; `branch` one of a UNION; `from` and `cte` give rows to others; `expression` gives a value. */
  readonly role: 'statement' | 'branch' | 'from' | 'cte' | 'expression';
}

type Queries = ReadonlyMap<string, SelectStmt | null>;

/** All levels of a statement: what a WITH clause names first, then the level itself, then those inside of it. */
export function queryLevels({ tree }: ParsedStatement): readonly Level[] {
  const levels: Level[] = [];
  visit(tree, null, new Map(), 'statement', levels);
  return levels;
}

function visit(node: Node, parent: Level | null, known: Queries, role: Level['role'], levels: Level[]): void {
  if ('SelectStmt' in node) visitSelect(node.SelectStmt, parent, known, role, levels);
  else if ('UpdateStmt' in node) visitWrite(node.UpdateStmt, parent, known, role, levels, 'update');
  else if ('DeleteStmt' in node) visitWrite(node.DeleteStmt, parent, known, role, levels, 'remove');
  else if ('InsertStmt' in node) visitInsert(node.InsertStmt, parent, known, levels);
}

function visitSelect(
  select: SelectStmt,
  parent: Level | null,
  known: Queries,
  role: Level['role'],
  levels: Level[],
): void {
  const queries = withCommon(select.withClause, parent, known, levels);
  const sources = (select.fromClause ?? []).flatMap(item => sourcesOf(item, queries));
  const level: Level = { select, update: null, remove: null, sources, parent, role };
  levels.push(level);
  for (const branch of [select.larg, select.rarg])
    if (branch !== undefined) visitSelect(branch, parent, queries, 'branch', levels);
  visitInner({ ...select, withClause: undefined, larg: undefined, rarg: undefined }, level, queries, levels);
}

function visitWrite(
  write: UpdateStmt & DeleteStmt,
  parent: Level | null,
  known: Queries,
  role: Level['role'],
  levels: Level[],
  kind: 'update' | 'remove',
): void {
  const queries = withCommon(write.withClause, parent, known, levels);
  const target = write.relation === undefined ? [] : [tableSource(write.relation, new Map())];
  const others = (write.fromClause ?? write.usingClause ?? []).flatMap(item => sourcesOf(item, queries));
  const none = { select: null, update: null, remove: null };
  const level: Level = { ...none, [kind]: write, sources: [...target, ...others], parent, role };
  levels.push(level);
  visitInner({ ...write, withClause: undefined }, level, queries, levels);
}

function visitInsert(insert: InsertStmt, parent: Level | null, known: Queries, levels: Level[]): void {
  const queries = withCommon(insert.withClause, parent, known, levels);
  if (insert.selectStmt !== undefined) visit(insert.selectStmt, parent, queries, 'from', levels);
}

/** The names of a WITH clause; what they stand for becomes levels. */
function withCommon(
  clause: WithClause | undefined,
  parent: Level | null,
  known: Queries,
  levels: Level[],
): Queries {
  const queries = new Map(known);
  const common = (clause?.ctes ?? []).flatMap((node): CommonTableExpr[] =>
    'CommonTableExpr' in node ? [node.CommonTableExpr] : [],
  );
  for (const { ctename = '', ctequery } of common) {
    const query = ctequery !== undefined && 'SelectStmt' in ctequery ? ctequery.SelectStmt : null;
    if (clause?.recursive) queries.set(ctename, query);
    if (ctequery !== undefined) visit(ctequery, parent, queries, 'cte', levels);
    queries.set(ctename, query);
  }
  return queries;
}

/** Subqueries in FROM and in expressions. */
function visitInner(value: unknown, level: Level, known: Queries, levels: Level[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) visitInner(each, level, known, levels);
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    const query = key === 'subquery' || key === 'subselect' ? (child as Node) : null;
    if (query !== null) visit(query, level, known, key === 'subquery' ? 'from' : 'expression', levels);
    else visitInner(child, level, known, levels);
  }
}

function sourcesOf(item: Node, queries: Queries): readonly Source[] {
  if ('RangeVar' in item) return [tableSource(item.RangeVar, queries)];
  if ('JoinExpr' in item) {
    const { larg, rarg } = item.JoinExpr;
    return [larg, rarg].flatMap(side => (side === undefined ? [] : sourcesOf(side, queries)));
  }
  if ('RangeTableSample' in item)
    return item.RangeTableSample.relation === undefined
      ? []
      : sourcesOf(item.RangeTableSample.relation, queries);
  if ('RangeSubselect' in item) {
    const { subquery, alias } = item.RangeSubselect;
    const query = subquery !== undefined && 'SelectStmt' in subquery ? subquery.SelectStmt : null;
    return [{ name: alias?.aliasname ?? '', table: null, query }];
  }
  if ('RangeFunction' in item)
    return [{ name: item.RangeFunction.alias?.aliasname ?? '', table: null, query: null }];
  return [{ name: '', table: null, query: null }];
}

function tableSource({ schemaname, relname = '', alias }: RangeVar, queries: Queries): Source {
  const name = alias?.aliasname ?? relname;
  const query = schemaname === undefined ? queries.get(relname) : undefined;
  return query === undefined
    ? { name, table: { schema: schemaname ?? null, name: relname }, query: null }
    : { name, table: null, query };
}

/** The source whose column it is, as far as names and catalogue tell; null where they do not. */
export function sourceOf(reference: ColumnRef, level: Level, catalogue: Catalogue): Source | null {
  const qualifier = qualifierOf(reference);
  const column = columnName(reference);
  for (let at: Level | null = level; at !== null; at = at.parent) {
    const { sources } = at;
    const found =
      qualifier === null
        ? sources.filter(source => hasColumn(source, column, catalogue) === true)
        : sources.filter(({ name }) => name === qualifier);
    if (found.length > 1) return null;
    if (found[0] !== undefined) return found[0];
    // A view, a subquery or a function may have it.
    const unsure =
      qualifier === null ? sources.filter(source => hasColumn(source, column, catalogue) === null) : [];
    if (unsure.length > 0) return sources.length === 1 ? (unsure[0] ?? null) : null;
  }
  return null;
}

/** null where nobody can tell. */
function hasColumn({ table }: Source, column: string | null, catalogue: Catalogue): boolean | null {
  const columns = table === null ? undefined : tableNamed(table, catalogue)?.columns;
  return columns === undefined ? null : columns.some(({ name }) => name === column);
}

/** All nodes of a level, without those of the levels inside of it. */
export function nodesOfLevel({ select, update, remove }: Level): readonly Node[] {
  const own =
    select === null
      ? (update ?? remove)
      : { ...select, larg: undefined, rarg: undefined, withClause: undefined };
  return [...nodesIn(own === null ? null : { ...own, withClause: undefined })];
}
