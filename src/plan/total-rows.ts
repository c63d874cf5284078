import type { PlanNode } from './types.ts';

export interface TotalRows {
  /** Rows of all loops together, workers included. */
  readonly rows: number;
  /** The true number is within rows ± uncertainty. 0 for a single loop, whose rows are exact. */
  readonly uncertainty: number;
}

/**
 * Rows that a node returned in all its loops. EXPLAIN reports an average per loop, rounded to whole rows up to
 * PostgreSQL 17 and to two decimals from 18 on. null for EXPLAIN without ANALYZE.
 */
export function totalRows(node: PlanNode): TotalRows | null {
  if (node.actual === null) return null;
  const { rows, loops } = node.actual;
  const total = rows * loops;
  if (loops <= 1) return { rows: total, uncertainty: 0 };
  const uncertainty = (loops * node.rowsResolution) / 2;
  // Rows are whole: where less than one can be wrong, the nearest whole number is the true one.
  return uncertainty < 0.5 ? { rows: Math.round(total), uncertainty: 0 } : { rows: total, uncertainty };
}
