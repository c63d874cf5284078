import type { A_Const, A_Expr, FuncCall, Node, TypeName } from 'libpg-query';
import { quoteLiteral } from '../sql/index.ts';
import { quoteName, quoteNames } from './quote-name.ts';
import type { Scene } from './rule.ts';
import { lastName, stringsOf, typeNameOf } from './sql-nodes.ts';

/** Writes an expression as SQL to type; null for what it does not know how to write. */
export type Write = (node: Node | undefined) => Promise<string | null>;

export interface Writing {
  readonly parameter: (number: number) => string;
  /** Whether columns are written without the name of their table, as an index wants them. */
  readonly bare: boolean;
}

/** Writes for the text of the case's query: with parameters as they are called there. */
export function writerFor(scene: Scene): Write {
  return node => write(node, { parameter: number => parameterText(scene, number), bare: false });
}

/** `$1` as the author of the query wrote it. */
export function parameterText({ comparison, side }: Scene, number: number): string {
  const { case: own, before } = comparison.result;
  const { query } = side === 'base' && before ? before : own;
  const name = query.parameters[number - 1] ?? String(number);
  if (/^\d+$/.test(name)) return `$${number}`;
  return query.text.includes(`@${name}`) ? `@${name}` : `:${name}`;
}

/** Writes what EXPLAIN prints, for an index's definition. */
export const writeKey: Write = node => write(node, { parameter: number => `$${number}`, bare: true });

async function write(node: Node | undefined, how: Writing): Promise<string | null> {
  if (node === undefined) return null;
  if ('ColumnRef' in node) {
    const fields = (node.ColumnRef.fields ?? []).slice(how.bare ? -1 : 0);
    const names = await Promise.all(
      fields.map(field => ('String' in field ? quoteName(field.String.sval ?? '') : '*')),
    );
    return names.join('.');
  }
  if ('A_Const' in node) return constant(node.A_Const);
  if ('ParamRef' in node) return how.parameter(node.ParamRef.number ?? 0);
  if ('TypeCast' in node) {
    const { arg, typeName } = node.TypeCast;
    // EXPLAIN casts every constant.
    if (how.bare && arg !== undefined && 'A_Const' in arg && typeNameOf(typeName) === 'text')
      return write(arg, how);
    const type = await typeText(typeName);
    return filled`${await write(arg, how)}::${type}`;
  }
  if ('FuncCall' in node) return call(node.FuncCall, how);
  if ('A_Expr' in node) return operation(node.A_Expr, how);
  if ('CoalesceExpr' in node) return filled`COALESCE(${await list(node.CoalesceExpr.args, how)})`;
  if ('SQLValueFunction' in node) return valueFunctions[node.SQLValueFunction.op ?? ''] ?? null;
  return null;
}

function constant({ isnull, sval, ival, fval, boolval }: A_Const): string | null {
  if (isnull) return 'NULL';
  if (sval !== undefined) return quoteLiteral(sval.sval ?? '');
  if (ival !== undefined) return String(ival.ival ?? 0);
  if (fval !== undefined) return fval.fval ?? null;
  if (boolval !== undefined) return boolval.boolval ? 'true' : 'false';
  return null;
}

const valueFunctions: Readonly<Record<string, string>> = {
  SVFOP_CURRENT_DATE: 'CURRENT_DATE',
  SVFOP_CURRENT_TIMESTAMP: 'CURRENT_TIMESTAMP',
  SVFOP_LOCALTIMESTAMP: 'LOCALTIMESTAMP',
};

/** Functions that have a syntax of their own and can be called like others too. */
const callable: ReadonlySet<string> = new Set(['btrim', 'ltrim', 'rtrim', 'substring']);

async function call(node: FuncCall, how: Writing): Promise<string | null> {
  const { args = [], funcname, funcformat, agg_distinct, agg_star, agg_order, agg_filter, over } = node;
  if (agg_distinct || agg_star || agg_order || agg_filter || over || node.func_variadic) return null;
  const name = lastName(funcname);
  if (funcformat === 'COERCE_SQL_SYNTAX') {
    const [first, second] = args;
    if (name === 'timezone')
      return filled`(${await write(second, how)} AT TIME ZONE ${await write(first, how)})`;
    if (name === 'extract' && first !== undefined && 'A_Const' in first)
      return filled`EXTRACT(${first.A_Const.sval?.sval ?? null} FROM ${await write(second, how)})`;
    if (!callable.has(name)) return null;
    return filled`${name}(${await list(args, how)})`;
  }
  const whole = await quoteNames(stringsOf(funcname).filter(part => part !== 'pg_catalog'));
  return filled`${whole}(${await list(args, how)})`;
}

async function list(args: readonly Node[] | undefined, how: Writing): Promise<string | null> {
  const texts = await Promise.all((args ?? []).map(arg => write(arg, how)));
  return texts.includes(null) ? null : texts.join(', ');
}

async function operation({ kind, name, lexpr, rexpr }: A_Expr, how: Writing): Promise<string | null> {
  if (kind !== 'AEXPR_OP' || name?.length !== 1) return null;
  const right = await write(rexpr, how);
  if (lexpr === undefined) return filled`(${lastName(name)} ${right})`;
  return filled`(${await write(lexpr, how)} ${lastName(name)} ${right})`;
}

/** PostgreSQL's own names of types, as they are in the parser's tree, and how they are usually written. */
const usual: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  bool: 'boolean',
  float4: 'real',
  float8: 'double precision',
};

async function typeText(type: TypeName | undefined): Promise<string | null> {
  if (type === undefined || type.setof || type.pct_type) return null;
  const name = typeNameOf(type);
  const qualifiers = stringsOf(type.names).slice(0, -1);
  const schema = qualifiers.filter(part => part !== 'pg_catalog');
  const modifiers = (type.typmods ?? []).map(each => ('A_Const' in each ? constant(each.A_Const) : null));
  if (modifiers.includes(null) || (name === 'interval' && modifiers.length > 0)) return null;
  // PostgreSQL's own types are keywords, some of them.
  const isOwn = schema.length < qualifiers.length;
  const own = usual[name] ?? (isOwn ? name : await quoteNames([...schema, name]));
  const brackets = '[]'.repeat(type.arrayBounds?.length ?? 0);
  return `${own}${modifiers.length === 0 ? '' : `(${modifiers.join(', ')})`}${brackets}`;
}

/** A template that is null where one of its parts is. */
function filled(texts: TemplateStringsArray, ...parts: readonly (string | null)[]): string | null {
  return parts.includes(null) ? null : String.raw({ raw: texts }, ...parts);
}
