import { PlangateError } from '../errors.ts';
import { DatabaseError } from '../postgres/index.ts';
import { NoTrial } from './trials.ts';

/** What a trial gives; null where it cannot be made, or the database refuses what neither side does. */
export async function unlessImpossible<T>(trial: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
  try {
    return await trial();
  } catch (error) {
    signal.throwIfAborted();
    const isRefused =
      error instanceof PlangateError ||
      error instanceof NoTrial ||
      (error instanceof DatabaseError && !error.lost);
    if (!isRefused) throw error;
    return null;
  }
}
