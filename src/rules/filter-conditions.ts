import type { ColumnRef, Node } from 'libpg-query';
import { parseSql } from './parse-sql.ts';
import { conjuncts, lastName, stringsOf, wholeTypeName } from './sql-nodes.ts';

/** A part of a filter that compares one column of the scanned relation with something that is no column of it. */
export interface Condition {
  readonly column: string;
  /** How an index would serve it. */
  readonly kind: 'equality' | 'range' | 'prefix' | 'gin';
  /** `(status)::text`: what is compared when it is not the column itself; null when it is. */
  readonly wrapped: string | null;
  /** `text`: the type, as the parser calls it, where the column is wrapped by a cast to it and by nothing else. */
  readonly cast: string | null;
  /** Compared with several values, `= ANY (…)`: found by an index, but in no order. */
  readonly isList: boolean;
  /** `>=`; null where none is printed, as in `IS NULL` or for a boolean. */
  readonly operator: string | null;
  /** Whether it asks for the rows without a value, `IS NULL`, or for those with one; null where for neither. */
  readonly isNull: boolean | null;
  /** The parts of the name behind COLLATE. null without one; EXPLAIN does not print one that stands behind the column. */
  readonly collation: readonly string[] | null;
}

/**
 * The conditions of a filter that must all hold, in its order. `filter` is an expression as EXPLAIN prints it, `alias`
 * the name of the scanned relation in the query. Parts that no index could serve (`<>`, LIKE with a leading wildcard,
 * OR across columns, a comparison of two columns of the relation) are left out, and so is a filter that is no SQL.
 */
export async function filterConditions(filter: string, alias: string): Promise<readonly Condition[]> {
  return (await filterParts(filter, alias)).flat();
}

/** The parts of a filter that must all hold, each as the conditions that it is for an index. */
export async function filterParts(filter: string, alias: string): Promise<readonly (readonly Condition[])[]> {
  return conjuncts((await parseExpression(filter)) ?? undefined).map(part => conditionsOf(part, alias));
}

/** An expression as EXPLAIN prints it; null for what is no SQL. */
export async function parseExpression(text: string): Promise<Node | null> {
  const statement = await parseSql(`SELECT 1 WHERE ${withoutSubplans(text)}`);
  return (statement !== null && 'SelectStmt' in statement && statement.SelectStmt.whereClause) || null;
}

/**
 * EXPLAIN prints `(hashed SubPlan 1)`, `(InitPlan 1).col1` and, from 17 on, `(ANY (id = (hashed SubPlan 1).col1))`, which are no
 * SQL; each is some value from elsewhere.
 */
function withoutSubplans(filter: string): string {
  return filter
    .replace(/\((?:hashed )?(?:SubPlan|InitPlan) \d+(?: \(returns [^)]*\))?\)(?:\.col\d+)?/g, 'NULL')
    .replace(/\((?:ANY|ALL) \((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\)/g, 'NULL');
}

function conditionsOf(node: Node, alias: string): readonly Condition[] {
  if ('BoolExpr' in node) {
    const parts = (node.BoolExpr.args ?? []).map(part => conditionsOf(part, alias));
    switch (node.BoolExpr.boolop) {
      case 'AND_EXPR':
        return parts.flat();
      case 'OR_EXPR':
        return alternatives(parts);
      default:
        // `NOT archived` is how a comparison of a boolean with false is printed.
        return (node.BoolExpr.args ?? []).flatMap(part => bareColumn(part, alias));
    }
  }
  if ('NullTest' in node) {
    const isNull = node.NullTest.nulltesttype === 'IS_NULL';
    const found = condition(node.NullTest.arg, undefined, isNull ? 'equality' : 'range', alias);
    return found.map(each => ({ ...each, isNull }));
  }
  if ('A_Expr' in node) return comparison(node.A_Expr, alias);
  return bareColumn(node, alias);
}

function bareColumn(node: Node, alias: string): readonly Condition[] {
  return 'ColumnRef' in node ? condition(node, undefined, 'equality', alias) : [];
}

/** `a = 1 OR a = 2` is one equality; alternatives over several columns have no index in common. */
function alternatives(parts: readonly (readonly Condition[])[]): readonly Condition[] {
  const first = parts[0]?.[0];
  const alike = (part: readonly Condition[]) =>
    part.length === 1 && part[0]?.column === first?.column && part[0]?.kind === 'equality';
  return first !== undefined && parts.every(alike) ? [{ ...first, isList: true, isNull: null }] : [];
}

const kinds: Readonly<Record<string, Condition['kind']>> = {
  '=': 'equality',
  '<': 'range',
  '<=': 'range',
  '>': 'range',
  '>=': 'range',
  '~~': 'prefix',
  '@>': 'gin',
  '&&': 'gin',
  '?': 'gin',
  '?|': 'gin',
  '?&': 'gin',
  '@@': 'gin',
  '@?': 'gin',
};

function comparison(
  expression: {
    readonly kind?: string;
    readonly name?: readonly Node[];
    readonly lexpr?: Node;
    readonly rexpr?: Node;
  },
  alias: string,
): readonly Condition[] {
  const { lexpr, rexpr, name } = expression;
  if (expression.kind !== 'AEXPR_OP' && expression.kind !== 'AEXPR_OP_ANY') return [];
  const sign = lastName(name);
  const kind = kinds[sign];
  if (kind === undefined || lexpr === undefined || rexpr === undefined) return [];
  if (kind === 'prefix' && !hasPrefix(rexpr)) return [];
  if (kind === 'gin' && !isIndexedByGin(rexpr)) return [];
  const path = jsonPathOf(rexpr);
  if (path !== null && !hasSearchKeys(path, sign)) return [];
  const isList = expression.kind === 'AEXPR_OP_ANY';
  const forward = condition(lexpr, rexpr, kind, alias);
  // An index of `a` knows its arrays, not what is in them: `7 = ANY (a)`.
  const isSymmetric = !isList && (kind === 'equality' || kind === 'range');
  const found = forward.length === 0 && isSymmetric ? condition(rexpr, lexpr, kind, alias) : forward;
  return found.map(each => ({ ...each, isList, operator: sign }));
}

function condition(
  side: Node | undefined,
  other: Node | undefined,
  kind: Condition['kind'],
  alias: string,
): readonly Condition[] {
  if (side === undefined || (other !== undefined && columnsIn(other, alias).length > 0)) return [];
  const columns = columnsIn(side, alias);
  const column = columns[0];
  if (column === undefined || columns.length > 1) return [];
  const bare = withoutCollation(side);
  return [
    {
      column,
      kind,
      wrapped: bare === undefined || 'ColumnRef' in bare ? null : wrapping(bare, column),
      cast: bare === undefined ? null : castOf(bare),
      isList: false,
      operator: null,
      isNull: null,
      collation: collationOf(side) ?? collationOf(other),
    },
  ];
}

function collationOf(node: Node | undefined): readonly string[] | null {
  return node !== undefined && 'CollateClause' in node ? stringsOf(node.CollateClause.collname) : null;
}

function withoutCollation(node: Node): Node | undefined {
  return 'CollateClause' in node ? node.CollateClause.arg : node;
}

function wrapping(node: Node, column: string): string {
  if ('TypeCast' in node) return `(${column})::${lastName(node.TypeCast.typeName?.names)}`;
  if ('FuncCall' in node) return `${lastName(node.FuncCall.funcname)}(${column})`;
  return `an expression of ${column}`;
}

/** `text` of `status::text`, of a column and nothing else; a cast to `varchar(3)` cuts texts off, and is none. */
export function castOf(node: Node): string | null {
  if (!('TypeCast' in node)) return null;
  const { arg, typeName } = node.TypeCast;
  return arg !== undefined && 'ColumnRef' in arg ? wholeTypeName(typeName) : null;
}

/** The pattern of a LIKE that begins with something. */
export function hasPrefix(collated: Node): boolean {
  const pattern = withoutCollation(collated);
  const value = pattern !== undefined && 'TypeCast' in pattern ? pattern.TypeCast.arg : pattern;
  if (value === undefined || !('A_Const' in value)) return false;
  const text = value.A_Const.sval?.sval ?? '';
  return /^[^%_]/.test(text);
}

function jsonPathOf(value: Node): string | null {
  if (!('TypeCast' in value) || lastName(value.TypeCast.typeName?.names) !== 'jsonpath') return null;
  const { arg } = value.TypeCast;
  return arg !== undefined && 'A_Const' in arg ? (arg.A_Const.sval?.sval ?? null) : null;
}

/**
 * Whether GIN finds anything to look for in a path, printed by PostgreSQL: what is equal to a constant, in each of several
 * alternatives, or of `@?` that there is such a path. For anything else it reads the whole index
 * (extract_jsp_bool_expr in src/backend/utils/adt/jsonb_gin.c).
 */
function hasSearchKeys(path: string, operator: string): boolean {
  const plain = path.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  if (operator === '@?' && !plain.includes('?')) return true;
  const positive = plain.replace(/!\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, '');
  return positive.split('||').every(alternative => alternative.includes('=='));
}

/** `@>`, `&&` and `?` mean other things for ranges and geometries, which GIN does not index. */
function isIndexedByGin(value: Node): boolean {
  if (!('TypeCast' in value)) return false;
  const { typeName } = value.TypeCast;
  return (
    (typeName?.arrayBounds?.length ?? 0) > 0 ||
    ['jsonb', 'jsonpath', 'tsquery', 'text'].includes(lastName(typeName?.names))
  );
}

/** Columns of the scanned relation anywhere in an expression; EXPLAIN qualifies those of other relations. */
export function columnsIn(root: unknown, alias: string): readonly string[] {
  const found = new Set<string>();
  const todo = [root];
  // Works through a list, as expressions may be deep.
  while (todo.length > 0) {
    const node = todo.pop();
    if (typeof node !== 'object' || node === null) continue;
    if ('ColumnRef' in node)
      for (const column of ownColumn(node.ColumnRef as ColumnRef, alias)) found.add(column);
    else for (const child of Object.values(node).reverse()) todo.push(child);
  }
  return [...found];
}

function ownColumn({ fields }: ColumnRef, alias: string): readonly string[] {
  const names = stringsOf(fields);
  const column = names.at(-1);
  return column !== undefined && (names.length === 1 || names.at(-2) === alias) ? [column] : [];
}
