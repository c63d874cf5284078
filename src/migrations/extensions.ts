import { PlangateError } from '../errors.ts';
import { type Database, DatabaseError } from '../postgres/index.ts';
import { quoteIdentifier } from '../sql/index.ts';
import { whereToGet } from './extension-sources.ts';
import { withSession } from './with-session.ts';

/** Creates the extensions of plangate.yml in a new database, before anything else runs there. */
export async function createExtensions(
  database: Database,
  extensions: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (extensions.length === 0) return;
  await withSession(database, signal, async session => {
    for (const extension of extensions) {
      try {
        await session.execute(`create extension if not exists ${quoteIdentifier(extension)} cascade`);
      } catch (error) {
        if (!(error instanceof DatabaseError) || error.lost) throw error;
        const available = await session.query<{ name: string }>(
          'select name from pg_available_extensions order by name',
        );
        const names = available.map(row => row.name);
        throw new PlangateError({
          kind: 'configuration',
          place: 'postgres.extensions',
          problem: names.includes(extension)
            ? `the extension "${extension}" could not be created: ${error.message}.`
            : `the extension "${extension}" is not part of ${database.server.origin}.`,
          remedy: names.includes(extension)
            ? 'Its own message says what it needs; shared_preload_libraries goes under postgres.settings.'
            : whereToGet(extension, database.server),
          details: `Extensions it has: ${names.join(', ') || 'none'}`,
          cause: error,
        });
      }
    }
  });
}
