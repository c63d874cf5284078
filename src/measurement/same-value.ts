import type { Column, TextRow } from '../postgres/index.ts';

/** OIDs of pg_type.dat: they never change. */
const float4 = 700;
const float8 = 701;
const numeric = 1700;
const integers: readonly number[] = [20, 21, 23];
const inexact: readonly number[] = [float4, float8, numeric];

/** A float4 has seven digits; what a sum of them loses with another order of rows is of this size. */
const float4Tolerance = 1e-6;

/** Sums of floats that come out as zero in one order of rows need not in another. */
const nearZero = 1e-12;

/**
 * How the values of each column are compared, in PostgreSQL's text form. Floats and numerics are the same within a
 * relative tolerance, and whole numbers with them where the other side has a float or numeric; everything else is the
 * same only to the letter, floats inside of arrays, JSON and composites included. NULL is the same as NULL.
 */
export class RowComparer {
  /** Per column; null where the text decides. */
  readonly #tolerances: readonly (number | null)[];
  /** Positions of the columns with a tolerance. */
  readonly inexact: readonly number[];

  constructor(base: readonly Column[], head: readonly Column[], tolerance: number) {
    this.#tolerances = base.map(({ type }, at) => toleranceOf(type, head[at]?.type ?? type, tolerance));
    this.inexact = this.#tolerances.flatMap((own, at) => (own === null ? [] : [at]));
  }

  /** The first column whose values differ; -1 when the rows are the same. */
  firstDifference(base: TextRow, head: TextRow): number {
    return this.#tolerances.findIndex((_, at) => !this.isSame(base[at] ?? null, head[at] ?? null, at));
  }

  isSame(base: string | null, head: string | null, column: number): boolean {
    if (base === head) return true;
    const tolerance = this.#tolerances[column] ?? null;
    if (base === null || head === null || tolerance === null) return false;
    const [a, b] = [Number(base), Number(head)];
    const difference = Math.abs(a - b);
    // NaN and infinity are the same only to the letter.
    if (!Number.isFinite(difference)) return false;
    return difference <= tolerance * Math.max(Math.abs(a), Math.abs(b)) || difference <= nearZero;
  }

  /** Equal for rows that are equal to the letter, trailing zeros of numerics aside. */
  key(row: TextRow): string {
    return JSON.stringify(row.map((value, at) => (this.#tolerances[at] === null ? value : plain(value))));
  }

  /** Equal for rows that can only differ in columns with a tolerance. */
  exactKey(row: TextRow): string {
    return JSON.stringify(row.filter((_, at) => this.#tolerances[at] === null));
  }
}

function toleranceOf(base: number, head: number, tolerance: number): number | null {
  const areNumbers = [base, head].every(type => inexact.includes(type) || integers.includes(type));
  if (!areNumbers || !(inexact.includes(base) || inexact.includes(head))) return null;
  return base === float4 || head === float4 ? Math.max(tolerance, float4Tolerance) : tolerance;
}

/** `1.500` as `1.5`, `-0` as `0`. */
function plain(value: string | null): string | null {
  if (value === null || !/^-?\d+(?:\.\d+)?$/.test(value)) return value;
  const short = value.includes('.') ? value.replace(/\.?0+$/, '') : value;
  return short === '-0' ? '0' : short;
}
