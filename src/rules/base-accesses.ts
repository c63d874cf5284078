import { type Access, accesses, matchAccesses } from '../comparison/index.ts';
import type { Scene } from './rule.ts';

/** Base's access to the same relation, by the node of this plan. Empty where there is no base to hold it against. */
export function baseAccesses({ base, measurement }: Scene): ReadonlyMap<number, Access> {
  if (base === null) return new Map();
  const { pairs } = matchAccesses(accesses(base.measurement.plan), accesses(measurement.plan));
  return new Map(pairs.map(([from, to]) => [to.node.id, from]));
}

export function isByIndex(access: Access | null): access is Access {
  return access !== null && (access.kind === 'index' || access.kind === 'index-only');
}
