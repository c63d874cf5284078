import type { Node } from 'libpg-query';
import { displayName } from '../comparison/index.ts';
import { containment } from './array-containment.ts';
import { valueType } from './empty-cast.ts';
import { halfOpenRange, rangesOfList } from './half-open-range.ts';
import {
  comparisonToWrite,
  hiddenColumnObservations,
  hiddenWords,
  type Rewrite,
} from './hidden-column-facts.ts';
import { type HiddenColumn, swapped } from './hidden-columns.ts';
import { allOf, sure } from './rewritten.ts';
import type { CaseRule, Words } from './rule.ts';
import { constantOf, lastName, nodesIn, typeNameOf } from './sql-nodes.ts';
import type { Facts } from './types.ts';
import type { Write } from './write-expression.ts';

/** What is compared is a function of a column, or an element of it: an index of the column cannot serve it. */
export const functionOnColumn: CaseRule = {
  id: 'function-on-column',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/indexes-expressional.html',
  check: (scene, given) => hiddenColumnObservations(scene, given, 'function', rewrite),
  describe,
};

const rewrite: Rewrite = async (hidden, written, write) => {
  if (hidden.isElement) return containment(hidden, written, write);
  const { expression, bounds, column } = written;
  const type = valueType(hidden.column);
  if (hidden.isList) return rangesOfList({ expression, type, column }, bounds, write);
  const parts = bounds.map(async ({ operator, value }) => {
    const comparison = { expression, operator, value, type, column };
    return (
      (await halfOpenRange(comparison, write)) ??
      sure(await moved(hidden, comparison, write)) ??
      sure(await withoutDefault(comparison, write))
    );
  });
  return allOf(await Promise.all(parts));
};

interface Comparison {
  readonly expression: Node;
  readonly operator: string;
  readonly value: Node;
  readonly type: HiddenColumn['column']['type'];
  readonly column: string;
}

/**
 * `deployed_at + interval '30 days' > now()`, `now() - deployed_at < interval '30 days'`: what is added on one side is taken
 * away on the other.
 */
async function moved(
  hidden: HiddenColumn,
  { expression, operator, value, type, column }: Comparison,
  write: Write,
) {
  const sum = /^(?:timestamp|date|smallint|integer|bigint|numeric)/.test(type) ? sumOf(expression) : null;
  if (sum === null || hasMonths(hidden)) return null;
  const [other, added] = [await typed(value, comparedType(hidden, type, sum), write), await write(sum.added)];
  if (other === null || added === null) return null;
  return sum.isTaken
    ? `${column} ${swapped[operator]} ${added} - ${other}`
    : `${column} ${operator} ${other} ${sum.opposite} ${added}`;
}

/** A column with something added to it or taken from it, or itself taken from something. */
function sumOf(expression: Node) {
  if (!('A_Expr' in expression) || expression.A_Expr.kind !== 'AEXPR_OP') return null;
  const { lexpr, rexpr, name } = expression.A_Expr;
  const opposite = { '+': '-', '-': '+' }[lastName(name)];
  if (opposite === undefined || lexpr === undefined || rexpr === undefined) return null;
  if ('ColumnRef' in lexpr) return { added: rexpr, opposite, isTaken: false };
  return 'ColumnRef' in rexpr ? { added: lexpr, opposite, isTaken: opposite === '+' } : null;
}

/** Months are of several lengths: adding one and taking it away again may give another day. EXPLAIN spells all intervals alike. */
function hasMonths({ expression, value }: HiddenColumn): boolean {
  return [...nodesIn([expression, value])].some(node => /mon|year/.test(constantOf(node) ?? ''));
}

/** The type of what is compared with a sum, which EXPLAIN prints where it is none of the usual numbers. */
function comparedType(
  { value }: HiddenColumn,
  type: string,
  { isTaken }: { readonly isTaken: boolean },
): string {
  if ('TypeCast' in value) return typeNameOf(value.TypeCast.typeName);
  if (!isTaken && !('A_Const' in value)) return type;
  if (type.startsWith('timestamp')) return 'interval';
  return type === 'date' ? 'integer' : type;
}

/** A text or a parameter says nothing of its type. */
async function typed(value: Node, type: string, write: Write): Promise<string | null> {
  const text = await write(value);
  const isUntyped = 'ParamRef' in value || ('A_Const' in value && value.A_Const.sval !== undefined);
  return text !== null && isUntyped ? `${text}::${type}` : text;
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
  return hiddenWords(facts, remedy(facts));
}

function remedy(facts: Facts): string {
  if (facts.isElement === true) return remedyOfElement(facts);
  if (facts.rewrite !== null) return `Compare the column itself${comparisonToWrite(facts)}`;
  if (facts.indexOfExpression !== null) return `Index what is compared: ${facts.indexOfExpression}`;
  return `Compare ${displayName(String(facts.column))} itself, as ${facts.type}, and compute on the other side of the comparison.`;
}

/** Where the value is not sure to be of the elements' type, casting it is left to who knows it. */
function remedyOfElement(facts: Facts): string {
  if (facts.rewrite !== null) return `Ask for the arrays that contain the value${comparisonToWrite(facts)}`;
  const gin = facts.index === null ? 'a GIN index' : displayName(String(facts.index));
  const create = facts.indexOfColumn === null ? '' : ` Create that: ${facts.indexOfColumn}`;
  return `Ask for the arrays that contain the value, by @> and an ARRAY of it as ${facts.elementType}, which ${gin} serves.${create}`;
}
