import type { Work } from './types.ts';

/** Whether all of them touched and wrote as much. Rows are left out: up to PostgreSQL 17 EXPLAIN rounds them. */
export function sameWork(works: readonly Work[]): boolean {
  const [first, ...others] = works;
  return others.every(
    ({ buffers, temp, wal }) => buffers === first?.buffers && temp === first.temp && wal === first.wal,
  );
}
