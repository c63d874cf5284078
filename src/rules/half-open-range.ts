import type { Node } from 'libpg-query';
import { quoteLiteral } from '../sql/index.ts';
import { beginning, lengthOf, type Moment, type Unit } from './calendar.ts';
import { listedValues } from './listed-values.ts';
import { type MomentType, momentTypeNamed } from './moment-type.ts';
import { periodOf } from './period-of.ts';
import { allOf, anyOf, type Rewritten } from './rewritten.ts';
import type { Write } from './write-expression.ts';

export interface DateComparison {
  /** What is compared: something that makes days, months or years of one column. */
  readonly expression: Node;
  readonly operator: string;
  readonly value: Node;
  /** The column's, as format_type gives it. */
  readonly type: string;
  /** The column as SQL. */
  readonly column: string;
}

/** The beginnings of parts of the calendar, which are compared with a value that need not be one. */
export interface Period {
  readonly unit: Unit;
  /** The value as SQL. */
  readonly value: string;
  /** Its type: a date only where it is a beginning. */
  readonly type: MomentType;
  /** Whether it is a beginning; null where that is not known before it is executed. */
  readonly begins: boolean | null;
  /** The value where it is known, of days and what is longer. */
  readonly known: Moment | null;
  /** In which the column is read, as SQL; null for the session's own. */
  readonly zone: string | null;
  /** The column's type. */
  readonly own: MomentType;
  /** What must be true of the value. */
  readonly provided: string | null;
}

/**
 * A comparison of a column's day, month or year as a range of the column itself, in its own type: from the beginning of
 * the period to before the beginning of the next one. null for what is no such comparison, and for one that no row meets.
 */
export async function halfOpenRange(comparison: DateComparison, write: Write): Promise<Rewritten | null> {
  const own = momentTypeNamed(comparison.type);
  const period = own === null ? null : await periodOf(comparison, own, write);
  const text = period === null ? null : rangeOf(comparison, period);
  return period === null || text === null ? null : { text, provided: period.provided };
}

/** More of them nobody reads. */
const mostRanges = 5;

/** The same of a list of values, of which one is met, `IN (…)`. */
export async function rangesOfList(
  comparison: Omit<DateComparison, 'operator' | 'value'>,
  [bound]: readonly Pick<DateComparison, 'operator' | 'value'>[],
  write: Write,
): Promise<Rewritten | null> {
  const values = bound?.operator === '=' ? listedValues(bound.value) : null;
  if (values === null || values.length > mostRanges) return null;
  const ranges = values.map(value => halfOpenRange({ ...comparison, operator: '=', value }, write));
  return values.length === 1 ? allOf(await Promise.all(ranges)) : anyOf(await Promise.all(ranges));
}

function rangeOf(
  { column, operator }: Pick<DateComparison, 'column' | 'operator'>,
  period: Period,
): string | null {
  switch (operator) {
    case '=':
      return rangeOfOne(column, period);
    case '>=':
      return `${column} >= ${firstFrom(period)}`;
    case '>':
      return `${column} >= ${firstAfter(period)}`;
    case '<':
      return `${column} < ${firstFrom(period)}`;
    case '<=':
      return `${column} < ${firstAfter(period)}`;
    default:
      return null;
  }
}

/** What is no beginning equals the beginning of nothing. */
function rangeOfOne(column: string, period: Period): string | null {
  const { begins, unit, value, type } = period;
  if (begins === false) return null;
  if (begins === true) return `${column} >= ${firstFrom(period)} AND ${column} < ${firstAfter(period)}`;
  const [from, to] = [inOwnType(value, type, period), afterOne(period)];
  return `${column} >= ${from} AND ${column} < ${to} AND date_trunc('${unit}', ${value}) = ${value}`;
}

/** The first beginning that is not before the value. */
function firstFrom(period: Period): string {
  const { value, type, begins, known } = period;
  if (begins === false) return firstAfter(period);
  // Between two timestamps is a microsecond at least.
  if (begins === null) return nextAfter(`${value} - interval '1 microsecond'`, period);
  return known === null ? inOwnType(value, type, period) : dayText(beginning(known, period.unit, 0), period);
}

/** The first beginning after the value. */
function firstAfter(period: Period): string {
  const { value, begins, known } = period;
  if (known !== null) return dayText(beginning(known, period.unit, 1), period);
  return begins === true ? afterOne(period) : nextAfter(value, period);
}

function nextAfter(moment: string, period: Period): string {
  const { unit, type } = period;
  return inOwnType(`(date_trunc('${unit}', ${moment}) + interval '${lengthOf(unit)}')`, type, period);
}

/** The value and the length of one of them. */
function afterOne(period: Period): string {
  const { unit, value, type } = period;
  if (type === 'date' && unit === 'day') return inOwnType(`(${value} + 1)`, type, period);
  const sum = `(${value} + interval '${lengthOf(unit)}')`;
  return inOwnType(sum, type === 'date' ? 'timestamp' : type, period);
}

function dayText(day: Date, { zone, own }: Period): string {
  const text = quoteLiteral(day.toISOString().slice(0, 10));
  return zone === null ? `${text}::${own}` : `${text}::timestamp AT TIME ZONE ${zone}`;
}

/** What is reckoned, in the column's own type. */
function inOwnType(text: string, type: MomentType, { zone, own }: Period): string {
  if (zone !== null) return `${type === 'date' ? `${text}::timestamp` : text} AT TIME ZONE ${zone}`;
  return type === own ? text.replace(/^\((.*)\)$/, '$1') : `${text}::${own}`;
}
