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
import { movedSum } from './moved-sum.ts';
import { allOf } from './rewritten.ts';
import type { CaseRule, Words } from './rule.ts';
import type { Facts } from './types.ts';
import { withoutDefault } from './without-default.ts';

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
      (await movedSum(hidden, comparison, write)) ??
      (await withoutDefault(hidden, comparison, write))
    );
  });
  return allOf(await Promise.all(parts));
};

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
