import type { TextRow } from '../postgres/index.ts';
import type { RowComparer } from './same-value.ts';

/** Rows that only one side has, as often as it has them more than the other. */
export interface LeftOver {
  readonly base: readonly TextRow[];
  readonly head: readonly TextRow[];
}

/** Whether two sides return the same rows, as often, in whatever order: base's are known, head's come one by one. */
export class RowBag {
  readonly #comparer: RowComparer;
  readonly #waiting = new Map<string, TextRow[]>();
  readonly #onlyHead: TextRow[] = [];

  constructor(base: readonly TextRow[], comparer: RowComparer) {
    this.#comparer = comparer;
    for (const row of base) {
      const key = comparer.key(row);
      const rows = this.#waiting.get(key);
      if (rows === undefined) this.#waiting.set(key, [row]);
      else rows.push(row);
    }
  }

  add(row: TextRow): void {
    if (this.#waiting.get(this.#comparer.key(row))?.pop() === undefined) this.#onlyHead.push(row);
  }

  /** What is left when all rows were added, in the order in which they came. */
  leftOver(): LeftOver {
    const onlyBase = [...this.#waiting.values()].flat();
    if (this.#comparer.inexact.length === 0) return { base: onlyBase, head: this.#onlyHead };
    return matchNearly(onlyBase, this.#onlyHead, this.#comparer);
  }
}

/**
 * Takes out the pairs that are the same within the tolerance. Rows that agree in every exact column are sorted by their
 * first number, so that each is compared with its neighbours only.
 */
function matchNearly(base: readonly TextRow[], head: readonly TextRow[], comparer: RowComparer): LeftOver {
  const [first = 0] = comparer.inexact;
  const value = (row: TextRow) => Number(row[first] ?? Number.NEGATIVE_INFINITY);
  const candidates = Map.groupBy(head, row => comparer.exactKey(row));
  const taken = new Set<TextRow>();
  const left: TextRow[] = [];
  for (const [key, rows] of Map.groupBy(base, row => comparer.exactKey(row))) {
    const others = (candidates.get(key) ?? []).toSorted((a, b) => compareNumbers(value(a), value(b)));
    let start = 0;
    for (const row of rows.toSorted((a, b) => compareNumbers(value(a), value(b)))) {
      // Everything before `start` is taken, or too small for this row and for all that follow.
      while (start < others.length && isBehind(others[start], row)) start++;
      let found: TextRow | undefined;
      for (let at = start; at < others.length && found === undefined; at++) {
        const other = others[at];
        if (other === undefined || taken.has(other)) continue;
        if (comparer.firstDifference(row, other) === -1) found = other;
        else if (value(other) > value(row) && !sameFirst(row, other)) break;
      }
      if (found === undefined) left.push(row);
      else taken.add(found);
    }
  }
  return { base: left, head: head.filter(row => !taken.has(row)) };

  function sameFirst(row: TextRow, other: TextRow): boolean {
    return comparer.isSame(row[first] ?? null, other[first] ?? null, first);
  }
  function isBehind(other: TextRow | undefined, row: TextRow): boolean {
    return other !== undefined && (taken.has(other) || (value(other) < value(row) && !sameFirst(row, other)));
  }
}

/** NaN sorts last, as in PostgreSQL. */
function compareNumbers(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a === b ? 0 : a < b ? -1 : 1;
}
