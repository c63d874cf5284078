import type { Plan } from '../plan/index.ts';
import { type Access, accesses, subjectOf } from './accesses.ts';
import { displayName } from './display-name.ts';
import type { PlanChange } from './types.ts';

/** How relations are reached differently: matched by relation and alias wherever they stand in the plan. */
export function accessChanges(base: Plan, head: Plan): readonly PlanChange[] {
  const { pairs, baseOnly, headOnly } = matchAccesses(accesses(base), accesses(head));
  const changed = pairs.flatMap(([from, to]) => {
    const change = accessChange(from, to);
    return change === null ? [] : { change, from, to };
  });
  const partitioned = partitionCounts(
    [...pairs.map(([from]) => from), ...baseOnly],
    [...pairs.map(([, to]) => to), ...headOnly],
  );
  const isPartition = (access: Access) => partitioned.stems.has(access.partitionOf ?? access.relation.alias);
  return [
    ...collapsePartitions(changed),
    ...partitioned.changes,
    ...baseOnly.filter(access => !isPartition(access)).map(removed),
    ...headOnly.filter(access => !isPartition(access)).map(added),
  ];
}

export interface Matched {
  /** Base's access and head's. */
  readonly pairs: readonly (readonly [Access, Access])[];
  readonly baseOnly: readonly Access[];
  readonly headOnly: readonly Access[];
}

/** What a pair must share, from the surest to the weakest. Rewritten queries and pruned partitions change aliases. */
const keys: readonly ((access: Access) => string)[] = [
  ({ relation, name }) => JSON.stringify([relation.schema, relation.name, relation.alias, name]),
  ({ relation }) => JSON.stringify([relation.schema, relation.name, relation.alias]),
  ({ relation, name }) => JSON.stringify([relation.schema, relation.name, name]),
  ({ relation }) => JSON.stringify([relation.schema, relation.name]),
];

/** Pairs the accesses of two plans by what they read, in head's order. */
export function matchAccesses(base: readonly Access[], head: readonly Access[]): Matched {
  const before = kept.get(head);
  if (before?.base === base) return before.matched;
  const matched = match(base, head);
  kept.set(head, { base, matched });
  return matched;
}

/** Several rules ask for the same two lists, which never change. */
const kept = new WeakMap<
  readonly Access[],
  { readonly base: readonly Access[]; readonly matched: Matched }
>();

function match(base: readonly Access[], head: readonly Access[]): Matched {
  const pairs: (readonly [Access, Access])[] = [];
  let baseOnly = base;
  let headOnly = head;
  for (const key of keys) {
    const waiting = Map.groupBy(headOnly.toReversed(), key);
    const taken = new Set<Access>();
    baseOnly = baseOnly.filter(access => {
      const partner = waiting.get(key(access))?.pop();
      if (partner === undefined) return true;
      pairs.push([access, partner]);
      taken.add(partner);
      return false;
    });
    headOnly = headOnly.filter(access => !taken.has(access));
  }
  return { pairs: pairs.sort(([, a], [, b]) => a.node.id - b.node.id), baseOnly, headOnly };
}

function accessChange(from: Access, to: Access): PlanChange | null {
  if (from.name === to.name) return null;
  const usesIndex = (access: Access) => access.kind === 'index' || access.kind === 'index-only';
  const kind = (): PlanChange['kind'] => {
    if (from.kind === 'index-only' && to.kind === 'index') return 'index-only-lost';
    return from.kind === to.kind ? 'index' : 'access-path';
  };
  return {
    kind: kind(),
    subject: subjectOf(to.relation),
    from: from.name,
    to: to.name,
    lostIndex: usesIndex(from) && to.kind === 'sequential',
    baseNode: from.node.id,
    headNode: to.node.id,
  };
}

interface AccessChange {
  readonly change: PlanChange;
  readonly from: Access;
  readonly to: Access;
}

/** The same change in many partitions is one change of the partitioned table. */
function collapsePartitions(changes: readonly AccessChange[]): readonly PlanChange[] {
  const groups = Map.groupBy(changes, ({ to, from, change }) =>
    to.partitionOf === null
      ? `node ${to.node.id}`
      : JSON.stringify([to.partitionOf, change.kind, from.node.type, to.node.type]),
  );
  return [...groups.values()].flatMap(group => {
    const first = group[0];
    if (first === undefined) return [];
    if (group.length === 1 || first.to.partitionOf === null) return first.change;
    const subject = `${displayName(first.to.partitionOf)} (${group.length} partitions)`;
    return { ...first.change, subject, from: first.from.node.type, to: first.to.node.type };
  });
}

/** Partitioned tables of which head scans more or fewer partitions. */
function partitionCounts(base: readonly Access[], head: readonly Access[]) {
  const stems = new Set([...base, ...head].flatMap(access => access.partitionOf ?? []));
  const changes: PlanChange[] = [];
  // A single partition that is left stands without its Append and has the alias itself.
  const stemOf = (access: Access) => access.partitionOf ?? access.relation.alias;
  const members = [base, head].map(side => Map.groupBy(side.filter(mayRun), stemOf));
  for (const stem of stems) {
    const [before = [], after = []] = members.map(side => side.get(stem) ?? []);
    if (before.length === after.length || before.length === 0 || after.length === 0) continue;
    changes.push({
      kind: 'partitions',
      subject: displayName(stem),
      from: partitions(before.length),
      to: partitions(after.length),
      lostIndex: false,
      baseNode: before[0]?.node.id ?? null,
      headNode: after[0]?.node.id ?? null,
    });
  }
  return { stems, changes };
}

/** Partitions that are pruned while the plan runs stand in it, and are never executed. */
function mayRun({ node: { actual } }: Access): boolean {
  return actual === null || actual.loops > 0;
}

function partitions(count: number): string {
  return `${count} ${count === 1 ? 'partition' : 'partitions'}`;
}

const nothing = { from: '', to: '', lostIndex: false, baseNode: null, headNode: null } as const;

function removed(access: Access): PlanChange {
  return {
    ...nothing,
    kind: 'other',
    subject: subjectOf(access.relation),
    from: access.name,
    baseNode: access.node.id,
  };
}

function added(access: Access): PlanChange {
  return {
    ...nothing,
    kind: 'other',
    subject: subjectOf(access.relation),
    to: access.name,
    headNode: access.node.id,
  };
}
