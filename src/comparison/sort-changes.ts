import { type Plan, type PlanNode, type Spill, spills, walk } from '../plan/index.ts';
import { bareName } from './accesses.ts';
import { leavesOf, listed } from './leaves.ts';
import { formatCount } from './quantity.ts';
import type { PlanChange } from './types.ts';

/** Sorts by other keys than the other side has. */
export function sortChanges(base: Plan, head: Plan): readonly PlanChange[] {
  const sorts = (plan: Plan) =>
    walk(plan)
      .filter(node => node.sortKey.length > 0 && node.type.endsWith('Sort'))
      .map(node => ({ node, key: node.sortKey.join(', '), words: sortWords(node) }));
  const { baseOnly, headOnly } = unmatched(sorts(base), sorts(head));
  return [
    ...headOnly.map(({ node, words }) => appeared('sort-added', node, '', words)),
    ...baseOnly.map(({ node, words }) => disappeared('sort-removed', node, words, '')),
  ];
}

/** What did not fit into memory on one side only. */
export function spillChanges(base: Plan, head: Plan): readonly PlanChange[] {
  const found = (plan: Plan) => {
    const nodes = walk(plan);
    return spills(plan).flatMap(spill => {
      const node = nodes[spill.node];
      if (node === undefined) return [];
      return {
        node,
        key: JSON.stringify([spill.kind, leavesOf(node).toSorted()]),
        words: spillWords(node, spill),
      };
    });
  };
  const { baseOnly, headOnly } = unmatched(found(base), found(head));
  return [
    ...headOnly.map(({ node, words }) => appeared('spill-added', node, 'no spill', words)),
    ...baseOnly.map(({ node, words }) => disappeared('spill-removed', node, words, 'no spill')),
  ];
}

/** Parallel workers on one side only. How many there are is a setting, not a property of the plan. */
export function parallelismChanges(base: Plan, head: Plan): readonly PlanChange[] {
  const gather = (plan: Plan) =>
    walk(plan).find(node => node.type === 'Gather' || node.type === 'Gather Merge');
  const [before, after] = [gather(base), gather(head)];
  const none = 'no parallel workers';
  if (before !== undefined && after === undefined) {
    return [disappeared('parallelism-lost', before, gatherWords(before), none)];
  }
  if (before === undefined && after !== undefined) {
    return [appeared('parallelism-gained', after, none, gatherWords(after))];
  }
  return [];
}

interface Keyed {
  readonly node: PlanNode;
  readonly key: string;
  readonly words: string;
}

/** What has no partner of the same key on the other side. */
function unmatched(base: readonly Keyed[], head: readonly Keyed[]) {
  return { baseOnly: without(base, head), headOnly: without(head, base) };
}

function without(own: readonly Keyed[], others: readonly Keyed[]): readonly Keyed[] {
  const waiting = new Map<string, number>();
  for (const { key } of others) waiting.set(key, (waiting.get(key) ?? 0) + 1);
  return own.filter(({ key }) => {
    const left = waiting.get(key) ?? 0;
    waiting.set(key, left - 1);
    return left <= 0;
  });
}

function sortWords(node: PlanNode): string {
  const by = `${bareName(node)} by ${node.sortKey.join(', ')}`;
  if (node.sort === null) return by;
  return `${by} (${node.sort.method}, ${formatCount(node.sort.spaceUsed)} kB)`;
}

function spillWords(node: PlanNode, spill: Spill): string {
  const name = bareName(node);
  if (spill.disk !== null) return `${name}, ${formatCount(spill.disk)} kB on disk`;
  const batches = node.hash?.batches ?? 0;
  if (batches > 1) return `${name} in ${formatCount(batches)} batches`;
  return `${name}, ${formatCount(spill.blocks)} temporary blocks`;
}

function gatherWords(node: PlanNode): string {
  const workers = node.workersPlanned ?? 0;
  return `${node.type} with ${workers} ${workers === 1 ? 'worker' : 'workers'}`;
}

function appeared(kind: PlanChange['kind'], node: PlanNode, from: string, to: string): PlanChange {
  return {
    kind,
    subject: listed(leavesOf(node)),
    from,
    to,
    lostIndex: false,
    baseNode: null,
    headNode: node.id,
  };
}

function disappeared(kind: PlanChange['kind'], node: PlanNode, from: string, to: string): PlanChange {
  return {
    kind,
    subject: listed(leavesOf(node)),
    from,
    to,
    lostIndex: false,
    baseNode: node.id,
    headNode: null,
  };
}
