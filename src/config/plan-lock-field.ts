import { z } from 'zod';
import { list } from './fields.ts';
import { message } from './message.ts';
import { lockPattern, readLock } from './plan-lock.ts';
import type { PlanLock } from './types.ts';

const lock = z
  .unknown()
  .transform((input, context): PlanLock => {
    const read = readLock(input);
    if ('kind' in read) return read;
    context.addIssue({ code: 'custom', message: message(read.problem, read.remedy) });
    return z.NEVER;
  })
  .meta({
    type: 'string',
    pattern: lockPattern,
    description: 'index NAME, no sequential scan, no sequential scan on TABLE, or no spill',
  });

/** A list of plan locks. */
export function planLocks(description: string) {
  return list(lock, 'Write a list, such as [no spill].', description).optional();
}
