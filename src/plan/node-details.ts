import { temporary } from './plan-work.ts';
import type { PlanNode } from './types.ts';

/**
 * The lines below a node that explain its numbers: conditions, what was thrown away, memory and disk, workers.
 * Worded as EXPLAIN's text format does. Source: ExplainNode in src/backend/commands/explain.c.
 */
export function nodeDetails(node: PlanNode): readonly string[] {
  const { other } = node;
  const lines: string[] = [];
  tell(lines, 'Index Cond', node.indexCond);
  tell(lines, 'Order By', readable(other['Order By']));
  tell(lines, 'Recheck Cond', node.recheckCond);
  tell(lines, 'TID Cond', readable(other['TID Cond']));
  tell(lines, 'Hash Cond', node.hashCond);
  tell(lines, 'Merge Cond', node.mergeCond);
  tell(lines, 'Join Filter', node.joinFilter);
  tell(lines, 'One-Time Filter', readable(other['One-Time Filter']));
  tell(lines, 'Filter', node.filter);
  tell(lines, 'Rows Removed by Index Recheck', node.rowsRemovedByIndexRecheck || null);
  tell(lines, 'Rows Removed by Join Filter', node.rowsRemovedByJoinFilter || null);
  tell(lines, 'Rows Removed by Filter', node.rowsRemovedByFilter || null);
  tell(lines, 'Sort Key', readable(node.sortKey));
  tell(lines, 'Presorted Key', readable(other['Presorted Key']));
  tell(lines, 'Group Key', readable(node.groupKey));
  tell(lines, 'Cache Key', readable(other['Cache Key']));
  tell(lines, 'Hits', hitsOf(node));
  tell(lines, 'Heap Fetches', node.heapFetches);
  tell(lines, 'Heap Blocks', heapBlocksOf(node));
  tell(lines, 'Sort Method', sortOf(node));
  tell(lines, 'Batches', batchesOf(node));
  tell(
    lines,
    'Subplans Removed',
    other['Subplans Removed'] === 0 ? null : readable(other['Subplans Removed']),
  );
  tell(lines, 'Conflict Resolution', readable(other['Conflict Resolution']));
  tell(lines, 'Workers', workersOf(node));
  tell(lines, 'Temporary Blocks', node.buffers === null ? null : temporary(node.buffers) || null);
  if (node.disabled) lines.push('Disabled: true');
  return lines;
}

function tell(lines: string[], label: string, value: string | number | null): void {
  if (value !== null && value !== '') lines.push(`${label}: ${value}`);
}

function readable(value: unknown): string | null {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.filter(item => typeof item === 'string').join(', ') : null;
}

function hitsOf({ other }: PlanNode): string | null {
  if (typeof other['Cache Hits'] !== 'number') return null;
  const evictions = readable(other['Cache Evictions']);
  return `${other['Cache Hits']}  Misses: ${readable(other['Cache Misses'])}  Evictions: ${evictions}`;
}

/** Only where some blocks were too many to remember their rows. */
function heapBlocksOf({ other }: PlanNode): string | null {
  if (typeof other['Lossy Heap Blocks'] !== 'number' || other['Lossy Heap Blocks'] === 0) return null;
  return `exact=${readable(other['Exact Heap Blocks'])} lossy=${other['Lossy Heap Blocks']}`;
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
