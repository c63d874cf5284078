import type { RawObject } from './field-reader.ts';
import { noBuffers, noWal } from './text-buffers.ts';
import type { Raw } from './text-numbers.ts';

/**
 * Fills in what the text format leaves out because it is 0, where another line of the plan shows that it was counted,
 * and what the JSON format of PostgreSQL 18 says of every node.
 */
export function fillZeros(nodes: readonly Raw[], { buffers, wal }: { buffers: boolean; wal: boolean }): void {
  const hasTime = nodes.some(raw => raw['Actual Total Time'] !== undefined);
  const isNew = nodes.some(raw => raw.Disabled !== undefined);
  for (const raw of nodes) {
    if (isNew) raw.Disabled ??= false;
    for (const counted of [raw, ...((raw.Workers ?? []) as Raw[])]) {
      if (counted['Actual Loops'] === undefined) continue;
      if (hasTime) addMissing(counted, noTime);
      if (buffers) addMissing(counted, noBuffers);
      if (wal) addMissing(counted, noWal);
    }
    if (raw['Actual Loops'] === undefined) continue;
    for (const [condition, removed] of conditions) {
      if (raw[condition] !== undefined && raw['Node Type'] !== 'Bitmap Index Scan') raw[removed] ??= 0;
    }
  }
}

const noTime: RawObject = { 'Actual Startup Time': 0, 'Actual Total Time': 0 };

const conditions = [
  ['Filter', 'Rows Removed by Filter'],
  ['Join Filter', 'Rows Removed by Join Filter'],
  ['Index Cond', 'Rows Removed by Index Recheck'],
  ['Recheck Cond', 'Rows Removed by Index Recheck'],
] as const;

function addMissing(raw: Raw, fields: RawObject): void {
  for (const key of Object.keys(fields)) raw[key] ??= fields[key];
}
