import type { ColumnRef, Node, ResTarget, SelectStmt, TypeName } from 'libpg-query';

/** Kinds of statements, each of which has names of its own. */
const statements: ReadonlySet<string> = new Set([
  'SelectStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'MergeStmt',
]);

/** All nodes of an expression or a clause in the order in which they stand, without what subqueries hold. */
export function* nodesIn(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) yield* nodesIn(each);
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (statements.has(key)) continue;
    if (/^[A-Z]/.test(key)) yield value as Node;
    yield* nodesIn(child);
  }
}

/** The parts of a name that may be qualified. */
export function stringsOf(names: readonly Node[] | undefined): readonly string[] {
  return (names ?? []).flatMap(name => ('String' in name ? (name.String.sval ?? '') : []));
}

/** The last part of a name that may be qualified: `extract` of `pg_catalog.extract`. */
export function lastName(names: readonly Node[] | undefined): string {
  const last = names?.at(-1);
  return last !== undefined && 'String' in last ? (last.String.sval ?? '') : '';
}

/** `deployed_at` of `d.deployed_at`; null for `d.*`. */
export function columnName({ fields }: ColumnRef): string | null {
  const last = fields?.at(-1);
  return last !== undefined && 'String' in last ? (last.String.sval ?? null) : null;
}

/** `d` of `d.deployed_at`; null where the column stands alone. */
export function qualifierOf({ fields }: ColumnRef): string | null {
  const name = fields?.at(-2);
  return name !== undefined && 'String' in name ? (name.String.sval ?? null) : null;
}

export function typeNameOf(type: TypeName | undefined): string {
  return lastName(type?.names);
}

/** The same of a type that neither cuts values off, as `varchar(3)` does, nor is of arrays; null for those. */
export function wholeTypeName(type: TypeName | undefined): string | null {
  const isWhole = (type?.typmods?.length ?? 0) + (type?.arrayBounds?.length ?? 0) === 0;
  return isWhole ? typeNameOf(type) : null;
}

/** What a SELECT gives. */
export function targetsOf({ targetList = [] }: SelectStmt): readonly ResTarget[] {
  return targetList.flatMap(target => ('ResTarget' in target ? [target.ResTarget] : []));
}

/** The text of a constant, casts aside; null for everything else and for NULL. */
export function constantOf(node: Node | undefined): string | null {
  if (node === undefined) return null;
  if ('TypeCast' in node) return constantOf(node.TypeCast.arg);
  if (!('A_Const' in node) || node.A_Const.isnull) return null;
  const { sval, ival, fval, boolval } = node.A_Const;
  if (sval !== undefined) return sval.sval ?? '';
  if (ival !== undefined) return String(ival.ival ?? 0);
  if (fval !== undefined) return fval.fval ?? null;
  return boolval === undefined ? null : String(boolval.boolval ?? false);
}

/** The conditions that must all hold. */
export function conjuncts(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  if ('BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR')
    return (node.BoolExpr.args ?? []).flatMap(conjuncts);
  return [node];
}

export function selectOf(node: Node | undefined): SelectStmt | null {
  return node !== undefined && 'SelectStmt' in node ? node.SelectStmt : null;
}

/** Where a node stands, in bytes of the statement: the first place that it or a part of it has. Below -1 for one of a view. */
export function locationOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const own = 'location' in value && typeof value.location === 'number' ? value.location : -1;
  const all = [own, ...Object.values(value).map(locationOf)].flatMap(location =>
    location === undefined || location === -1 ? [] : [location],
  );
  const written = all.filter(location => location >= 0);
  if (written.length > 0) return Math.min(...written);
  return all.length === 0 ? undefined : Math.max(...all);
}

/**
 * What an expression does with its columns, whatever it is called with: `date_trunc(?,deployed_at)`. Casts to text
 * are left out, for EXPLAIN prints those that nobody wrote.
 */
export function shapeOf(node: Node | undefined): string {
  if (node === undefined) return '';
  if ('ColumnRef' in node) return JSON.stringify(columnName(node.ColumnRef));
  if ('TypeCast' in node) {
    const inner = shapeOf(node.TypeCast.arg);
    const type = typeNameOf(node.TypeCast.typeName);
    return inner === '?' || ['text', 'varchar'].includes(type) ? inner : `${inner}::${type}`;
  }
  if ('FuncCall' in node)
    return `${lastName(node.FuncCall.funcname)}(${(node.FuncCall.args ?? []).map(shapeOf).join()})`;
  if ('CoalesceExpr' in node) return `coalesce(${(node.CoalesceExpr.args ?? []).map(shapeOf).join()})`;
  if ('A_Expr' in node)
    return `(${shapeOf(node.A_Expr.lexpr)}${lastName(node.A_Expr.name)}${shapeOf(node.A_Expr.rexpr)})`;
  if ('A_Const' in node || 'ParamRef' in node || 'SQLValueFunction' in node) return '?';
  return `<${Object.keys(node)[0]}>`;
}
