import type { FuncCall, Node } from 'libpg-query';
import { constantOf, lastName, typeNameOf, wholeTypeName } from './sql-nodes.ts';

/** A type of dates and times, as the parser calls it. */
export type MomentType = 'date' | 'timestamp' | 'timestamptz';

/** Of a type as format_type gives it; null for every other. */
export function momentTypeNamed(type: string): MomentType | null {
  if (type === 'date') return 'date';
  if (/^timestamp(?:\(\d\))? with time zone$/.test(type)) return 'timestamptz';
  return /^timestamp(?:\(\d\))? without time zone$/.test(type) ? 'timestamp' : null;
}

const moments: ReadonlySet<string> = new Set(['date', 'timestamp', 'timestamptz']);

/** The type that a cast is to; null for every other, and where it cuts fractions of a second off. */
export function castMoment(node: Node): MomentType | null {
  if (!('TypeCast' in node)) return null;
  const name = wholeTypeName(node.TypeCast.typeName);
  return name !== null && moments.has(name) ? (name as MomentType) : null;
}

/**
 * The type of a value; null where it is not sure. `unknown` is that of what is compared with it, which a text and a parameter
 * take on: https://www.postgresql.org/docs/current/typeconv-oper.html
 */
export function momentType(value: Node | undefined, unknown: MomentType | null): MomentType | null {
  if (value === undefined) return null;
  if ('TypeCast' in value) return castMoment(value);
  if ('A_Const' in value) return value.A_Const.sval === undefined ? null : unknown;
  if ('ParamRef' in value) return unknown;
  if ('SQLValueFunction' in value) return valueFunctions[value.SQLValueFunction.op ?? ''] ?? null;
  if ('FuncCall' in value) return ofCall(value.FuncCall);
  return ofSum(value);
}

const valueFunctions: Readonly<Record<string, MomentType>> = {
  SVFOP_CURRENT_DATE: 'date',
  SVFOP_CURRENT_TIMESTAMP: 'timestamptz',
  SVFOP_LOCALTIMESTAMP: 'timestamp',
};

/** Functions that give the same within a statement. */
const functions: Readonly<Record<string, MomentType>> = {
  now: 'timestamptz',
  transaction_timestamp: 'timestamptz',
  statement_timestamp: 'timestamptz',
  date: 'date',
  to_date: 'date',
  make_date: 'date',
};

function ofCall({ funcname, args = [] }: FuncCall): MomentType | null {
  const name = lastName(funcname);
  const [, second, third] = args;
  const of = momentType(second, null);
  if (name === 'date_trunc') return of === 'date' || third !== undefined ? 'timestamptz' : of;
  if (name === 'timezone' && of !== null) return of === 'timestamptz' ? 'timestamp' : 'timestamptz';
  return functions[name] ?? null;
}

/** `now() - interval '1 day'`, `CURRENT_DATE - 7`. */
function ofSum(value: Node): MomentType | null {
  if (!('A_Expr' in value) || value.A_Expr.kind !== 'AEXPR_OP') return null;
  const { lexpr, rexpr, name } = value.A_Expr;
  const of = momentType(lexpr, null);
  if (of === null || rexpr === undefined || !['+', '-'].includes(lastName(name))) return null;
  if ('TypeCast' in rexpr && typeNameOf(rexpr.TypeCast.typeName) === 'interval')
    return of === 'date' ? 'timestamp' : of;
  return of === 'date' && 'A_Const' in rexpr && /^\d+$/.test(constantOf(rexpr) ?? '') ? 'date' : null;
}
