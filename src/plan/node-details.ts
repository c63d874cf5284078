import { temporary } from './plan-work.ts';
import type { PlanNode } from './types.ts';

/**
 * The lines below a node that explain its numbers: conditions, what was thrown away, memory and disk, workers.
 * Worded as EXPLAIN's text format does. Source: ExplainNode in src/backend/commands/explain.c.
 */
export function nodeDetails(node: PlanNode): readonly string[] {
  const lines: string[] = [];
  const tell = (label: string, value: string | number | null | undefined) => {
    if (value !== null && value !== undefined && value !== '') lines.push(`${label}: ${value}`);
  };
  const other = (key: string) => readable(node.other[key]);
  const counted = (key: string) => (node.other[key] === 0 ? null : other(key));
  tell('Index Cond', node.indexCond);
  tell('Order By', other('Order By'));
  tell('Recheck Cond', node.recheckCond);
  tell('TID Cond', other('TID Cond'));
  tell('Hash Cond', node.hashCond);
  tell('Merge Cond', node.mergeCond);
  tell('Join Filter', node.joinFilter);
  tell('One-Time Filter', other('One-Time Filter'));
  tell('Filter', node.filter);
  tell('Rows Removed by Index Recheck', node.rowsRemovedByIndexRecheck || null);
  tell('Rows Removed by Join Filter', node.rowsRemovedByJoinFilter || null);
  tell('Rows Removed by Filter', node.rowsRemovedByFilter || null);
  tell('Sort Key', node.sortKey.join(', '));
  tell('Presorted Key', other('Presorted Key'));
  tell('Group Key', node.groupKey.join(', '));
  tell('Cache Key', other('Cache Key'));
  if (typeof node.other['Cache Hits'] === 'number') {
    tell(
      'Hits',
      `${other('Cache Hits')}  Misses: ${other('Cache Misses')}  Evictions: ${other('Cache Evictions')}`,
    );
  }
  tell('Heap Fetches', node.heapFetches);
  if (Number(node.other['Lossy Heap Blocks'] ?? 0) > 0) {
    tell('Heap Blocks', `exact=${other('Exact Heap Blocks')} lossy=${other('Lossy Heap Blocks')}`);
  }
  tell('Sort Method', sortOf(node));
  tell('Batches', batchesOf(node));
  tell('Subplans Removed', counted('Subplans Removed'));
  tell('Conflict Resolution', other('Conflict Resolution'));
  tell('Workers', workersOf(node));
  tell('Temporary Blocks', node.buffers === null ? null : temporary(node.buffers) || null);
  if (node.disabled) lines.push('Disabled: true');
  return lines;
}

function readable(value: unknown): string | null {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.filter(item => typeof item === 'string').join(', ') : null;
}

function sortOf({ sort }: PlanNode): string | null {
  return sort === null ? null : `${sort.method}  ${sort.spaceType}: ${sort.spaceUsed}kB`;
}

/** One batch is what one expects, and says nothing. */
function batchesOf({ hash }: PlanNode): string | null {
  if (hash === null || ((hash.batches ?? 0) <= 1 && !hash.diskUsage)) return null;
  const memory = hash.peakMemory === null ? '' : `  Memory: ${hash.peakMemory}kB`;
  const disk = hash.diskUsage ? `  Disk: ${hash.diskUsage}kB` : '';
  return `${hash.batches}${memory}${disk}`;
}

function workersOf(node: PlanNode): string | null {
  if (node.workersPlanned === null) return null;
  return node.workersLaunched === null
    ? `${node.workersPlanned} planned`
    : `${node.workersPlanned} planned, ${node.workersLaunched} launched`;
}
