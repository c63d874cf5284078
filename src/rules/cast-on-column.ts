import type { Node } from 'libpg-query';
import { displayName } from '../comparison/index.ts';
import { valueType } from './empty-cast.ts';
import { halfOpenRange, rangesOfList } from './half-open-range.ts';
import {
  comparisonToWrite,
  hiddenColumnObservations,
  hiddenWords,
  type Rewrite,
} from './hidden-column-facts.ts';
import type { HiddenColumn } from './hidden-columns.ts';
import { listedValues } from './listed-values.ts';
import { allOf, type Rewritten, sure } from './rewritten.ts';
import type { CaseRule, Words } from './rule.ts';
import { constantOf, typeNameOf } from './sql-nodes.ts';
import type { Facts } from './types.ts';
import type { Write } from './write-expression.ts';

/** A column is compared as another type than its own, because the query says so or because the value is of that type. */
export const castOnColumn: CaseRule = {
  id: 'cast-on-column',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/typeconv-oper.html',
  check: (scene, given) => hiddenColumnObservations(scene, given, 'cast', rewrite),
  describe,
};

const rewrite: Rewrite = async (hidden, { bounds, column }, write) => {
  const { expression } = hidden;
  const type = valueType(hidden.column);
  if (hidden.isList)
    return (
      (await ofOwnTypes(hidden, bounds, column, write)) ??
      rangesOfList({ expression, type, column }, bounds, write)
    );
  const parts = bounds.map(async ({ operator, value }) => {
    const range = await halfOpenRange({ expression, operator, value, type, column }, write);
    const own = range === null ? await ofOwnType(hidden, operator, value, write) : null;
    return range ?? sure(own === null ? null : `${column} ${operator} ${own}`);
  });
  return allOf(await Promise.all(parts));
};

/** `num IN (77.0, 78.0)` with each value in the column's type. */
async function ofOwnTypes(
  hidden: HiddenColumn,
  [bound]: Parameters<Rewrite>[1]['bounds'],
  column: string,
  write: Write,
): Promise<Rewritten | null> {
  const values = bound?.operator === '=' ? listedValues(bound.value) : null;
  if (values === null || values.length === 0) return null;
  const own = await Promise.all(values.map(value => ofOwnType(hidden, '=', value, write)));
  return sure(own.includes(null) ? null : `${column} IN (${own.join(', ')})`);
}

const numbers: ReadonlySet<string> = new Set(['numeric', 'float4', 'float8']);
const texts: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar']);

const isInteger = /^(?:smallint|integer|bigint)$/;

/** Types of which every value has one text, so that equal texts are equal values. */
const oneText = /^(?:smallint|integer|bigint|uuid|boolean|date|character\(|"char"|inet|cidr|macaddr)/;

/** The value in the column's type, where that compares the same. */
async function ofOwnType(
  { expression, column }: HiddenColumn,
  operator: string,
  value: Node,
  write: Write,
): Promise<string | null> {
  const type = valueType(column);
  const target = 'TypeCast' in expression ? typeNameOf(expression.TypeCast.typeName) : '';
  const text = await write(plain(value));
  if (text === null) return null;
  if (numbers.has(target) && isInteger.test(type)) {
    const known = constantOf(value);
    if (known === null) return `${text}::${type}`;
    return Number.isInteger(Number(known)) && Number.isSafeInteger(Number(known)) ? `${Number(known)}` : null;
  }
  if (!texts.has(target) || operator !== '=' || !oneText.test(type)) return null;
  // No integer has the text 017.
  if (isInteger.test(type) && !/^(?:0|-?[1-9]\d*)$/.test(constantOf(value) ?? '0')) return null;
  return `${text}::${type.startsWith('character(') ? 'bpchar' : type}`;
}

/** The value without a cast to what it is to be no longer. */
function plain(value: Node): Node {
  if (!('TypeCast' in value) || value.TypeCast.arg === undefined) return value;
  const type = typeNameOf(value.TypeCast.typeName);
  return numbers.has(type) || texts.has(type) ? value.TypeCast.arg : value;
}

function describe(facts: Facts): Words {
  return hiddenWords(facts, remedy(facts));
}

function remedy(facts: Facts): string {
  const keep =
    facts.typeBefore === null ? '' : `Keep the column's type, ${facts.typeBefore}, or change the query. `;
  return `${keep}${change(facts)}`;
}

function change(facts: Facts): string {
  if (facts.rewrite !== null)
    return `Compare the column in its own type, ${facts.type}${comparisonToWrite(facts)}`;
  if (facts.indexOfExpression !== null) return `Index what is compared: ${facts.indexOfExpression}`;
  if (facts.isPattern === true)
    return `Compare ${displayName(String(facts.column))} in its own type, ${facts.type}, by = or a range: for what a date begins with, from its first day to before the next one.`;
  return `Give the other side of the comparison the column's own type, ${facts.type}.`;
}
