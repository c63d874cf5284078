import { balance } from './exclusive.ts';
import type { Buffers, Plan, Work } from './types.ts';

/** Shared and local blocks touched: found in cache or read. Temporary blocks are not among them. */
export function touched(buffers: Buffers): number {
  return buffers.sharedHit + buffers.sharedRead + buffers.localHit + buffers.localRead;
}

/** Temporary blocks read and written. */
export function temporary(buffers: Buffers): number {
  return buffers.tempRead + buffers.tempWritten;
}

/**
 * Work of one execution as the tree shows it, zero where EXPLAIN was not asked. Planning is not in it, nor are AFTER,
 * foreign-key and deferred triggers, which run after the tree. Rows are those that the root returned; of an INSERT,
 * UPDATE, DELETE or MERGE without RETURNING, which returns none, those that it was given to change.
 */
export function planWork(plan: Plan): Work {
  const { buffers, wal } = balance(plan);
  return {
    buffers: buffers === null ? 0 : touched(buffers),
    rows: rowsOf(plan),
    temp: buffers === null ? 0 : temporary(buffers),
    wal: wal ?? 0,
  };
}

function rowsOf({ root }: Plan): number {
  const returned = Math.round((root.actual?.rows ?? 0) * (root.actual?.loops ?? 0));
  if (root.type !== 'ModifyTable' || returned > 0) return returned;
  const source = root.children.find(child => child.parentRelationship === 'Outer');
  return Math.round((source?.actual?.rows ?? 0) * (source?.actual?.loops ?? 0));
}
