import type { FuncCall, Node } from 'libpg-query';
import { quoteLiteral } from '../sql/index.ts';
import { isAlwaysBeginning, isBeginning, isOfClock, knownMoment, type Unit, unitNamed } from './calendar.ts';
import type { DateComparison, Period } from './half-open-range.ts';
import { castMoment, type MomentType, momentType } from './moment-type.ts';
import { constantOf, lastName } from './sql-nodes.ts';
import type { Write } from './write-expression.ts';

/** Of which days, months or years an expression is the beginning; null for what is none of one column. */
export async function periodOf(
  { expression, operator, value }: DateComparison,
  own: MomentType,
  write: Write,
): Promise<Period | null> {
  if ('TypeCast' in expression) return castTo(expression, value, own, write);
  if (!('FuncCall' in expression)) return null;
  const { funcname, args = [] } = expression.FuncCall;
  const [first, second] = args;
  switch (lastName(funcname)) {
    case 'date':
      return periodFrom('day', 'date', await readingOf(first, own, write), value, write);
    case 'date_trunc':
      return truncatedTo(expression.FuncCall, value, own, write);
    case 'extract':
    case 'date_part':
      return constantOf(first)?.toLowerCase() === 'year'
        ? yearOf(await readingOf(second, own, write), value, write)
        : null;
    case 'to_char':
      // An infinite moment has no text, and years have more than four digits.
      return operator === '='
        ? formatted(await readingOf(first, own, write), constantOf(second), value)
        : null;
    default:
      return null;
  }
}

/** How a column is read before it is cut off. */
interface Reading {
  /** The column's type. */
  readonly own: MomentType;
  /** The type that it is read as. */
  readonly type: MomentType;
  /** In which, as SQL; null for the session's own. */
  readonly zone: string | null;
}

/** The column itself, in another type, or in a time zone that is named. */
async function readingOf(of: Node | undefined, own: MomentType, write: Write): Promise<Reading | null> {
  if (of === undefined) return null;
  if ('ColumnRef' in of) return { own, type: own, zone: null };
  if ('TypeCast' in of) {
    const type = castMoment(of);
    const isOfColumn = of.TypeCast.arg !== undefined && 'ColumnRef' in of.TypeCast.arg;
    return type === null || type === 'date' || !isOfColumn ? null : { own, type, zone: null };
  }
  if (!('FuncCall' in of) || lastName(of.FuncCall.funcname) !== 'timezone' || own !== 'timestamptz')
    return null;
  const [zone, column] = of.FuncCall.args ?? [];
  if (column === undefined || !('ColumnRef' in column)) return null;
  const text = await zoneText(zone, write);
  return text === null ? null : { own, type: 'timestamp', zone: text };
}

async function zoneText(zone: Node | undefined, write: Write): Promise<string | null> {
  const name = constantOf(zone);
  return name === null ? write(zone) : quoteLiteral(name);
}

/** `deployed_at::date`, and the first moment of a date. */
async function castTo(cast: Node, value: Node, own: MomentType, write: Write): Promise<Period | null> {
  const type = castMoment(cast);
  const arg = 'TypeCast' in cast ? cast.TypeCast.arg : undefined;
  const reading = await readingOf(arg, own, write);
  if (type === null || (type !== 'date' && reading?.type !== 'date')) return null;
  return periodFrom('day', type, reading, value, write);
}

async function truncatedTo(
  { args = [] }: FuncCall,
  value: Node,
  own: MomentType,
  write: Write,
): Promise<Period | null> {
  const [name, of, named] = args;
  const unit = unitNamed(constantOf(name));
  const reading = await readingOf(of, own, write);
  if (unit === null || reading === null) return null;
  if (named !== undefined) return inNamedZone(unit, reading, named, value, write);
  // There is no date_trunc of a date.
  const type = reading.type === 'date' ? 'timestamptz' : reading.type;
  return periodFrom(unit, type, reading, value, write);
}

/** `date_trunc('day', deployed_at, 'Europe/Berlin')`, which is an instant, and a beginning in that zone. */
async function inNamedZone(
  unit: Unit,
  { own }: Reading,
  named: Node,
  value: Node,
  write: Write,
): Promise<Period | null> {
  const [zone, text] = [await zoneText(named, write), await write(value)];
  const type = momentType(value, 'timestamptz');
  if (own !== 'timestamptz' || zone === null || text === null || type === null) return null;
  const instant = isUntyped(value) || type !== 'timestamptz' ? `${text}::timestamptz` : text;
  const base = { unit, known: null, own, provided: null } as const;
  if (isOfClock(unit))
    return /^'UTC'$/i.test(zone) && beginsInUtc(value, unit)
      ? { ...base, value: instant, type: 'timestamptz', begins: true, zone: null }
      : null;
  const local = `(${instant} AT TIME ZONE ${zone})`;
  return { ...base, value: local, type: 'timestamp', begins: null, zone };
}

/** Whether an hour or less begins with a value that says its zone. Elsewhere hours come twice, where the clocks change. */
function beginsInUtc(value: Node, unit: Unit): boolean {
  const text = /^(.*\d)(?:Z|\+00(?::00)?)$/i.exec(constantOf(value) ?? '')?.[1];
  const known = text === undefined ? null : knownMoment({ A_Const: { sval: { sval: text } } }, 'timestamp');
  return known !== null && isBeginning(known, unit);
}

function isUntyped(value: Node): boolean {
  return 'A_Const' in value || 'ParamRef' in value;
}

/** Nothing comes after the day that it would be. */
function isInfinite(value: Node): boolean {
  return /infinity/i.test(constantOf(value) ?? '');
}

/** `type` is that of the beginnings. */
async function periodFrom(
  unit: Unit,
  type: MomentType,
  reading: Reading | null,
  value: Node,
  write: Write,
): Promise<Period | null> {
  const [text, given] = [await write(value), momentType(value, type)];
  if (reading === null || text === null || given === null || isInfinite(value)) return null;
  const { own, zone } = reading;
  // Where the clocks change, hours of two zones are not in the same order.
  const isPlain = given === type && type === own && zone === null;
  if (isOfClock(unit) && !isPlain) return null;
  const known = knownMoment(value, given);
  const begins = known === null ? isAlwaysBeginning(value, given, unit) || null : isBeginning(known, unit);
  const typed = isUntyped(value) ? `${text}::${type}` : text;
  const reckoned = own === 'timestamptz' && zone === null ? 'timestamptz' : 'timestamp';
  const isKept = given === reckoned || (given === 'date' && begins === true);
  return {
    unit,
    value: isKept ? typed : `${typed}::${reckoned}`,
    type: isKept ? given : reckoned,
    begins,
    known: isOfClock(unit) ? null : known,
    zone,
    own,
    provided: null,
  };
}

/** The year of a column as a number. */
async function yearOf(reading: Reading | null, value: Node, write: Write): Promise<Period | null> {
  const text = await write(value);
  if (reading === null || text === null) return null;
  const { own, zone } = reading;
  const base = { unit: 'year', type: 'date', begins: true, zone, own } as const;
  if (isNumber(value)) {
    const year = /^(\d{4})(?:\.0+)?$/.exec(constantOf(value) ?? '')?.[1];
    const known = year === undefined ? null : firstDay(`${year}-01-01`);
    return known && { ...base, value: '', known, provided: null };
  }
  const provided = isYear(value) ? null : `${text} is a whole year`;
  return { ...base, value: `make_date(${text}::integer, 1, 1)`, known: null, provided };
}

function isNumber(value: Node): boolean {
  return constantOf(value) !== null || ('A_Const' in value && value.A_Const.isnull === true);
}

function isYear(value: Node): boolean {
  if (!('FuncCall' in value)) return false;
  const { funcname, args = [] } = value.FuncCall;
  const isPart = ['extract', 'date_part'].includes(lastName(funcname));
  return isPart && constantOf(args[0])?.toLowerCase() === 'year';
}

const formats: Readonly<Record<string, { readonly unit: Unit; readonly rest: string }>> = {
  'YYYY-MM-DD': { unit: 'day', rest: '' },
  'YYYY-MM': { unit: 'month', rest: '-01' },
  YYYY: { unit: 'year', rest: '-01-01' },
};

/** A known text of the column. */
function formatted(reading: Reading | null, format: string | null, value: Node): Period | null {
  const { unit, rest } = formats[format?.toUpperCase() ?? ''] ?? {};
  const known = firstDay(`${constantOf(value)}${rest}`);
  if (reading === null || unit === undefined || known === null) return null;
  const { own, zone } = reading;
  return { unit, value: '', type: 'date', begins: true, known, zone, own, provided: null };
}

/** Of a day that is written in full, and that there is. */
function firstDay(text: string): Period['known'] {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  return knownMoment({ A_Const: { sval: { sval: text } } }, 'date');
}
