import type { Comparison, PlanChange } from '../comparison/index.ts';
import type { SideResult } from '../measurement/index.ts';
import { exclusiveBuffers, touched } from '../plan/index.ts';
import { movedBuffers } from './weightiest.ts';

export interface WeighedChange {
  readonly change: PlanChange;
  /** Blocks that the change's node touched itself; null where a side has none. */
  readonly baseBuffers: number | null;
  readonly headBuffers: number | null;
}

/** Causes before their consequences: the changes that moved the most blocks first, otherwise in the comparison's order. */
export function weighPlanChanges({ result, planChanges }: Comparison): readonly WeighedChange[] {
  const base = ownBuffers(result.sides.base);
  const head = ownBuffers(result.sides.head);
  return planChanges
    .map(change => ({ change, baseBuffers: base(change.baseNode), headBuffers: head(change.headNode) }))
    .toSorted((a, b) => movedBuffers(b) - movedBuffers(a));
}

function ownBuffers(side: SideResult): (node: number | null) => number | null {
  if (side.kind !== 'measured') return () => null;
  const own = exclusiveBuffers(side.measurement.plan);
  return node => {
    const buffers = node === null ? undefined : own.get(node);
    return buffers === undefined ? null : Math.max(0, touched(buffers));
  };
}
