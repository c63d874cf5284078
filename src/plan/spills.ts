import { booksOf } from './books.ts';
import type { HashInfo, Plan, PlanNode, SortInfo } from './types.ts';

/** Whether a sort used a file, in the leader or in a worker. */
export function sortSpilled(node: PlanNode): boolean {
  const onDisk = (sort: SortInfo | null) => sort?.spaceType === 'Disk';
  return onDisk(node.sort) || node.workers.some(worker => onDisk(worker.sort));
}

/** Whether a hash did not fit into work_mem (more than one batch, or disk used), in the leader or in a worker. */
export function hashSpilled(node: PlanNode): boolean {
  const isSplit = (hash: HashInfo | null) => (hash?.batches ?? 0) > 1 || (hash?.diskUsage ?? 0) > 0;
  return isSplit(node.hash) || node.workers.some(worker => isSplit(worker.hash));
}

export interface Spill {
  readonly node: number;
  readonly kind: 'sort' | 'hash' | 'tuplestore';
  /** kB on disk, where EXPLAIN says it. */
  readonly disk: number | null;
  /** Temporary blocks that the node itself read and wrote; 0 without BUFFERS. A Hash's do not hold its join's. */
  readonly blocks: number;
}

/** Where work_mem did not suffice. A tuplestore is what Materialize, CTE Scan, WindowAgg and functions keep rows in. */
export function spills(plan: Plan): readonly Spill[] {
  const { ledger } = booksOf(plan);
  const found: Spill[] = [];
  for (const node of ledger.nodes) {
    const blocks = ledger.temporaryAt(node.id);
    if (sortSpilled(node)) {
      const used = [node.sort, ...node.workers.map(worker => worker.sort)];
      const disk = used.reduce((sum, sort) => sum + (sort?.spaceType === 'Disk' ? sort.spaceUsed : 0), 0);
      found.push({ node: node.id, kind: 'sort', disk, blocks });
    } else if (hashSpilled(node)) {
      const used = [node.hash, ...node.workers.map(worker => worker.hash)];
      const disk = used.reduce((sum, hash) => sum + (hash?.diskUsage ?? 0), 0);
      found.push({ node: node.id, kind: 'hash', disk: disk === 0 ? null : disk, blocks });
    } else if (blocks > 0 && !node.children.some(hashSpilled)) {
      found.push({ node: node.id, kind: 'tuplestore', disk: null, blocks });
    }
  }
  return found;
}
