import { register } from '../leftovers.ts';
import type { FoundDatabase, Instance, Session, SessionOptions } from '../types.ts';
import { externalEnvironment } from './external-environment.ts';
import type { Reached } from './introduction.ts';
import { ReadOnlySession } from './read-only-session.ts';
import {
  type KnownSetting,
  knownSettings,
  settingError,
  settingsWarning,
  type WantedSetting,
  wantedSettings,
} from './settings.ts';

/** The database that a URL names, as one that is only read. */
export async function openFoundDatabase(reached: Reached, why: string): Promise<FoundDatabase> {
  const { request, sessions, about } = reached;
  const { connection } = sessions;
  const connect = async (options: SessionOptions): Promise<Session> => {
    const { settings = {}, ...others } = options;
    // Nothing at the start of the session: behind a pooler it would be the next one's too, or be refused.
    const session = await sessions.connect(connection.database, others, about.isPooled);
    return new ReadOnlySession(session, settings, about.isPooled);
  };
  const { lasting, shown, warnings } = await readSettings(reached, connect);
  const server: Instance = {
    engine: 'url',
    origin: `PostgreSQL ${about.version.text} behind ${request.place} (read only: ${why})`,
    version: about.version,
    settings: shown,
    warnings: [...reached.warnings, ...warnings],
    logTail: async () => '',
  };
  const dispose = () => sessions[Symbol.asyncDispose]();
  const registration = register({ kill() {}, [Symbol.asyncDispose]: dispose });
  return {
    name: connection.database,
    server,
    isOwn: false,
    why,
    connect: (options = {}) =>
      connect({ ...options, settings: { ...patience, ...lasting, ...options.settings } }),
    observe: null,
    environment: externalEnvironment(connection, connection.database),
    async [Symbol.asyncDispose]() {
      registration[Symbol.dispose]();
      await dispose();
    },
  };
}

/** Nobody should wait for long behind plangate, nor plangate behind others: its own questions are quick. */
const patience = { lock_timeout: '5s', statement_timeout: '60s' };

interface Settings {
  /** What each transaction begins with. */
  readonly lasting: Readonly<Record<string, string>>;
  /** The same as the server shows it, and what it has of the others. */
  readonly shown: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/** A query whose client is gone should not go on for long: https://www.postgresql.org/docs/current/runtime-config-connection.html */
const noticesGoneClient = { client_connection_check_interval: '2s' };

async function readSettings(
  { request, about }: Reached,
  connect: (options: SessionOptions) => Promise<Session>,
): Promise<Settings> {
  const wanted = wantedSettings(request.settings, true);
  await using session = await connect({});
  const known = await knownSettings(
    session,
    about.version.major,
    wanted.map(({ name }) => name),
  );
  const settable = wanted.filter(setting => mayBeSet(setting, known));
  const missed = wanted.filter(setting => !settable.includes(setting));
  const attempts: Record<string, string> = {};
  for (const { name, value, isUsers } of settable) {
    try {
      await session.query('select set_config($1, $2, true)', [name, value]);
      attempts[name] = value;
    } catch (error) {
      // One of plangate's own may be unknown to this server.
      if (isUsers) throw settingError(error, name);
    }
  }
  const check = Object.entries(noticesGoneClient)[0] ?? ['', ''];
  const checks = await session.query('select set_config($1, $2, true)', check).then(
    () => true,
    // The operating system of the server does not tell.
    () => false,
  );
  const shown = await asShown(connect, attempts, known);
  return {
    lasting: checks ? { ...attempts, ...noticesGoneClient } : attempts,
    shown,
    warnings: settingsWarning(missed, known),
  };
}

/** A name with a dot may be an extension's that is not loaded yet. */
function mayBeSet({ name }: WantedSetting, known: ReadonlyMap<string, KnownSetting>): boolean {
  return known.get(name)?.settable ?? true;
}

async function asShown(
  connect: (options: SessionOptions) => Promise<Session>,
  settings: Readonly<Record<string, string>>,
  known: ReadonlyMap<string, KnownSetting>,
): Promise<Readonly<Record<string, string>>> {
  await using session = await connect({ settings });
  const names = [...new Set([...Object.keys(settings), ...known.keys()])];
  const [row] = await session.query<{ shown: Record<string, string> }>(
    'select json_object_agg(name, current_setting(name, true)) as shown from json_array_elements_text($1::json) name',
    [JSON.stringify(names)],
  );
  return row?.shown ?? {};
}
