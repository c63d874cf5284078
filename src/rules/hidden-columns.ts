import type { Node } from 'libpg-query';
import type { CatalogueColumn, CatalogueIndex } from '../postgres/index.ts';
import type { RelationScan } from './relation-scans.ts';
import type { Scene } from './rule.ts';
import { comparisonsOf, filterOf, readComparison } from './scan-comparisons.ts';
import { ginOf, hasIndexOn, indexBeginningWith, onBase } from './scan-indexes.ts';
import { largestShare, servedShareAtMost, usualShare } from './served-share.ts';
import { lastName, nodesIn, typeNameOf } from './sql-nodes.ts';
import { wastefulScans } from './wasteful-scans.ts';

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
  const parts = await comparisonsOf(scan);
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

/** Share of them that one value of a column may have whose others are worth the index that is there. */
const many = 0.5;

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
  const usual = shareOfValue(part, scan, usualShare);
  return usual === null || (usual <= few && (shareOfValue(part, scan) ?? 0) <= many);
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
function shareOfValue(part: Compared, scan: RelationScan, ofValue = largestShare): number | null {
  return part.isElement ? null : ofValue(columnOf(part, scan), scan.table);
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

function isCast(node: Node | undefined): boolean {
  if (node === undefined || !('TypeCast' in node)) return node !== undefined && 'ColumnRef' in node;
  return isCast(node.TypeCast.arg);
}

/** Of a whole JSON document an index says nothing about its members. */
function indexOf(expression: Node, { name }: CatalogueColumn, scan: RelationScan): CatalogueIndex | null {
  const isMember = 'A_Expr' in expression && lastName(expression.A_Expr.name).includes('>');
  return isMember ? null : indexBeginningWith(name, scan);
}
