import type { Measurement } from '../measurement/index.ts';
import { touched } from '../plan/index.ts';

/** Blocks of the whole statement, or of the tree where that holds more. */
export function caseBuffers({ work, plan }: Measurement): number {
  return Math.max(work.buffers, plan.root.buffers === null ? 0 : touched(plan.root.buffers));
}

/** Blocks as a share of the case's, from 0 to 1. */
export function shareOf(buffers: number, measurement: Measurement): number {
  const whole = caseBuffers(measurement);
  return whole === 0 ? 0 : Math.min(1, buffers / whole);
}
