import type { Node } from 'libpg-query';
import type { DateComparison } from './half-open-range.ts';
import type { HiddenColumn } from './hidden-columns.ts';
import { castMoment, type MomentType, momentType, momentTypeNamed } from './moment-type.ts';
import type { Rewritten } from './rewritten.ts';
import { swapped } from './scan-comparisons.ts';
import { constantOf, lastName, nodesIn, typeNameOf } from './sql-nodes.ts';
import type { Write } from './write-expression.ts';

/**
 * `deployed_at + interval '30 days' > now()`, `now() - deployed_at < interval '30 days'`: what is added on one side is taken
 * away on the other. null where that is not the same, or not known to be.
 */
export async function movedSum(
  hidden: HiddenColumn,
  comparison: DateComparison,
  write: Write,
): Promise<Rewritten | null> {
  const { expression, operator, value, type, column } = comparison;
  // A cast that nobody wrote stands in the plan: then something else than the column is added to.
  const [sum, planned] = [sumOf(expression), sumOf(hidden.expression)];
  if (sum === null || planned === null || hasMonths(hidden)) return null;
  const terms = await termsOf({ sum, planned, hidden, value, own: momentTypeNamed(type), type }, write);
  if (terms === null) return null;
  const { added, other, provided } = terms;
  const text = sum.isTaken
    ? `${column} ${swapped[operator]} ${added} - ${other}`
    : `${column} ${operator} ${other} ${sum.opposite} ${added}`;
  return { text, provided };
}

interface Sum {
  readonly added: Node;
  /** `-` where it is added. */
  readonly opposite: '+' | '-';
  /** Whether it is the column that is taken away from the other. */
  readonly isTaken: boolean;
}

/** A column with something added to it or taken from it, or itself taken from something. */
function sumOf(expression: Node): Sum | null {
  if (!('A_Expr' in expression) || expression.A_Expr.kind !== 'AEXPR_OP') return null;
  const { lexpr, rexpr, name } = expression.A_Expr;
  const opposite = opposites[lastName(name)];
  if (opposite === undefined || lexpr === undefined || rexpr === undefined) return null;
  if ('ColumnRef' in lexpr) return { added: rexpr, opposite, isTaken: false };
  return 'ColumnRef' in rexpr ? { added: lexpr, opposite, isTaken: opposite === '+' } : null;
}

const opposites: Readonly<Record<string, '+' | '-'>> = { '+': '-', '-': '+' };

/** Months are of several lengths: adding one and taking it away again may give another day. EXPLAIN spells all intervals alike. */
function hasMonths({ expression, value }: HiddenColumn): boolean {
  return [...nodesIn([expression, value])].some(node => /mon|year/.test(constantOf(node) ?? ''));
}

interface Question {
  /** As it is written, and as EXPLAIN prints it. */
  readonly sum: Sum;
  readonly planned: Sum;
  readonly hidden: HiddenColumn;
  readonly value: Node;
  /** The column's type; null where it is none of dates and times. */
  readonly own: MomentType | null;
  readonly type: string;
}

/** What stands on the other side then, as SQL. */
interface Terms {
  readonly added: string;
  readonly other: string;
  readonly provided: string | null;
}

async function termsOf(question: Question, write: Write): Promise<Terms | null> {
  const { sum, planned, own } = question;
  if (own === null) return ofNumbers(question, write);
  const from = castMoment(planned.added) ?? momentType(sum.added, null);
  const isOwn = from === own && momentType(sum.added, own) === own;
  if (from !== null) return isOwn ? ofDifference(question, own, write) : null;
  return isInterval(sum, planned, own) ? ofInterval(question, own, write) : ofDays(question, own, write);
}

async function ofNumbers({ sum, hidden, value, type }: Question, write: Write): Promise<Terms | null> {
  // What is taken away from a number is NaN where it is, and so greater than any.
  const isNumber = /^(?:smallint|integer|bigint)$/.test(type) || (type.startsWith('numeric') && !sum.isTaken);
  if (!isNumber) return null;
  const given = 'TypeCast' in hidden.value ? typeNameOf(hidden.value.TypeCast.typeName) : null;
  const other = await typed(value, given ?? type.replace('smallint', 'integer'), write);
  return filled(await write(sum.added), other, null);
}

/** `now() - at < interval '1 day'`. As a length of time a day has 24 hours, and as a step it may have 23. */
async function ofDifference(
  { sum, hidden, value }: Question,
  own: MomentType,
  write: Write,
): Promise<Terms | null> {
  const added = await typed(sum.added, own, write);
  if (own === 'date') return filled(added, await typed(value, 'integer', write), null);
  const other = await typed(value, 'interval', write);
  if (!isConstant(value)) {
    const length = own === 'timestamptz' ? 'is of hours, not of days or months' : 'has no months';
    return filled(added, other, `${other} ${length}`);
  }
  const text = constantOf(hidden.value) ?? '';
  if (own === 'timestamp' || isOfHours(text)) return filled(added, other, null);
  const hours = inHours(text);
  return filled(added, hours && `'${hours}'::interval`, null);
}

/** Whether an interval is added: to a timestamp nothing else can be. */
function isInterval({ added, opposite }: Sum, planned: Sum, own: MomentType): boolean {
  const isSaid = [added, planned.added].some(
    node => 'TypeCast' in node && typeNameOf(node.TypeCast.typeName) === 'interval',
  );
  return isSaid || (own !== 'date' && opposite === '-');
}

/** `at + interval '1 day' > now()`. A day is a step of the calendar, in the zone of the session. */
async function ofInterval(
  { sum, planned, value }: Question,
  own: MomentType,
  write: Write,
): Promise<Terms | null> {
  const result = own === 'date' ? 'timestamp' : own;
  const given = momentType(value, result);
  const [added, other] = [await write(sum.added), await typed(value, result, write)];
  if (given === null) return null;
  const isOneClock = given === result || (result === 'timestamp' && given === 'date');
  const isExact = isOneClock && (result === 'timestamp' || isOfHours(constantOf(planned.added) ?? ''));
  const months = isConstant(sum.added) ? [] : [`${added} has no months`];
  const clocks = isExact && (result === 'timestamp' || months.length === 0);
  return filled(added, other, [...months, ...(clocks ? [] : [sameClocks])].join(' and ') || null);
}

const sameClocks = 'the clocks do not change in between';

/** `due + 30 > CURRENT_DATE`. */
async function ofDays({ sum, value }: Question, own: MomentType, write: Write): Promise<Terms | null> {
  if (own !== 'date' || momentType(value, 'date') !== 'date') return null;
  return filled(await write(sum.added), await typed(value, 'date', write), null);
}

/** As EXPLAIN prints an interval: no days and no months, `02:00:00`. */
function isOfHours(interval: string): boolean {
  return /^-?\d+:\d{2}:\d{2}(?:\.\d+)?$/.test(interval);
}

/** `30 days 02:00:00` without days; null for what is printed in another style. */
function inHours(interval: string): string | null {
  const [all, days, hours = '0', rest = ':00:00'] =
    /^(-?\d+) days?(?: (\d+)(:\d{2}:\d{2}(?:\.\d+)?))?$/.exec(interval) ?? [];
  if (all === undefined || (interval.startsWith('-') && interval.includes(':'))) return null;
  const sum = 24 * Number(days) + Number(hours);
  return rest === ':00:00' ? `${sum} hours` : `${sum}${rest}`;
}

function isConstant(value: Node): boolean {
  const inner = 'TypeCast' in value ? value.TypeCast.arg : value;
  return inner !== undefined && 'A_Const' in inner;
}

/** A text or a parameter says nothing of its type. */
async function typed(value: Node, type: string, write: Write): Promise<string | null> {
  const text = await write(value);
  const isUntyped = 'ParamRef' in value || ('A_Const' in value && value.A_Const.sval !== undefined);
  return text !== null && isUntyped ? `${text}::${type}` : text;
}

function filled(added: string | null, other: string | null, provided: string | null): Terms | null {
  return added === null || other === null ? null : { added, other, provided };
}
