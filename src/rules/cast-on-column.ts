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
import { momentTypeNamed } from './moment-type.ts';
import { valueInOwnType } from './own-type-value.ts';
import { allOf, listOf, type Rewritten } from './rewritten.ts';
import type { CaseRule, Words } from './rule.ts';
import { shortened } from './shortened.ts';
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
    const own = range === null ? await valueInOwnType(hidden, operator, value, write) : null;
    return range ?? (own && { ...own, text: `${column} ${operator} ${own.text}` });
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
  const own = await Promise.all(values.map(value => valueInOwnType(hidden, '=', value, write)));
  const list = listOf(own);
  return list && { ...list, text: `${column} IN (${list.text})` };
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
  const own = `the column's own type, ${facts.type}`;
  const moment = momentTypeNamed(String(facts.type));
  if (facts.isPattern === true && moment !== null)
    return `Compare ${displayName(String(facts.column))} in its own type, ${facts.type}, by = or a range: for what a date begins with, from its first day to before the next one.`;
  if (facts.castTo === 'date' && moment !== null)
    return `Compare ${displayName(String(facts.column))} in its own type, ${facts.type}, by a range for each day: from its beginning to before that of the next one.`;
  if (facts.castTo === 'text' && facts.isPattern !== true)
    return `Give the other side of the comparison ${own}. That keeps the same rows where its text is as PostgreSQL writes such a value.`;
  if (isWholeNumber(facts))
    return `Give the other side of the comparison ${own}. That keeps the same rows where its values are whole numbers.`;
  return withoutSame(facts);
}

function isWholeNumber({ type, castTo }: Facts): boolean {
  return /^(?:smallint|integer|bigint)$/.test(String(type)) && ['numeric', 'float8'].includes(String(castTo));
}

/** The cast makes one of several values, or what it makes depends on settings, which an index cannot. */
function withoutSame(facts: Facts): string {
  const [column, hiddenBy] = [displayName(String(facts.column)), shortened(String(facts.hiddenBy))];
  return `No comparison of ${column} itself is sure to keep the same rows, and no index can hold ${hiddenBy}. Where it means the same to you, compare ${column} as ${facts.type}; else keep ${hiddenBy} in a column of its own, and index that.`;
}
