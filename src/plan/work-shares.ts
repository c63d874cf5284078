import { balance, exclusiveBuffers, exclusiveTime } from './exclusive.ts';
import { touched } from './plan-work.ts';
import type { Plan } from './types.ts';
import { walk } from './walk.ts';

/** What a node did itself, without its children, and how much that is of the whole. */
export interface WorkShare {
  /** Blocks; null without BUFFERS. */
  readonly buffers: number | null;
  /** Wall-clock ms; null without TIMING. */
  readonly time: number | null;
  /** Of the plan's blocks, from 0 to 1; null where there are none. */
  readonly bufferShare: number | null;
  /** Of the time that the statement took, triggers included, from 0 to 1; null where that is not known. */
  readonly timeShare: number | null;
}

/** The share of every node, by its id. What its books cannot explain (`balance`) is nobody's: shares stay from 0 to 1. */
export function workShares(plan: Plan): readonly WorkShare[] {
  const whole = balance(plan);
  const blocks = whole.buffers === null ? 0 : touched(whole.buffers);
  const time = Math.max(plan.executionTime ?? 0, whole.time ?? 0);
  const [buffersOf, timeOf] = [exclusiveBuffers(plan), exclusiveTime(plan)];
  return walk(plan).map(({ id }) => {
    const own = buffersOf.get(id);
    const buffers = own === undefined ? null : touched(own);
    const took = timeOf.get(id) ?? null;
    return { buffers, time: took, bufferShare: share(buffers, blocks), timeShare: share(took, time) };
  });
}

function share(part: number | null, whole: number): number | null {
  if (part === null || !(whole > 0)) return null;
  const ratio = part / whole;
  return Number.isFinite(ratio) ? Math.min(1, Math.max(0, ratio)) : null;
}
