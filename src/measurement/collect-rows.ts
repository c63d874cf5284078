import type { Column, TextRow } from '../postgres/index.ts';

/** Executes a statement and hands over its rows one by one; gives its columns. */
export type RowSource = (
  onRow: (row: TextRow, columns: readonly Column[]) => void,
) => Promise<readonly Column[]>;

/** How many rows of a side are compared, and how many characters of them may be kept. */
export interface RowLimits {
  readonly rows: number;
  readonly characters: number;
}

export const rowLimits: RowLimits = { rows: 100_000, characters: 64 * 1024 * 1024 };

/** More rows than are compared. Thrown to end the statement that returns them. */
export class TooManyRows extends Error {}

/** Throws TooManyRows as soon as the rows that it is told of are beyond the limits. */
export function rowCounter(limits: RowLimits): {
  readonly add: (row: TextRow) => void;
  readonly rows: number;
} {
  let rows = 0;
  let characters = 0;
  return {
    add(row) {
      rows++;
      for (const value of row) characters += value?.length ?? 0;
      if (rows > limits.rows)
        throw new TooManyRows(`it returns more than ${limits.rows.toLocaleString('en')} rows`);
      if (characters > limits.characters) {
        const size = Math.round(limits.characters / 1024 / 1024);
        throw new TooManyRows(`its rows take more than ${size} MB`);
      }
    },
    get rows() {
      return rows;
    },
  };
}

export interface CollectedRows {
  readonly columns: readonly Column[];
  readonly rows: readonly TextRow[];
}

/** All rows of a statement. Throws TooManyRows beyond the limits. */
export async function collectRows(read: RowSource, limits: RowLimits): Promise<CollectedRows> {
  const counter = rowCounter(limits);
  const rows: TextRow[] = [];
  const columns = await read(row => {
    counter.add(row);
    rows.push(row);
  });
  return { columns, rows };
}
