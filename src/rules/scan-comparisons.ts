import type { Node } from 'libpg-query';
import type { CatalogueColumn } from '../postgres/index.ts';
import { isEmptyCast } from './empty-cast.ts';
import { castOf, columnsIn, hasPrefix, parseExpression } from './filter-conditions.ts';
import type { RelationScan } from './relation-scans.ts';
import { conjuncts, lastName, shapeOf, typeNameOf } from './sql-nodes.ts';

/** The operator with its sides exchanged. */
export const swapped: Readonly<Record<string, string>> = {
  '=': '=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** The conditions of a scan's filter. */
export async function filterOf({ first: { node } }: RelationScan): Promise<readonly Node[]> {
  return conjuncts((node.filter === null ? null : await parseExpression(node.filter)) ?? undefined);
}

/** The comparisons of a scan's filter that all must hold, each of one column of the relation with a value. */
export async function comparisonsOf(scan: RelationScan) {
  return (await filterOf(scan)).flatMap(part => [
    ...readComparison(part, scan),
    ...readPattern(part, scan),
    ...readElement(part, scan),
    ...readAlternatives(part, scan),
  ]);
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
