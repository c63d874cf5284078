import { PlangateError } from '../errors.ts';

export type RawObject = Readonly<Record<string, unknown>>;

/** Where a value stands, told only when something is wrong with it: `[0].Plan.Plans[2]`. */
export interface Place {
  where(): string;
}

export function isRawObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Says that `found` at `place` is not what EXPLAIN writes there. */
export function unexpected(place: string, found: unknown, expected: string): PlangateError {
  return new PlangateError({
    kind: 'query',
    place: `EXPLAIN output, ${place}`,
    problem: `Found ${describeValue(found)}, expected ${expected}.`,
    remedy: 'Give the value that EXPLAIN (FORMAT JSON) of PostgreSQL 14 to 18 returned, unchanged.',
  });
}

const none: readonly never[] = Object.freeze([]);

/** Reads the fields of one JSON object by type. A missing field or null reads as null; a wrong type throws. */
export class FieldReader {
  readonly raw: RawObject;
  private readonly place: Place | string;

  constructor(raw: RawObject, place: Place | string) {
    this.raw = raw;
    this.place = place;
  }

  where(): string {
    return typeof this.place === 'string' ? this.place : this.place.where();
  }

  text(key: string): string | null {
    const value = this.get(key);
    if (value === undefined || typeof value === 'string') return value ?? null;
    throw this.wrong(key, value, 'a text');
  }

  /** A finite number of at least 0. */
  number(key: string): number | null {
    const value = this.get(key);
    if (value === undefined) return null;
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
    throw this.wrong(key, value, 'a number of at least 0');
  }

  /** A whole number of at least 0 that counts exactly. */
  count(key: string): number | null {
    const value = this.get(key);
    if (value === undefined) return null;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw this.wrong(key, value, 'a whole number of at least 0');
  }

  flag(key: string): boolean | null {
    const value = this.get(key);
    if (value === undefined || typeof value === 'boolean') return value ?? null;
    throw this.wrong(key, value, 'true or false');
  }

  /** Frozen; empty when the field is missing. */
  texts(key: string): readonly string[] {
    const list = this.list(key);
    if (list === none) return none;
    const texts = list.map((value, at) => {
      if (typeof value === 'string') return value;
      throw this.wrong(`${key}[${at}]`, value, 'a text');
    });
    return Object.freeze(texts);
  }

  objects(key: string): readonly RawObject[] {
    const list = this.list(key);
    if (list === none) return none;
    return list.map((value, at) => {
      if (isRawObject(value)) return value;
      throw this.wrong(`${key}[${at}]`, value, 'an object');
    });
  }

  object(key: string): RawObject | null {
    const value = this.get(key);
    if (value === undefined) return null;
    if (isRawObject(value)) return value;
    throw this.wrong(key, value, 'an object');
  }

  /** The error for a field without which nothing can be said. */
  missing(key: string, expected: string): PlangateError {
    return this.wrong(key, this.raw[key], expected);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  list(key: string): readonly unknown[] {
    const value = this.get(key);
    if (value === undefined) return none;
    if (Array.isArray(value)) return value;
    throw this.wrong(key, value, 'a list');
  }

  /** No field of EXPLAIN is called like something that every object inherits, so there is no need to ask whose it is. */
  private get(key: string): unknown {
    return this.raw[key] ?? undefined;
  }

  private wrong(key: string, found: unknown, expected: string): PlangateError {
    const place = this.where();
    return unexpected(`${place === '' ? '' : `${place}.`}${key}`, found, expected);
  }
}

function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}
