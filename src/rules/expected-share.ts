import { filterParts } from './filter-conditions.ts';
import type { ScanReading } from './scan-reading.ts';
import { isServed } from './served-conditions.ts';

/** DEFAULT_NUM_DISTINCT in src/include/utils/selfuncs.h: as many values the planner takes an expression for that has no statistics. */
const defaultDistinct = 200;

/** Estimates are whole rows: of fewer than these they are too rounded to reckon with. */
const fewestRows = 10;

/**
 * Of the rows that a sequential scan reads, the share that the planner expects the parts of its filter to keep that an index
 * could serve: its estimate without the one part beside them, an expression compared by `=`. null where the rest is anything else.
 */
export async function expectedShare(scan: ScanReading): Promise<number | null> {
  const { first, table, accesses, scans, rowsPerScan } = scan;
  const parts = await filterParts(first.node.filter ?? '', first.relation.alias);
  const [part, ...others] = parts.filter(own => !own.some(each => isServed(each, table)));
  const [condition] = part ?? [];
  if (others.length > 0 || condition?.operator !== '=' || condition.isList) return null;
  const expected =
    accesses.reduce((sum, { node }) => sum + node.planRows * (node.actual?.loops ?? 0), 0) / scans;
  return expected < fewestRows ? null : Math.min(1, (expected / rowsPerScan) * defaultDistinct);
}
