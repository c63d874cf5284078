import type { Node } from 'libpg-query';
import { castMoment, type MomentType, momentType } from './moment-type.ts';
import { constantOf, lastName, typeNameOf } from './sql-nodes.ts';

/** Parts of the calendar, as date_trunc calls them, from the shortest one; a week is a part of no other. */
const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Unit = (typeof units)[number];

export function unitNamed(name: string | null): Unit | null {
  return units.find(unit => unit === name?.toLowerCase()) ?? null;
}

/** Shorter than a day: what it is depends on the clock, not on the calendar alone. */
export function isOfClock(unit: Unit): boolean {
  return units.indexOf(unit) < units.indexOf('day');
}

/** `1 month`, as an interval is written. */
export function lengthOf(unit: Unit): string {
  return unit === 'quarter' ? '3 months' : `1 ${unit}`;
}

/** Whether every beginning of the one is a beginning of the other. */
function isBeginningOf(longer: Unit, unit: Unit): boolean {
  if (longer === 'week') return unit === 'week' || units.indexOf(unit) <= units.indexOf('day');
  return unit !== 'week' && units.indexOf(unit) <= units.indexOf(longer);
}

const local = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?$/;

/** A date or a time of day that is written without a zone. */
export interface Moment {
  /** As if it were UTC, without what is behind the seconds. */
  readonly at: Date;
  readonly hasFraction: boolean;
}

/** The moment that a constant of a type stands for, where it is written as ISO 8601 has it and without a zone; else null. */
export function knownMoment(value: Node, type: MomentType): Moment | null {
  const isCast = 'TypeCast' in value;
  if (isCast && (castMoment(value) === null || value.TypeCast.arg === undefined)) return null;
  const inner = isCast && value.TypeCast.arg !== undefined ? value.TypeCast.arg : value;
  const text = 'A_Const' in inner ? constantOf(inner) : null;
  const [all, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', fraction = ''] =
    local.exec(text ?? '') ?? [];
  if (all === undefined || /^(?:0000|9999)$/.test(year)) return null;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const at = new Date(`${written}Z`);
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(written)) return null;
  if (type === 'date') at.setUTCHours(0, 0, 0);
  return { at, hasFraction: type !== 'date' && /[1-9]/.test(fraction) };
}

/** When the part of the calendar that a moment is in began, or the one after that begins. */
export function beginning({ at }: Moment, unit: Unit, after: 0 | 1): Date {
  const date = new Date(at);
  const [months, days] = [date.getUTCMonth(), date.getUTCDate()];
  switch (unit) {
    case 'year':
      date.setUTCMonth(12 * after, 1);
      break;
    case 'quarter':
      date.setUTCMonth(months - (months % 3) + 3 * after, 1);
      break;
    case 'month':
      date.setUTCMonth(months + after, 1);
      break;
    case 'week':
      date.setUTCDate(days - ((date.getUTCDay() + 6) % 7) + 7 * after);
      break;
    default:
      date.setUTCDate(days + after);
  }
  date.setUTCHours(0, 0, 0);
  return date;
}

/** Whether one of them begins at the moment. */
export function isBeginning(moment: Moment, unit: Unit): boolean {
  const { at, hasFraction } = moment;
  if (hasFraction) return false;
  if (unit === 'second') return true;
  if (unit === 'minute') return at.getUTCSeconds() === 0;
  if (unit === 'hour') return at.getUTCSeconds() + at.getUTCMinutes() === 0;
  return beginning(moment, unit, 0).getTime() === at.getTime();
}

/** Whether an expression is such a beginning whenever it is executed: `date_trunc('month', now()) - interval '1 month'`. */
export function isAlwaysBeginning(value: Node | undefined, type: MomentType, unit: Unit): boolean {
  if (value === undefined) return false;
  if (type === 'date' && isBeginningOf('day', unit)) return true;
  if ('A_Expr' in value) {
    const { lexpr, rexpr } = value.A_Expr;
    return isWhole(rexpr, unit) && isAlwaysBeginning(lexpr, momentType(lexpr, null) ?? type, unit);
  }
  if ('TypeCast' in value) {
    const { arg } = value.TypeCast;
    return momentType(arg, null) === 'date' && isAlwaysBeginning(arg, 'date', unit);
  }
  if (!('FuncCall' in value) || lastName(value.FuncCall.funcname) !== 'date_trunc') return false;
  const [name, , zone] = value.FuncCall.args ?? [];
  const truncated = unitNamed(constantOf(name));
  return zone === undefined && truncated !== null && isBeginningOf(truncated, unit);
}

/** An interval of so many of them. */
function isWhole(interval: Node | undefined, unit: Unit): boolean {
  if (
    interval === undefined ||
    !('TypeCast' in interval) ||
    typeNameOf(interval.TypeCast.typeName) !== 'interval'
  )
    return false;
  const name = /^\d+ (day|week|mon|year)(?:th)?s?$/.exec(constantOf(interval) ?? '')?.[1];
  const length = unitNamed(name === 'mon' ? 'month' : (name ?? null));
  // A sum of weeks from the first of a month is no first of a month, nor the other way round.
  return length !== null && isBeginningOf(length, unit);
}
