import { PlangateError } from '../errors.ts';
import { type Database, DatabaseError, type Session } from '../postgres/index.ts';
import type { Side } from '../workspace/index.ts';
import { withSession } from './with-session.ts';

/** Runs VACUUM and ANALYZE. They run the user's code too, such as functions in expression indexes, which may fail. */
export async function maintain<T>(
  database: Database,
  side: Side,
  signal: AbortSignal,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  try {
    return await withSession(database, signal, work);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.lost) throw error;
    const { detail, hint, where } = error.fields;
    throw new PlangateError({
      kind: 'migration',
      place: `VACUUM and ANALYZE (${side})`,
      problem: `PostgreSQL cannot settle the database: ${error.message}.`,
      remedy:
        'A function in an index or in statistics is the usual reason; it must name its objects with their schema.',
      details: [detail, hint, where].filter(text => text !== null).join('\n'),
      cause: error,
    });
  }
}
