import { type Plan, type PlanNode, type Spill, spills, subtree, walk } from '../plan/index.ts';
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

/** More are not told apart. */
const mostGathers = 100;
const mostNodes = 200;

/**
 * Parallel workers on one side only, of each part of the plan that has some. How many there are is a setting, not a property of
 * the plan, and so is it where above its relations the part begins.
 */
export function parallelismChanges(base: Plan, head: Plan): readonly PlanChange[] {
  const gathers = (plan: Plan) =>
    walk(plan)
      .filter(({ type }) => type === 'Gather' || type === 'Gather Merge')
      .slice(0, mostGathers)
      .map(node => ({
        node,
        key: JSON.stringify(leavesOf(node).toSorted()),
        words: gatherWords(node),
        reads: readBelow(plan, node),
      }));
  const { baseOnly, headOnly } = unmatched(gathers(base), gathers(head));
  const gained = [...headOnly];
  const lost = baseOnly.filter(({ reads }) => {
    const at = gained.findIndex(other => [...reads].some(name => other.reads.has(name)));
    if (at >= 0) gained.splice(at, 1);
    return at < 0;
  });
  const none = 'no parallel workers';
  return [
    ...lost.map(({ node, words }) => disappeared('parallelism-lost', node, words, none)),
    ...gained.map(({ node, words }) => appeared('parallelism-gained', node, none, words)),
  ];
}

/** By their own names, which stay when a query calls them otherwise. */
function readBelow(plan: Plan, node: PlanNode): ReadonlySet<string> {
  const below = subtree(plan, node).slice(0, mostNodes);
  return new Set(below.flatMap(({ relation }) => relation?.name ?? []));
}

interface Keyed {
  readonly node: PlanNode;
  readonly key: string;
  readonly words: string;
}

/** What has no partner of the same key on the other side. */
function unmatched<K extends Keyed>(base: readonly K[], head: readonly K[]) {
  return { baseOnly: without(base, head), headOnly: without(head, base) };
}

function without<K extends Keyed>(own: readonly K[], others: readonly K[]): readonly K[] {
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
