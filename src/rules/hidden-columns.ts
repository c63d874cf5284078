import type { Node } from 'libpg-query';
import type { CatalogueColumn, CatalogueIndex } from '../postgres/index.ts';
import { quoteIdentifier } from '../sql/index.ts';
import { isEmptyCast } from './empty-cast.ts';
import { castOf, columnsIn, hasPrefix, parseExpression } from './filter-conditions.ts';
import { type RelationScan, relationScans, tableNamed } from './relation-scans.ts';
import type { Scene } from './rule.ts';
import { largestShare, servedShareAtMost } from './served-share.ts';
import { conjuncts, lastName, nodesIn, shapeOf, typeNameOf } from './sql-nodes.ts';

/** A condition that was checked row by row: what it compares is made of a column, so the column's index cannot serve it. */
export interface HiddenColumn {
  readonly scan: RelationScan;
  readonly column: CatalogueColumn;
  /** What is compared, as EXPLAIN prints it. */
  readonly expression: Node;
  /** `cast` where nothing but types change. */
  readonly by: 'function' | 'cast';
  /** As if the column stood on its left side; `~~` is LIKE. */
  readonly operator: string;
  /** A list of values, `= ANY (…)`. */
  readonly isList: boolean;
  /** Whether the column is an array, and each of its elements is compared, `17 = ANY (tags)`. */
  readonly isElement: boolean;
  readonly value: Node;
  /** A B-tree that begins with the column, or of an array GIN; null where there is none. */
  readonly index: CatalogueIndex | null;
  /** Whether the filter compares another column as it is. */
  readonly isBesideBare: boolean;
  /** Of `lower(name) = 'a' OR lower(name) = 'b'` each value, of which `value` is the first; else empty. */
  readonly alternatives: readonly Node[];
}

/** Hidden columns of all scans whose filter threw away at least as much as the thresholds say. */
export async function hiddenColumns(
  scene: Scene,
  given: Readonly<Record<string, number>>,
): Promise<readonly HiddenColumn[]> {
  const found: HiddenColumn[] = [];
  for (const scan of wastefulScans(scene, given)) found.push(...(await hiddenColumnsOf(scan, scene)));
  return found;
}

/** Those of one scan. Where its filter also compares something else, only those that an index of theirs would find the rows by. */
export async function hiddenColumnsOf(scan: RelationScan, scene: Scene): Promise<readonly HiddenColumn[]> {
  if (await findsFew(scan)) return [];
  const parts = (await filterOf(scan)).flatMap(part => [
    ...readComparison(part, scan),
    ...readPattern(part, scan),
    ...readElement(part, scan),
    ...readAlternatives(part, scan),
  ]);
  const isBesideBare = parts.some(isBare);
  const isAnyNarrow = parts.some(part => !isBare(part) && isNarrow(part, scan));
  const found: HiddenColumn[] = [];
  for (const part of parts) {
    const column = columnOf(part, scan);
    if (column === undefined || isBare(part) || (await hasIndexOn(part.expression, scan))) continue;
    if (isAnyNarrow && isBroad(part, scan)) continue;
    const index = part.isElement ? ginOf(column.name, scan) : indexOf(part.expression, column, scan);
    if (isBesideBare && !(await isDecisive(part, index, scan))) continue;
    // A pull request that drops such an index is told so by others.
    if (await hasIndexOn(part.expression, onBase(scan, scene))) continue;
    const by = isCast(part.expression) && !part.isElement ? 'cast' : 'function';
    found.push({ alternatives: [], ...part, scan, column, by, index, isBesideBare });
  }
  return found;
}

/** What one side of a join's condition hides of a scanned relation from an index that is there; null where it hides nothing. */
export async function hiddenBySide(
  part: Node,
  scan: RelationScan,
  scene: Scene,
): Promise<HiddenColumn | null> {
  const [side] = readComparison(part, scan);
  const column = side === undefined ? undefined : columnOf(side, scan);
  if (side === undefined || column === undefined || side.operator !== '=' || isBare(side)) return null;
  const index = indexOf(side.expression, column, scan);
  if (index === null) return null;
  if ((await hasIndexOn(side.expression, scan)) || (await hasIndexOn(side.expression, onBase(scan, scene))))
    return null;
  const by = isCast(side.expression) ? 'cast' : 'function';
  return { ...side, alternatives: [], scan, column, by, index, isBesideBare: false };
}

/** Share of a table's rows that are worth an index. */
const few = 0.1;

/** Whether others of the filter's conditions, of columns as they are, keep no more than that, as far as statistics tell. */
async function findsFew({ first: { node, relation }, table }: RelationScan): Promise<boolean> {
  return (await servedShareAtMost(node.filter ?? '', relation.alias, table)) <= few;
}

type Compared = Pick<HiddenColumn, 'expression' | 'operator' | 'isElement'> & { readonly column: string };

/**
 * Whether a comparison is what the rows of a sequential scan could be found by, where the others of the filter may keep too
 * many: as far as its column's values tell, and they need not. Without an index it must be asked for by `=`, and they must; or
 * those of arrays, which tell nothing, the others.
 */
async function isDecisive(
  part: Compared,
  index: CatalogueIndex | null,
  scan: RelationScan,
): Promise<boolean> {
  const { operator, isElement } = part;
  if (scan.first.kind !== 'sequential' || operator === '~~') return false;
  if (index === null && isElement) return !(await mayFindRows(scan));
  if (index === null) return operator === '=' && isNarrow(part, scan);
  const own = shareOfValue(part, scan);
  return own === null || own <= few;
}

/** Whether a comparison keeps few rows, as far as its column's values tell. */
function isNarrow(part: Compared, scan: RelationScan): boolean {
  const own = shareOfValue(part, scan);
  return own !== null && own <= few && !isCoarse(part.expression);
}

/** Whether it may keep many of them. */
function isBroad(part: Compared, scan: RelationScan): boolean {
  return (shareOfValue(part, scan) ?? 0) > few || isCoarse(part.expression);
}

/** Of arrays it is told how many of them are alike, not how many have an element. */
function shareOfValue(part: Compared, scan: RelationScan): number | null {
  return part.isElement ? null : largestShare(columnOf(part, scan), scan.table);
}

function columnOf({ column }: { readonly column: string }, { table }: RelationScan) {
  return table?.columns?.find(({ name }) => name === column);
}

/** Functions that make one of many values, so that how many there are tells nothing of what is compared. */
const coarse: ReadonlySet<string> = new Set([
  ...['length', 'char_length', 'octet_length', 'left', 'right', 'sign', 'mod'],
  ...['date_part', 'extract', 'jsonb_extract_path_text'],
]);
const coarseOperators: ReadonlySet<string> = new Set(['%', '->', '->>', '#>', '#>>']);

function isCoarse(expression: Node): boolean {
  return [...nodesIn([expression])].some(
    node =>
      ('FuncCall' in node && coarse.has(lastName(node.FuncCall.funcname))) ||
      ('A_Expr' in node && coarseOperators.has(lastName(node.A_Expr.name))) ||
      ('TypeCast' in node && typeNameOf(node.TypeCast.typeName) === 'bool'),
  );
}

/** Scans whose filter threw away much of what they read, `rows` and `discarded`, with `pages` and `share` of the work. */
export function wastefulScans(
  scene: Scene,
  given: Readonly<Record<string, number>>,
): readonly RelationScan[] {
  const threshold = (name: string) => given[name] ?? 0;
  return relationScans(scene.measurement, scene.catalogue).filter(
    ({ rowsKept, rowsDiscarded, buffers, share }) =>
      rowsDiscarded >= threshold('rows') &&
      rowsDiscarded >= threshold('discarded') * (rowsKept + rowsDiscarded) &&
      buffers >= threshold('pages') &&
      share >= threshold('share'),
  );
}

/** The operator with its sides exchanged. */
export const swapped: Readonly<Record<string, string>> = {
  '=': '=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/**
 * Whether what the filter compares with columns as they are may be what the rows are to be found by: a range, or a value that
 * few rows have. In an index scan, whatever it compares.
 */
export async function mayFindRows(scan: RelationScan): Promise<boolean> {
  const bare = (await filterOf(scan)).flatMap(part => readComparison(part, scan)).filter(isBare);
  const isTold = scan.first.kind === 'sequential' && bare.every(({ operator }) => operator === '=');
  return (bare.length > 0 && !isTold) || (await findsFew(scan));
}

function isBare({ expression, isElement }: Pick<HiddenColumn, 'expression' | 'isElement'>): boolean {
  return 'ColumnRef' in expression && !isElement;
}

/** The conditions of a scan's filter. */
export async function filterOf({ first: { node } }: RelationScan): Promise<readonly Node[]> {
  return conjuncts((node.filter === null ? null : await parseExpression(node.filter)) ?? undefined);
}

/** A condition as a comparison of one column of the relation with a value; empty for every other. */
export function readComparison(part: Node, { first: { relation }, table }: RelationScan) {
  if (!('A_Expr' in part)) return [];
  const { kind, lexpr, rexpr, name } = part.A_Expr;
  if ((kind !== 'AEXPR_OP' && kind !== 'AEXPR_OP_ANY') || lexpr === undefined || rexpr === undefined)
    return [];
  const sign = lastName(name);
  const [left, right] = [columnsIn(lexpr, relation.alias), columnsIn(rexpr, relation.alias)];
  const flip = left.length === 0;
  const isList = kind === 'AEXPR_OP_ANY';
  const [column, second] = [...left, ...right];
  const operator = flip ? swapped[sign] : sign in swapped ? sign : undefined;
  if (column === undefined || second !== undefined || operator === undefined || (flip && isList)) return [];
  const own = table?.columns?.find(each => each.name === column);
  const expression = withoutEmptyCast(flip ? rexpr : lexpr, own);
  return [{ column, expression, operator, isList, isElement: false, value: flip ? lexpr : rexpr }];
}

/** `lower(name) = 'a' OR lower(name) = 'b'` as a comparison by = with the first value; empty for everything else. */
function readAlternatives(part: Node, scan: RelationScan) {
  if (!('BoolExpr' in part) || part.BoolExpr.boolop !== 'OR_EXPR') return [];
  const sides = (part.BoolExpr.args ?? []).map(side => readComparison(side, scan)[0]);
  const first = sides[0];
  if (first === undefined) return [];
  const shape = shapeOf(first.expression);
  const alternatives = sides.flatMap(side =>
    side?.operator === '=' && !side.isList && shapeOf(side.expression) === shape ? [side.value] : [],
  );
  return alternatives.length === sides.length ? [{ ...first, alternatives }] : [];
}

/** `17 = ANY (tags)` as a comparison of the column of arrays; empty for everything else. */
function readElement(part: Node, { first: { relation }, table }: RelationScan) {
  if (!('A_Expr' in part) || part.A_Expr.kind !== 'AEXPR_OP_ANY') return [];
  const { lexpr, rexpr, name } = part.A_Expr;
  if (lastName(name) !== '=' || lexpr === undefined || rexpr === undefined) return [];
  const [column] = columnsIn(rexpr, relation.alias);
  if (column === undefined || columnsIn(lexpr, relation.alias).length > 0) return [];
  const own = table?.columns?.find(each => each.name === column);
  const expression = withoutEmptyArrayCast(rexpr, own);
  if (!('ColumnRef' in expression)) return [];
  return [{ column, expression, operator: '=', isList: true, isElement: true, value: lexpr }];
}

/** LIKE with a pattern that begins with something, which an index in the order of bytes serves; empty for everything else. */
function readPattern(part: Node, { first: { relation }, table }: RelationScan) {
  if (!('A_Expr' in part) || part.A_Expr.kind !== 'AEXPR_OP') return [];
  const { lexpr, rexpr, name } = part.A_Expr;
  if (lastName(name) !== '~~' || lexpr === undefined || rexpr === undefined || !hasPrefix(rexpr)) return [];
  const [column, second] = columnsIn(lexpr, relation.alias);
  if (column === undefined || second !== undefined) return [];
  const own = table?.columns?.find(each => each.name === column);
  const expression = withoutEmptyCast(lexpr, own);
  return [{ column, expression, operator: '~~', isList: false, isElement: false, value: rexpr }];
}

/** The column itself, where the cast around it hides nothing. */
export function withoutEmptyCast(node: Node, column: CatalogueColumn | undefined): Node {
  const target = castOf(node);
  const isEmpty = target !== null && isEmptyCast(target, column);
  return isEmpty && 'TypeCast' in node && node.TypeCast.arg !== undefined ? node.TypeCast.arg : node;
}

/** The same of an array, each of whose elements is cast; what a domain is made of is called `_int4` then. */
function withoutEmptyArrayCast(node: Node, column: CatalogueColumn | undefined): Node {
  if (!('TypeCast' in node) || node.TypeCast.arg === undefined) return node;
  const element = typeNameOf(node.TypeCast.typeName);
  const isEmpty = [element, `_${element}`].some(target => isEmptyCast(target, column));
  return isEmpty ? node.TypeCast.arg : node;
}

function isCast(node: Node | undefined): boolean {
  if (node === undefined || !('TypeCast' in node)) return node !== undefined && 'ColumnRef' in node;
  return isCast(node.TypeCast.arg);
}

/** Of a whole JSON document an index says nothing about its members. */
function indexOf(expression: Node, { name }: CatalogueColumn, scan: RelationScan): CatalogueIndex | null {
  const isMember = 'A_Expr' in expression && lastName(expression.A_Expr.name).includes('>');
  return isMember ? null : indexBeginningWith(name, scan);
}

/** A B-tree of all rows that begins with the column; null where there is none. */
export function indexBeginningWith(name: string, scan: Pick<RelationScan, 'table'>): CatalogueIndex | null {
  return indexesBeginningWith(name, scan)[0] ?? null;
}

/** All of those. */
export function indexesBeginningWith(
  name: string,
  { table }: Pick<RelationScan, 'table'>,
): readonly CatalogueIndex[] {
  return (table?.indexes ?? []).filter(
    ({ valid, method, columns, predicate }) =>
      valid && method === 'btree' && predicate === null && isKeyOf(columns[0], name),
  );
}

/** A GIN index of all rows that has the column, in whatever place; null where there is none. */
function ginOf(name: string, { table }: RelationScan): CatalogueIndex | null {
  return (
    table?.indexes.find(
      ({ valid, method, columns, predicate }) =>
        valid && method === 'gin' && predicate === null && columns.some(key => isKeyOf(key, name)),
    ) ?? null
  );
}

function isKeyOf(key: string | undefined, name: string): boolean {
  return key === name || key === quoteIdentifier(name);
}

/** The same table as base has it; null where there is none. */
export function onBase({ table }: Pick<RelationScan, 'table'>, { base }: Scene): Pick<RelationScan, 'table'> {
  return { table: table === null || base === null ? null : tableNamed(table, base.catalogue) };
}

/** Whether an index of what is compared is there: then it is the planner who did not want it. */
async function hasIndexOn(expression: Node, { table }: Pick<RelationScan, 'table'>): Promise<boolean> {
  const shape = shapeOf(expression);
  for (const { columns, valid } of table?.indexes ?? []) {
    const key = columns[0] === undefined || !valid ? null : await parseExpression(columns[0]);
    if (key !== null && !('ColumnRef' in key) && shapeOf(key) === shape) return true;
  }
  return false;
}
