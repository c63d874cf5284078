import { type Database, DatabaseError, type Server } from '../postgres/index.ts';
import { withSession } from './with-session.ts';

const twinName = 'plangate_twin';

/** Bytes. Copying more takes longer than what it tells is worth. */
const largest = 4 * 1024 ** 3;

/** A second copy of base, or none and a sentence that says why. */
export interface Twin {
  readonly database: Database | null;
  readonly warnings: readonly string[];
}

/**
 * Copies base once more: what differs between the two is this machine's noise. base must have no sessions.
 * Not having one is no failure: it is left out where it would be too large, or does not fit.
 */
export async function makeTwin(server: Server, base: Database, signal: AbortSignal): Promise<Twin> {
  const size = await withSession(base, signal, async session => {
    const [row] = await session.query<{ size: number }>(
      'select pg_database_size(current_database())::float8 as size',
    );
    return row?.size ?? 0;
  });
  if (size > largest) return none('base is larger than 4 GB');
  try {
    return { database: await server.cloneDatabase(base, twinName), warnings: [] };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof DatabaseError) || error.lost) throw error;
    return none(`base could not be copied a second time: ${error.message}`);
  }
}

function none(why: string): Twin {
  return { database: null, warnings: [`The noise of this machine was not measured: ${why}.`] };
}
