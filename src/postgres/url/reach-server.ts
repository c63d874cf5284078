import { PlangateError } from '../../errors.ts';
import type { Progress } from '../../progress.ts';
import { supportedMajors } from '../installation.ts';
import type { OpenSession } from '../session.ts';
import { blameSource, requestedSettings } from '../settings-from.ts';
import { DatabaseError, type FoundDatabase, type Server, type UrlRequest } from '../types.ts';
import { withoutNames } from './connect-error.ts';
import { readConnection } from './connection.ts';
import { openFoundDatabase } from './found-database.ts';
import { type Introduction, introduce } from './introduction.ts';
import { Sessions } from './sessions.ts';
import { UrlServer } from './url-server.ts';

/**
 * Reaches the server that a URL names: as a `Server` where databases may be created in it, else as the one database,
 * which is only read. Throws a PlangateError (usage) for a URL that cannot be read, (configuration) for another major
 * version than the wanted one, (server) for everything else; none repeats the URL.
 */
export async function reachServer(request: UrlRequest, progress: Progress): Promise<Server | FoundDatabase> {
  const connection = await readConnection(request);
  const step = progress.step('Connecting to PostgreSQL');
  try {
    const [sessions, first] = await Sessions.reach(connection, request.place);
    try {
      const reached = await choose(request, sessions, first);
      step.done();
      const { origin } = 'createDatabase' in reached ? reached : reached.server;
      progress.info(`Using ${origin}`);
      if (reached instanceof UrlServer && reached.swept > 0)
        progress.info(`Dropped from it what a killed run had left (databases: ${reached.swept})`);
      return reached;
    } catch (error) {
      await sessions[Symbol.asyncDispose]();
      throw error;
    }
  } catch (error) {
    step.done('failed');
    throw error instanceof DatabaseError ? serverError(error, request.place) : blameSource(error, request);
  }
}

function serverError(error: DatabaseError, place: string): PlangateError {
  return new PlangateError({
    kind: 'server',
    place,
    problem: `The server was reached, but could not be used: ${withoutNames(error.message)}.`,
    remedy: 'Its own message says why. With --read-only nothing is created on it.',
  });
}

async function choose(
  request: UrlRequest,
  sessions: Sessions,
  first: OpenSession,
): Promise<Server | FoundDatabase> {
  const about = await introduce(first);
  checkVersion(request, about);
  const warnings = sessions.connection.ignored.map(
    name => `The parameter ${name} of ${request.place} is not libpq's and was left out.`,
  );
  const why = whyReadOnly(request, about);
  const settings = requestedSettings(request, about.version.major);
  const common = { request: { ...request, settings }, sessions, about, warnings };
  await first[Symbol.asyncDispose]();
  return why === null ? UrlServer.open(common) : openFoundDatabase(common, why);
}

function checkVersion({ version, place }: UrlRequest, { version: found }: Introduction): void {
  if (version !== null && version !== found.major) {
    throw new PlangateError({
      kind: 'configuration',
      place: 'postgres.version',
      problem: `PostgreSQL ${version} is wanted, but the server of ${place} is ${found.text}.`,
      remedy: `Name a server of that version, or write version: ${found.major}.`,
    });
  }
  const oldest = Math.min(...supportedMajors);
  if (found.major < oldest) {
    throw new PlangateError({
      kind: 'server',
      place,
      problem: `The server is PostgreSQL ${found.text}, which is too old.`,
      remedy: `Use ${oldest} or newer.`,
    });
  }
}

function whyReadOnly(request: UrlRequest, about: Introduction): string | null {
  if (request.isReadOnly) return request.readOnlyWhy ?? 'read-only was asked for';
  if (about.isInRecovery) return 'the server is a standby';
  // Settings and locks of a session would end up in somebody else's.
  if (about.isPooled) return 'a connection pooler answers';
  if (!about.mayCreate) return 'its role may not create databases';
  if (about.isReadOnly) return 'default_transaction_read_only is on';
  return null;
}
