import type { A_Const, ColumnRef, FuncCall, Node, ResTarget, SelectStmt, SortBy } from 'libpg-query';
import type { Catalogue } from '../postgres/index.ts';
import { type Level, sourceOf } from './query-levels.ts';
import { tableNamed } from './relation-scans.ts';
import { columnName, conjuncts, lastName, nodesIn, qualifierOf, stringsOf } from './sql-nodes.ts';

/** A SELECT of nothing but groups and one count(DISTINCT …), by the parts that another text can be made of. */
export interface GroupedCount {
  /** The SELECT list: a key, a column that a key decides, or the count; each with the name that the result gives it. */
  readonly items: readonly { readonly node: Node; readonly name: string }[];
  /** What it is grouped by; none where the count is all that is asked for. */
  readonly keys: readonly Node[];
  /** Other columns of a row whose primary key is among the keys. */
  readonly decided: readonly Node[];
  /** Conditions that must all hold. */
  readonly having: readonly Node[];
  readonly order: readonly { readonly node: Node; readonly direction: string }[];
  readonly limit: Node | null;
  readonly offset: Node | null;
  /** Whether both are the same, whatever they call a table's column. */
  readonly isSame: (a: Node, b: Node) => boolean;
}

/** null for what is anything more. */
export function groupedCount(level: Level, call: FuncCall, catalogue: Catalogue): GroupedCount | null {
  const { select } = level;
  if (select === null || !isPlain(select) || !isPlainCount(call)) return null;
  const isSame = (a: Node, b: Node) => written(a, level, catalogue) === written(b, level, catalogue);
  const targets = (select.targetList ?? []).flatMap(target =>
    'ResTarget' in target ? [target.ResTarget] : [],
  );
  const meant = whole((select.groupClause ?? []).map(item => keyMeant(item, targets, level, catalogue)));
  if (meant === null) return null;
  const keys = withoutSame(meant, isSame);
  const items = targets.map(({ name, val }) => ({ node: val, name: name ?? impliedName(val) }));
  if (!items.every(isNamed)) return null;
  const others = items.map(({ node }) => node).filter(node => !isSame(node, { FuncCall: call }));
  const decided = withoutSame(
    others.filter(node => !keys.some(key => isSame(key, node))),
    isSame,
  );
  if (others.length !== items.length - 1 || !decided.every(node => isComparable(node, level, catalogue)))
    return null;
  const order = whole(
    (select.sortClause ?? []).map(item => ('SortBy' in item ? orderMeant(item.SortBy, items) : null)),
  );
  if (order === null) return null;
  // Which rows a limit leaves must not depend on how the rows come.
  const isTotal = keys.every(key => order.some(({ node }) => isSame(node, key)));
  const [limit, offset] = [select.limitCount ?? null, select.limitOffset ?? null];
  if ((limit !== null || offset !== null) && !isTotal) return null;
  return { items, keys, decided, having: conjuncts(select.havingClause), order, limit, offset, isSame };
}

function isPlain(select: SelectStmt): boolean {
  const { distinctClause, groupDistinct, intoClause, windowClause, lockingClause, limitOption } = select;
  const more = [distinctClause, groupDistinct, intoClause, windowClause, lockingClause];
  if (more.some(clause => clause !== undefined) || limitOption === 'LIMIT_OPTION_WITH_TIES') return false;
  // Columns that FROM gives other names are not those of the catalogue, and those that it merges are of neither table.
  if (/"colnames":/.test(JSON.stringify(select.fromClause ?? []))) return false;
  return ![...nodesIn(select.fromClause)].some(
    node =>
      'JoinExpr' in node &&
      (node.JoinExpr.usingClause !== undefined || node.JoinExpr.isNatural === true) &&
      node.JoinExpr.jointype !== 'JOIN_INNER',
  );
}

function isPlainCount(call: FuncCall): boolean {
  const { agg_filter, agg_order, agg_within_group, func_variadic, over, funcname } = call;
  const more = [agg_filter, agg_order, agg_within_group, func_variadic, over];
  return (
    more.every(clause => clause === undefined) &&
    ['count', 'pg_catalog.count'].includes(stringsOf(funcname).join('.'))
  );
}

function whole<T>(all: readonly (T | null)[]): readonly T[] | null {
  const known = all.flatMap(each => (each === null ? [] : [each]));
  return known.length < all.length ? null : known;
}

function isNamed(item: { readonly node: Node | undefined; readonly name: string | null }): item is {
  readonly node: Node;
  readonly name: string;
} {
  return item.node !== undefined && item.name !== null;
}

function withoutSame(nodes: readonly Node[], isSame: GroupedCount['isSame']): readonly Node[] {
  return nodes.filter((node, at) => nodes.findIndex(other => isSame(other, node)) === at);
}

/** The same text for the same expression, with columns by the table that they are of where that can be told. */
function written(node: Node, level: Level, catalogue: Catalogue): string {
  return JSON.stringify(node, (key, value) => {
    if (key === 'location' || /_(?:start|end)$/.test(key)) return undefined;
    if (key !== 'ColumnRef') return value;
    const source = sourceOf(value, level, catalogue);
    return source === null ? stringsOf(value.fields) : [source.name, columnName(value)];
  });
}

/** What an item of GROUP BY stands for: a column comes before a name of the SELECT list. null where nobody can tell. */
function keyMeant(
  item: Node,
  targets: readonly ResTarget[],
  level: Level,
  catalogue: Catalogue,
): Node | null {
  if ('A_Const' in item) return targets[placeOf(item.A_Const)]?.val ?? null;
  if (!('ColumnRef' in item) || qualifierOf(item.ColumnRef) !== null) return item;
  const name = columnName(item.ColumnRef);
  const named = targets.filter(target => target.name !== undefined && target.name === name);
  if (named.length === 0) return item;
  const isColumn = level.sources.map(({ table }) => {
    const columns = table === null ? undefined : tableNamed(table, catalogue)?.columns;
    return columns?.some(column => column.name === name) ?? null;
  });
  if (isColumn.includes(true)) return item;
  return isColumn.includes(null) || named.length > 1 ? null : (named[0]?.val ?? null);
}

/** What an item of ORDER BY stands for: a name of the SELECT list comes before a column. */
function orderMeant({ node, sortby_dir, sortby_nulls }: SortBy, items: GroupedCount['items']) {
  const direction = directions[sortby_dir ?? ''];
  if (node === undefined || direction === undefined) return null;
  const nulls = { SORTBY_NULLS_FIRST: ' NULLS FIRST', SORTBY_NULLS_LAST: ' NULLS LAST' };
  const whole = `${direction}${nulls[sortby_nulls as keyof typeof nulls] ?? ''}`;
  const told = (meant: Node | undefined) => (meant === undefined ? null : { node: meant, direction: whole });
  if ('A_Const' in node) return told(items[placeOf(node.A_Const)]?.node);
  if (!('ColumnRef' in node) || qualifierOf(node.ColumnRef) !== null) return told(node);
  const named = items.filter(({ name }) => name === columnName(node.ColumnRef));
  return named.length > 1 ? null : told(named[0]?.node ?? node);
}

const directions: Readonly<Record<string, string>> = {
  SORTBY_DEFAULT: '',
  SORTBY_ASC: ' ASC',
  SORTBY_DESC: ' DESC',
};

/** `GROUP BY 1` is the first. */
function placeOf({ ival }: A_Const): number {
  return (ival?.ival ?? 0) - 1;
}

/** The name that PostgreSQL gives a column of the result. Source: FigureColname in parse_target.c. */
export function impliedName(node: Node | undefined): string | null {
  if (node === undefined) return null;
  if ('ColumnRef' in node) return columnName(node.ColumnRef);
  if ('FuncCall' in node) return lastName(node.FuncCall.funcname);
  if ('CoalesceExpr' in node) return 'coalesce';
  return 'TypeCast' in node ? impliedName(node.TypeCast.arg) : null;
}

/** A column whose values can be told apart: json, xml and points cannot, and of what a query names its own nobody knows. */
function isComparable(node: Node, level: Level, catalogue: Catalogue): boolean {
  if (!('ColumnRef' in node)) return false;
  return comparable.test(typeOf(node.ColumnRef, level, catalogue) ?? '');
}

const comparable =
  /^(?:smallint|integer|bigint|numeric|real|double precision|text|character|uuid|date|time|timestamp|interval|boolean|jsonb)\b(?!.*\[\])/;

function typeOf(column: ColumnRef, level: Level, catalogue: Catalogue): string | null {
  const source = sourceOf(column, level, catalogue);
  const table = source?.table ? tableNamed(source.table, catalogue) : null;
  return table?.columns?.find(({ name }) => name === columnName(column))?.type ?? null;
}
