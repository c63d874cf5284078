import type { Plan } from '../plan/index.ts';
import type { Facts } from './types.ts';

/** `work_mem` that the plan ran with, as PostgreSQL shows it; EXPLAIN names it only where it is not the built-in 4MB. */
export function workMemory({ settings }: Plan): string {
  return settings.work_mem ?? '4MB';
}

/** ` (4MB)` */
export function memoryWords({ workMemory: memory }: Facts): string {
  return ` (${memory})`;
}
