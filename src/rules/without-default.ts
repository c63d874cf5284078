import { valueType } from './empty-cast.ts';
import type { DateComparison } from './half-open-range.ts';
import type { HiddenColumn } from './hidden-columns.ts';
import { type Rewritten, sure } from './rewritten.ts';
import { constantOf, nodesIn } from './sql-nodes.ts';
import type { Write } from './write-expression.ts';

/** `coalesce(status, 'new') = 'done'`: a row without a value counts only where the default is asked for. */
export async function withoutDefault(
  hidden: HiddenColumn,
  { expression, operator, value, column }: DateComparison,
  write: Write,
): Promise<Rewritten | null> {
  if (!('CoalesceExpr' in expression) || operator !== '=') return null;
  const [first, second, third] = expression.CoalesceExpr.args ?? [];
  if (first === undefined || !('ColumnRef' in first) || third !== undefined) return null;
  if (constantOf(second) === null || constantOf(value) === null) return null;
  const [isDefault, text] = [isSame(hidden), await write(value)];
  if (isDefault === null || text === null) return null;
  return sure(isDefault ? `(${column} = ${text} OR ${column} IS NULL)` : `${column} = ${text}`);
}

/** Types of which two values are different where PostgreSQL prints them differently. */
const oneText =
  /^(?:smallint|integer|bigint|boolean|uuid|date|timestamp\b.*|text|character varying(?:\(\d+\))?)$/;
const number = /^(?:numeric(?:\(.*\))?|real|double precision)$/;
/** Of others some hold different texts for the same. */
const byBytes: ReadonlySet<string | null> = new Set([null, 'default', 'C', 'POSIX', 'ucs_basic', 'C.utf8']);

/** Whether the default and the value, as EXPLAIN prints them, are the same; null where that is not sure. */
function isSame({ expression, value, column }: HiddenColumn): boolean | null {
  const [fallback, another] = [...nodesIn(expression)].filter(node => 'A_Const' in node).map(constantOf);
  const wanted = constantOf(value);
  const type = valueType(column);
  if (fallback == null || another !== undefined || wanted === null) return null;
  if (number.test(type))
    return decimal.test(fallback) && decimal.test(wanted) ? plain(fallback) === plain(wanted) : null;
  return oneText.test(type) && byBytes.has(column.collation ?? null) ? fallback === wanted : null;
}

const decimal = /^-?\d+(?:\.\d+)?$/;

/** Without zeros that say nothing. */
function plain(text: string): string {
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
}
