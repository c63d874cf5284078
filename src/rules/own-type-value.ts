import type { Node } from 'libpg-query';
import { valueType } from './empty-cast.ts';
import { castOf } from './filter-conditions.ts';
import type { HiddenColumn } from './hidden-columns.ts';
import type { Rewritten } from './rewritten.ts';
import { constantOf, wholeTypeName } from './sql-nodes.ts';
import type { Write } from './write-expression.ts';

const numbers: ReadonlySet<string> = new Set(['numeric', 'float4', 'float8']);
const texts: ReadonlySet<string> = new Set(['text', 'varchar', 'bpchar']);

/** The range of each, as two powers of two without a sign. */
const bits: Readonly<Record<string, bigint>> = { smallint: 15n, integer: 31n, bigint: 63n };

/**
 * The value in the column's type, where a column that is cast compares the same with it; null where that is not so, and where
 * the comparison holds for no row.
 */
export async function valueInOwnType(
  { expression, column }: Pick<HiddenColumn, 'expression' | 'column'>,
  operator: string,
  value: Node,
  write: Write,
): Promise<Rewritten | null> {
  const type = valueType(column);
  const [target, inner] = [castOf(expression), plain(value)];
  const known = 'A_Const' in inner ? constantOf(inner) : null;
  const text = await write(inner);
  if (target === null || text === null) return null;
  const given = { type, text, known };
  if (numbers.has(target) && type in bits) {
    const isReal = [target, castTo(value)].includes('float4');
    return wholeNumber(given, isReal ? 24n : 53n);
  }
  return texts.has(target) && operator === '=' ? ofText(given) : null;
}

interface Given {
  /** The column's. */
  readonly type: string;
  readonly text: string;
  /** The value, where it is a constant. */
  readonly known: string | null;
}

/** `77.0` as an integer. From `2 ** exact` on, some of several integers are the same float. */
function wholeNumber({ type, text, known }: Given, exact: bigint): Rewritten | null {
  if (known === null) {
    const provided = `${text} is a whole number that ${type} holds${exact < (bits[type] ?? 0n) ? `, below 2^${exact}` : ''}`;
    return { text: `${text}::${type}`, provided };
  }
  const digits = /^(-?\d+)(?:\.0*)?$/.exec(known)?.[1];
  const number = digits === undefined ? null : BigInt(digits);
  const isExact = number !== null && number > -(2n ** exact) && number < 2n ** exact;
  return isExact ? { text: String(number), provided: null } : null;
}

/** How PostgreSQL writes the values of types of which equal texts are equal values, and no value has two. */
const written: Readonly<Record<string, RegExp>> = {
  smallint: /^(?:0|-?[1-9]\d*)$/,
  integer: /^(?:0|-?[1-9]\d*)$/,
  bigint: /^(?:0|-?[1-9]\d*)$/,
  uuid: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
  boolean: /^(?:true|false)$/,
  '"char"': /^[!-~]$/,
  macaddr: /^[\da-f]{2}(?::[\da-f]{2}){5}$/,
  macaddr8: /^[\da-f]{2}(?::[\da-f]{2}){7}$/,
};

function ofText({ type, text, known }: Given): Rewritten | null {
  if (type.startsWith('character(')) return withoutBlanks(text, known);
  const form = written[type];
  if (form === undefined) return null;
  const own = `${text}::${type}`;
  if (known === null) return { text: own, provided: `${text} is written as PostgreSQL writes ${type}` };
  return form.test(known) && isWithin(type, known) ? { text: own, provided: null } : null;
}

function isWithin(type: string, known: string): boolean {
  const power = bits[type];
  if (power === undefined) return true;
  const number = BigInt(known);
  return number >= -(2n ** power) && number < 2n ** power;
}

/** The text of a `character(12)` has no blanks at its end, and what is compared as `bpchar` has none that count. */
function withoutBlanks(text: string, known: string | null): Rewritten | null {
  if (known?.endsWith(' ')) return null;
  const provided = known === null ? `${text} ends in no blank` : null;
  return { text: `${text}::bpchar`, provided };
}

/** The value without a cast to what it is to be no longer. */
function plain(value: Node): Node {
  const target = castTo(value);
  if (target === null || !('TypeCast' in value) || value.TypeCast.arg === undefined) return value;
  return numbers.has(target) || texts.has(target) ? value.TypeCast.arg : value;
}

/** What a value is cast to, without a length. */
function castTo(value: Node): string | null {
  return 'TypeCast' in value ? wholeTypeName(value.TypeCast.typeName) : null;
}
