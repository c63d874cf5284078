import type { Comparison } from '../comparison/index.ts';
import { type Budgets, budgetFor, type LockedName, type PlanLock } from '../config/index.ts';
import { type Plan, type PlanNode, spills, walk } from '../plan/index.ts';
import type { Side } from '../workspace/index.ts';
import { nameOf } from './change-reasons.ts';
import type { LockState, Reason } from './types.ts';

/** The partitioned table, or index, that a partition belongs to, by the partition's own name without its schema. */
export interface Partitions {
  readonly tables: Readonly<Record<string, string>>;
  readonly indexes: Readonly<Record<string, string>>;
}

/** The plan locks of a case and whether the plans of both sides keep them. */
export function lockStates(
  { result }: Comparison,
  budgets: Budgets,
  partitions: Readonly<Record<Side, Partitions>>,
): readonly LockState[] {
  const broken = (side: Side, lock: PlanLock): readonly string[] | null => {
    const own = result.sides[side];
    return own.kind === 'measured' ? breaks(own.measurement.plan, lock, partitions[side]) : [];
  };
  const state = (side: Side, found: readonly string[] | null) =>
    result.sides[side].kind !== 'measured' ? null : found === null ? 'kept' : 'broken';
  return (budgetFor(budgets, result.case.query).plan ?? []).map(lock => {
    const head = broken('head', lock);
    return {
      lock,
      base: state('base', broken('base', lock)),
      head: state('head', head),
      instead: head ?? [],
    };
  });
}

/** A lock that head breaks fails, unless base broke it too; with `strict` always. */
export function lockReasons(
  comparison: Comparison,
  locks: readonly LockState[],
  strict: boolean,
): readonly Reason[] {
  return locks.flatMap(({ lock, base, head, instead }): Reason[] => {
    if (head !== 'broken') return [];
    const level = base === 'broken' && !strict ? 'note' : 'fail';
    const before = base === null ? null : base === 'broken';
    return [{ kind: 'plan-lock', level, ...nameOf(comparison), lock, before, instead }];
  });
}

/** What the plan does instead of what the lock demands; null when it keeps it. */
function breaks(plan: Plan, lock: PlanLock, partitions: Partitions): readonly string[] | null {
  const nodes = walk(plan);
  switch (lock.kind) {
    case 'index': {
      const { name } = lock.index;
      const used = nodes.flatMap(({ index }) => (index === null ? [] : [index]));
      const isUsed = used.some(index => index === name || partitions.indexes[index] === name);
      return isUsed ? null : [...new Set(used)];
    }
    case 'no-sequential-scan': {
      const scanned = nodes.filter(node => isScanOf(node, lock.table, partitions));
      const names = scanned.map(({ relation }) => relation?.name ?? '');
      return scanned.length === 0 ? null : [...new Set(names)];
    }
    case 'no-spill':
      return spills(plan).length === 0 ? null : [];
  }
}

/** A scan that was never executed read nothing. */
function isScanOf(
  { type, relation, actual }: PlanNode,
  table: LockedName | null,
  known: Partitions,
): boolean {
  if (type !== 'Seq Scan' || relation === null || actual?.loops === 0) return false;
  if (table === null) return true;
  const isNamed = relation.name === table.name || known.tables[relation.name] === table.name;
  const sameSchema = table.schema === null || relation.schema === null || table.schema === relation.schema;
  return isNamed && sameSchema;
}
