import type { Measurement } from '../measurement/index.ts';
import { type PlanNode, touched } from '../plan/index.ts';

/** Blocks of the whole statement, or of the tree where that holds more. */
export function caseBuffers({ work, plan }: Measurement): number {
  return Math.max(work.buffers, plan.root.buffers === null ? 0 : touched(plan.root.buffers));
}

/** What a node and all below it touched, for a finding's facts; null where EXPLAIN counted no blocks. */
export function blocksFacts(
  { buffers: own }: PlanNode,
  measurement: Measurement,
): { readonly buffers: number | null; readonly share: number | null } {
  const buffers = own === null ? null : touched(own);
  return { buffers, share: buffers === null ? null : Number(shareOf(buffers, measurement).toFixed(4)) };
}

/** Blocks as a share of the case's, from 0 to 1. */
export function shareOf(buffers: number, measurement: Measurement): number {
  const whole = caseBuffers(measurement);
  return whole === 0 ? 0 : Math.min(1, buffers / whole);
}
