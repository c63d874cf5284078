import { quoteIdentifier } from '../../sql/index.ts';
import { DatabaseError, type Session } from '../types.ts';

/** Drops a database of plangate's with whoever is in it. One that is not there is no error: its creation may have failed. */
export async function dropDatabase(session: Session, name: string): Promise<void> {
  const target = quoteIdentifier(name);
  try {
    await session.execute(`drop database if exists ${target} with (force)`);
  } catch (error) {
    // Autovacuum's worker may not be ended by everybody; without force PostgreSQL asks it to go, and waits.
    if (!(error instanceof DatabaseError && error.fields.code === '42501')) throw error;
    await session.execute(`drop database if exists ${target}`);
  }
}
