import type { Column, TextRow } from '../postgres/index.ts';
import { type CollectedRows, type RowLimits, type RowSource, rowCounter } from './collect-rows.ts';
import { type LeftOver, RowBag } from './row-bag.ts';
import { RowComparer } from './same-value.ts';
import type { ResultsDifference } from './types.ts';

export interface ResultsPolicy {
  readonly mode: 'bag' | 'ordered';
  /** Relative, for floats and numerics. */
  readonly tolerance: number;
}

export interface ComparedResults {
  /** Rows that the second side returned. */
  readonly rows: number;
  /** null when both return the same. */
  readonly difference: ResultsDifference | null;
}

/**
 * Reads the second side's rows and compares them with those of the first, which were collected: as a bag, or one by one
 * in the order in which they come. Only one side's rows, and of the other those that have no counterpart, are kept.
 * Throws TooManyRows beyond the limits.
 */
export async function compareResults(
  base: CollectedRows,
  readHead: RowSource,
  { mode, tolerance }: ResultsPolicy,
  limits: RowLimits,
): Promise<ComparedResults> {
  const counter = rowCounter(limits);
  let compared: Compared | null = null;
  const columns = await readHead((row, columns) => {
    counter.add(row);
    compared ??= new Compared(base, columns, tolerance);
    compared.add(row);
  });
  const all = compared ?? new Compared(base, columns, tolerance);
  return { rows: counter.rows, difference: all.difference(mode) };
}

class Compared {
  readonly #base: CollectedRows;
  readonly #columns: readonly Column[];
  readonly #comparer: RowComparer;
  readonly #bag: RowBag;
  #rows = 0;
  /** The first row that differs from base's in the same place. */
  #first: { readonly at: number; readonly row: TextRow } | null = null;

  constructor(base: CollectedRows, columns: readonly Column[], tolerance: number) {
    this.#base = base;
    this.#columns = columns;
    this.#comparer = new RowComparer(base.columns, columns, tolerance);
    this.#bag = new RowBag(base.rows, this.#comparer);
  }

  add(row: TextRow): void {
    const before = this.#base.rows[this.#rows];
    if (this.#first === null && (before === undefined || this.#comparer.firstDifference(before, row) !== -1))
      this.#first = { at: this.#rows, row };
    this.#rows++;
    this.#bag.add(row);
  }

  difference(mode: ResultsPolicy['mode']): ResultsDifference | null {
    const [before, after] = [this.#base.columns, this.#columns].map(columns =>
      columns.map(({ name }) => name),
    );
    if (before === undefined || after === undefined) throw new Error('two sides have columns');
    if (JSON.stringify(before) !== JSON.stringify(after))
      return { kind: 'columns', base: before, head: after };
    const left = this.#bag.leftOver();
    if (left.base.length > 0 || left.head.length > 0) return this.#rowsDiffer(left, mode);
    return mode === 'ordered' && this.#first !== null ? { kind: 'order', row: this.#first.at + 1 } : null;
  }

  #rowsDiffer(left: LeftOver, mode: ResultsPolicy['mode']): ResultsDifference {
    const counts = { onlyBase: left.base.length, onlyHead: left.head.length };
    const inPlace = mode === 'ordered' ? this.#inPlace() : null;
    const pair = inPlace ?? { row: null, ...this.#nearest(left) };
    if (pair.base === null || pair.head === null)
      return { kind: 'rows', ...counts, row: pair.row, value: null };
    const at = this.#comparer.firstDifference(pair.base, pair.head);
    const value = {
      column: this.#columns[at]?.name ?? '',
      base: pair.base[at] ?? null,
      head: pair.head[at] ?? null,
      isHidden: false,
    };
    return { kind: 'rows', ...counts, row: pair.row, value };
  }

  /** The first place in which the sides differ; null for a side that has fewer rows. */
  #inPlace() {
    const at = this.#first?.at ?? this.#rows;
    return { row: at + 1, base: this.#base.rows[at] ?? null, head: this.#first?.row ?? null };
  }

  /** Base's first row that head lacks, and the row of head that is most like it. */
  #nearest({ base, head }: LeftOver): { readonly base: TextRow | null; readonly head: TextRow | null } {
    const [row = null] = base;
    if (row === null) return { base: null, head: null };
    const alike = (other: TextRow) =>
      other.filter((value, at) => this.#comparer.isSame(row[at] ?? null, value, at)).length;
    const [best = null] = head
      .slice(0, mostCompared)
      .map(other => ({ other, points: alike(other) }))
      .toSorted((a, b) => b.points - a.points);
    // Rows that have nothing in common are no versions of one row.
    return { base: row, head: best !== null && (best.points > 0 || row.length === 1) ? best.other : null };
  }
}

/** Rows among which the one that is most like another is looked for. */
const mostCompared = 1000;
