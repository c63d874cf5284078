/** A number as its digits stand in the source: beyond 2^53 and behind the point a double would change them. */
class Digits {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type Json = null | boolean | string | Digits | readonly Json[] | { readonly [key: string]: Json };

/** `JSON.parse` that keeps the digits of numbers. Throws SyntaxError. */
export function parseJson(text: string): Json {
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? new Digits(context?.source ?? String(value)) : value,
  ) as Json;
}

/**
 * PostgreSQL's text form of a JSON value: strings, numbers and booleans as they are, objects as JSON, arrays as array
 * literals (`{a,b}`), but as JSON when they hold objects or values of several kinds. Give JSON as a string where that is
 * not what is meant, such as "[1, 2]" for a jsonb parameter.
 */
export function textForm(value: Json): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Digits) return value.source;
  return isArray(value) && fitsArray(value) ? arrayLiteral(value) : toJson(value);
}

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !isArray(value) && !(value instanceof Digits);
}

/** Whether all elements are of one kind: scalars of one type, or again such arrays. */
function fitsArray(value: readonly Json[]): boolean {
  const kinds = new Set(value.filter(element => element !== null).map(kindOf));
  if (kinds.has('object') || kinds.size > 1) return false;
  return (
    !kinds.has('array') || value.every(element => element !== null && isArray(element) && fitsArray(element))
  );
}

function kindOf(value: Json): string {
  if (value instanceof Digits) return 'number';
  return value !== null && isArray(value) ? 'array' : typeof value;
}

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
function arrayLiteral(value: readonly Json[]): string {
  const elements = value.map(element => {
    if (element === null) return 'NULL';
    if (isArray(element)) return arrayLiteral(element);
    if (typeof element === 'string') return `"${element.replace(/["\\]/g, '\\$&')}"`;
    return element instanceof Digits ? element.source : String(element);
  });
  return `{${elements.join(',')}}`;
}

function toJson(value: Json): string {
  if (value instanceof Digits) return value.source;
  if (value !== null && isArray(value)) return `[${value.map(toJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, below]) => `${JSON.stringify(key)}:${toJson(below)}`)
    .join(',')}}`;
}
