import { formatCount } from '../comparison/index.ts';
import type { Facts } from './types.ts';

/**
 * How many rows a scan kept, of facts with `rowsKept`, `mostKept` and `isExact`. EXPLAIN rounds the rows of several loops: none
 * for each of a thousand may be some hundreds in all.
 */
export function keptRows({ rowsKept, mostKept, isExact }: Facts): string {
  if (isExact === true) return formatCount(Number(rowsKept));
  return Number(rowsKept) === 0
    ? `at most ${formatCount(Number(mostKept))}`
    : `about ${formatCount(Number(rowsKept))}`;
}
