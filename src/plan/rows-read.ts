import type { Plan, PlanNode } from './types.ts';
import { walk } from './walk.ts';

export interface RowsRead {
  readonly rows: number;
  /** The true number is within rows ± uncertainty. */
  readonly uncertainty: number;
}

/**
 * Rows that scans of tables read in all their loops: those that they returned, and those that a filter or a recheck threw
 * away. EXPLAIN reports averages per loop, rounded: returned rows to whole ones up to PostgreSQL 17 and to two decimals from
 * 18 on, removed rows to whole ones always. A ModifyTable names its table too and reads it through its child.
 */
export function rowsRead(plan: Plan, isCounted: (node: PlanNode) => boolean = () => true): RowsRead {
  const scans = walk(plan).filter(
    node => node.relation !== null && node.type !== 'ModifyTable' && isCounted(node),
  );
  return scans
    .map(readBy)
    .reduce((sum, own) => ({ rows: sum.rows + own.rows, uncertainty: sum.uncertainty + own.uncertainty }), {
      rows: 0,
      uncertainty: 0,
    });
}

function readBy({ actual, rowsResolution, ...node }: PlanNode): RowsRead {
  if (actual === null) return { rows: 0, uncertainty: 0 };
  const { rows, loops } = actual;
  const removed = [node.rowsRemovedByFilter, node.rowsRemovedByIndexRecheck].filter(each => each !== null);
  const total = (rows + removed.reduce((sum, each) => sum + each, 0)) * loops;
  if (loops <= 1) return { rows: total, uncertainty: 0 };
  return { rows: total, uncertainty: (loops * (rowsResolution + removed.length)) / 2 };
}
