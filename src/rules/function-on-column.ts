import type { Node } from 'libpg-query';
import { displayName } from '../comparison/index.ts';
import { halfOpenRange } from './half-open-range.ts';
import {
  comparisonToWrite,
  discardedText,
  hiddenColumnObservations,
  hiddenText,
  type Rewrite,
} from './hidden-column-facts.ts';
import type { HiddenColumn } from './hidden-columns.ts';
import type { CaseRule, Words } from './rule.ts';
import { constantOf, lastName } from './sql-nodes.ts';
import type { Facts } from './types.ts';
import type { Write } from './write-expression.ts';

/** What is compared is a function of a column: an index of the column holds other values and cannot serve it. */
export const functionOnColumn: CaseRule = {
  id: 'function-on-column',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/indexes-expressional.html',
  check: (scene, given) => hiddenColumnObservations(scene, given, 'function', rewrite),
  describe,
};

const rewrite: Rewrite = async (hidden, { expression, bounds, column }, write) => {
  const parts: string[] = [];
  for (const { operator, value } of bounds) {
    const comparison = { expression, operator, value, type: hidden.column.type, column };
    const part =
      (await halfOpenRange(comparison, write)) ??
      (await moved(comparison, write)) ??
      (await withoutDefault(comparison, write));
    if (part === null) return null;
    parts.push(part);
  }
  return parts.join(' AND ');
};

interface Comparison {
  readonly expression: Node;
  readonly operator: string;
  readonly value: Node;
  readonly type: HiddenColumn['column']['type'];
  readonly column: string;
}

/** `deployed_at + interval '30 days' > now()`: what is added on one side is taken away on the other. */
async function moved({ expression, operator, value, type, column }: Comparison, write: Write) {
  if (!('A_Expr' in expression) || !/^(?:timestamp|date|smallint|integer|bigint|numeric)/.test(type))
    return null;
  const { lexpr, rexpr, name, kind } = expression.A_Expr;
  const opposite = { '+': '-', '-': '+' }[lastName(name)];
  if (kind !== 'AEXPR_OP' || opposite === undefined || lexpr === undefined || !('ColumnRef' in lexpr))
    return null;
  // Months are of several lengths: adding one and taking it away again may give another day.
  if (/mon|year/.test(constantOf(rexpr) ?? '')) return null;
  const [other, added] = [await write(value), await write(rexpr)];
  const isText = 'A_Const' in value && value.A_Const.sval !== undefined;
  const typed = isText ? `${other}::${type}` : other;
  return other === null || added === null ? null : `${column} ${operator} ${typed} ${opposite} ${added}`;
}

/** `coalesce(status, 'new') = 'done'`: a row without a value counts only where the default is asked for. */
async function withoutDefault({ expression, operator, value, column }: Comparison, write: Write) {
  if (!('CoalesceExpr' in expression) || operator !== '=') return null;
  const [first, second, third] = expression.CoalesceExpr.args ?? [];
  const [fallback, wanted] = [constantOf(second), constantOf(value)];
  if (first === undefined || !('ColumnRef' in first) || third !== undefined) return null;
  if (fallback === null || wanted === null) return null;
  const text = await write(value);
  if (text === null) return null;
  return fallback === wanted ? `(${column} = ${text} OR ${column} IS NULL)` : `${column} = ${text}`;
}

function describe(facts: Facts): Words {
  const cause = hiddenText(facts);
  return { message: `${cause}: ${discardedText(facts)}.`, cause: `${cause}.`, remedy: remedy(facts) };
}

function remedy(facts: Facts): string {
  if (facts.rewrite !== null) return `Compare the column itself: ${comparisonToWrite(facts)}`;
  if (facts.indexOfExpression !== null) return `Index what is compared: ${facts.indexOfExpression}`;
  return `Compare ${displayName(String(facts.column))} itself, as ${facts.type}, and compute on the other side of the comparison.`;
}
