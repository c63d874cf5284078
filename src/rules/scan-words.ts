import { formatCount, formatShare } from '../comparison/index.ts';
import type { Facts } from './types.ts';

/**
 * Of facts with `rowsKept`, `rowsDiscarded`, `isExact`, `partitions` and `isPartitioned`: what both rules about filters of index
 * scans say of them.
 */
export function scanWords(facts: Facts) {
  const read = Number(facts.rowsKept) + Number(facts.rowsDiscarded);
  return {
    /** Before numbers of rows: `about `, or nothing where they are exact. */
    about: facts.isExact === true ? '' : 'about ',
    /** All rows that were read. */
    read: formatCount(read),
    /** `, in 12 partitions,`; nothing where it is one table. */
    partitions:
      Number(facts.partitions) > 1
        ? `, in ${formatCount(Number(facts.partitions))} ${facts.isPartitioned === true ? 'partitions' : 'tables'},`
        : '',
    /** The share of them that the filter throws away. */
    thrown: formatShare(read === 0 ? 0 : Number(facts.rowsDiscarded) / read),
  };
}
