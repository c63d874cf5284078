import { type Plan, shape, walk } from '../plan/index.ts';
import { accessChanges } from './access-changes.ts';
import { bareName } from './accesses.ts';
import { joinChanges } from './join-changes.ts';
import { leavesOf, listed } from './leaves.ts';
import { parallelismChanges, sortChanges, spillChanges } from './sort-changes.ts';
import type { PlanChange } from './types.ts';

/** The most important first. A lost index comes before all of them. */
const importance: readonly PlanChange['kind'][] = [
  'access-path',
  'index-only-lost',
  'partitions',
  'spill-added',
  'join-method',
  'join-order',
  'parallelism-lost',
  'sort-added',
  'index',
  'spill-removed',
  'sort-removed',
  'parallelism-gained',
  'other',
];

/**
 * What differs between two plans of one case. Nodes are matched by the relations and aliases they work on, never by
 * position. Plans of different shape give at least one change.
 */
export function planChanges(base: Plan, head: Plan): readonly PlanChange[] {
  const changes = [
    ...accessChanges(base, head),
    ...joinChanges(base, head),
    ...sortChanges(base, head),
    ...spillChanges(base, head),
    ...parallelismChanges(base, head),
  ];
  if (changes.length === 0) changes.push(...firstDifference(base, head));
  const rank = (change: PlanChange) => (change.lostIndex ? -1 : importance.indexOf(change.kind));
  return changes.toSorted((a, b) => rank(a) - rank(b));
}

/** For shapes that differ in nothing that has a name of its own here, such as HashAggregate and GroupAggregate. */
function firstDifference(base: Plan, head: Plan): readonly PlanChange[] {
  if (shape(base) === shape(head)) return [];
  const [before, after] = [walk(base), walk(head)];
  const differs = (id: number) => {
    const [from, to] = [before[id], after[id]];
    return from === undefined || to === undefined || bareName(from) !== bareName(to);
  };
  const at = Array.from({ length: Math.max(base.size, head.size) }, (_, id) => id).find(differs);
  const from = (at === undefined ? undefined : before[at]) ?? base.root;
  const to = (at === undefined ? undefined : after[at]) ?? head.root;
  return [
    {
      kind: 'other',
      subject: listed(leavesOf(to)),
      from: bareName(from),
      to: bareName(to),
      lostIndex: false,
      baseNode: from.id,
      headNode: to.id,
    },
  ];
}
