import type { Node } from 'libpg-query';
import { quoteLiteral } from '../sql/index.ts';
import { constantOf, lastName, typeNameOf } from './sql-nodes.ts';
import type { Write } from './write-expression.ts';

interface Comparison {
  /** What is compared: something that makes days, months or years of one column. */
  readonly expression: Node;
  readonly operator: string;
  readonly value: Node;
  /** The column's, as format_type gives it. */
  readonly type: string;
  /** The column as SQL. */
  readonly column: string;
}

/** A part of the calendar that a value stands for. */
interface Period {
  /** `day`, `month`, … */
  readonly unit: string;
  /** The value as a date or a timestamp, as SQL. */
  readonly begin: string;
  /** The same where it is known: `2027-01-02`. */
  readonly day: string | null;
  /** In which the column is read, as SQL; null for the session's own. */
  readonly zone: string | null;
  /** The beginning in the column's own type, where that is not `begin` in its zone. */
  readonly own?: string;
}

/**
 * A comparison of a column's day, month or year as a range of the column itself, in its own type: from the beginning of
 * the period to before the beginning of the next one. null for what is no such comparison.
 */
export async function halfOpenRange(comparison: Comparison, write: Write): Promise<string | null> {
  const type = ownType(comparison.type);
  if (type === null) return null;
  const period = await periodOf(comparison, type, write);
  if (period === null || !isBeginning(period) || (period.zone !== null && type !== 'timestamptz'))
    return null;
  const { column, operator } = comparison;
  const [begin, end] = [bound(period, type, 0), bound(period, type, 1)];
  switch (operator) {
    case '=':
      return `${column} >= ${begin} AND ${column} < ${end}`;
    case '>=':
      return `${column} >= ${begin}`;
    case '>':
      return `${column} >= ${end}`;
    case '<':
      return `${column} < ${begin}`;
    case '<=':
      return `${column} < ${end}`;
    default:
      return null;
  }
}

function ownType(type: string): 'date' | 'timestamp' | 'timestamptz' | null {
  if (type === 'date') return 'date';
  if (/^timestamp(?:\(\d\))? with time zone$/.test(type)) return 'timestamptz';
  return /^timestamp(?:\(\d\))? without time zone$/.test(type) ? 'timestamp' : null;
}

/** The beginning of the period, or of the one after it. */
function bound({ unit, begin, day, zone, own }: Period, type: string, after: 0 | 1): string {
  if (own !== undefined && after === 0) return own;
  const known = day === null ? null : shifted(day, unit, after);
  if (known !== null) {
    const text = quoteLiteral(known);
    return zone === null ? `${text}::${type}` : `${text}::timestamp AT TIME ZONE ${zone}`;
  }
  const isDays = unit === 'day' && begin.endsWith('::date');
  const step =
    after === 0 ? '' : isDays ? ' + 1' : ` + interval '${unit === 'quarter' ? '3 months' : `1 ${unit}`}'`;
  if (zone !== null) return `(${begin}${step})::timestamp AT TIME ZONE ${zone}`;
  if (step === '') return begin.endsWith(`::${type}`) ? begin : `${begin}::${type}`;
  return isDays && type === 'date' ? `${begin}${step}` : `(${begin}${step})::${type}`;
}

/** A day that begins no month equals the month of nothing. */
function isBeginning({ unit, day }: Period): boolean {
  const [, month = '', date = ''] = day?.split('-') ?? [];
  if (day === null || !(unit in monthsOf))
    return day === null || unit !== 'week' || new Date(day).getUTCDay() === 1;
  return date === '01' && (Number(month) - 1) % (monthsOf[unit] ?? 1) === 0;
}

const monthsOf: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/** The day on which the period, or the one after it, begins; null for what is shorter than a day. */
function shifted(day: string, unit: string, by: 0 | 1): string | null {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || !date.toISOString().startsWith(day)) return null;
  if (by === 1) {
    const months = monthsOf[unit];
    if (months !== undefined) date.setUTCMonth(date.getUTCMonth() + months);
    else if (unit === 'day' || unit === 'week') date.setUTCDate(date.getUTCDate() + (unit === 'day' ? 1 : 7));
    else return null;
  }
  return date.toISOString().slice(0, 10);
}

async function periodOf(
  { expression, value }: Comparison,
  type: string,
  write: Write,
): Promise<Period | null> {
  if ('TypeCast' in expression && typeNameOf(expression.TypeCast.typeName) === 'date')
    return dayOf(expression.TypeCast.arg, value, write);
  if (!('FuncCall' in expression)) return null;
  const { funcname, args = [] } = expression.FuncCall;
  const name = lastName(funcname);
  const [first, second, third] = args;
  if (name === 'date' && second === undefined) return dayOf(first, value, write);
  if (name === 'date_trunc') return truncated([constantOf(first), second, third], value, type, write);
  const isYear = (name === 'extract' || name === 'date_part') && constantOf(first)?.toLowerCase() === 'year';
  if (isYear) return year(second, value, write);
  return name === 'to_char' ? formatted(first, constantOf(second), value, write) : null;
}

/** The column itself, or the column in a time zone that is named. */
async function zoneOf(of: Node | undefined, write: Write): Promise<{ readonly zone: string | null } | null> {
  if (of === undefined) return null;
  if ('ColumnRef' in of) return { zone: null };
  // A date is printed as a timestamp where a function wants one.
  if ('TypeCast' in of) {
    const isWider = ['timestamptz', 'timestamp'].includes(typeNameOf(of.TypeCast.typeName));
    return isWider && of.TypeCast.arg !== undefined && 'ColumnRef' in of.TypeCast.arg ? { zone: null } : null;
  }
  if (!('FuncCall' in of) || lastName(of.FuncCall.funcname) !== 'timezone') return null;
  const [zone, column] = of.FuncCall.args ?? [];
  if (zone === undefined || column === undefined || !('ColumnRef' in column)) return null;
  const name = constantOf(zone);
  const text = name === null ? await write(zone) : quoteLiteral(name);
  return text === null ? null : { zone: text };
}

const wholeDay = /^(\d{4}-\d{2}-\d{2})(?: 00:00:00)?$/;

async function dayOf(of: Node | undefined, value: Node, write: Write): Promise<Period | null> {
  const zoned = await zoneOf(of, write);
  const text = await write(value);
  if (zoned === null || text === null) return null;
  const day = wholeDay.exec(constantOf(value) ?? '')?.[1] ?? null;
  return { unit: 'day', begin: text.endsWith('::date') ? text : `${text}::date`, day, ...zoned };
}

const units: ReadonlySet<string> = new Set([
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
]);

async function truncated(
  [unit, of, named]: readonly [string | null, Node | undefined, Node | undefined],
  value: Node,
  type: string,
  write: Write,
): Promise<Period | null> {
  const zoned = await zoneOf(of, write);
  const text = await write(value);
  const own = unit?.toLowerCase() ?? '';
  if (zoned === null || text === null || !units.has(own)) return null;
  // date_trunc(unit, column, zone) gives a timestamptz, whose day in that zone its text does not tell.
  if (named !== undefined) {
    const name = constantOf(named);
    const zone = name === null ? await write(named) : quoteLiteral(name);
    const instant = isCast(text) ? text : `${text}::timestamptz`;
    const local = `${instant} AT TIME ZONE ${zone}`;
    return zone === null ? null : { unit: own, begin: local, day: null, zone, own: instant };
  }
  const day = wholeDay.exec(constantOf(value) ?? '')?.[1] ?? null;
  const target = zoned.zone === null ? type : 'timestamp';
  return { unit: own, begin: isCast(text) ? text : `${text}::${target}`, day, ...zoned };
}

function isCast(text: string): boolean {
  return /::[a-z]+$/.test(text);
}

async function year(of: Node | undefined, value: Node, write: Write): Promise<Period | null> {
  const zoned = await zoneOf(of, write);
  const text = await write(value);
  if (zoned === null || text === null) return null;
  const known = /^\d{4}$/.exec(constantOf(value) ?? '')?.[0];
  const day = known === undefined ? null : `${known}-01-01`;
  return { unit: 'year', begin: `make_date(${text}::integer, 1, 1)`, day, ...zoned };
}

const formats: Readonly<Record<string, { readonly unit: string; readonly day: (text: string) => string }>> = {
  'YYYY-MM-DD': { unit: 'day', day: text => text },
  'YYYY-MM': { unit: 'month', day: text => `${text}-01` },
  YYYY: { unit: 'year', day: text => `${text}-01-01` },
};

async function formatted(
  of: Node | undefined,
  format: string | null,
  value: Node,
  write: Write,
): Promise<Period | null> {
  const zoned = await zoneOf(of, write);
  const text = await write(value);
  const known = formats[format?.toUpperCase() ?? ''];
  if (zoned === null || text === null || known === undefined || format === null) return null;
  const day = wholeDay.exec(known.day(constantOf(value) ?? ''))?.[1] ?? null;
  return {
    unit: known.unit,
    begin: `to_date(${text}, ${quoteLiteral(format.toUpperCase())})`,
    day,
    ...zoned,
  };
}
