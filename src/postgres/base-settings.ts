import { ownSettings } from './own-settings.ts';
import type { Database } from './types.ts';

/** Settings that each side asks for, by name in lower case, as somebody wrote them. */
export interface RequestedSettings {
  readonly base: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
}

/** A setting that base asks for otherwise than head. Values as current_setting gives them, such as `64MB`. */
export interface DifferentSetting {
  readonly name: string;
  readonly base: string;
  readonly head: string;
}

export interface BaseSettings {
  /** Those that sessions of base's database must set to base's; without, they have head's. */
  readonly different: readonly DifferentSetting[];
  /** Names of those that no session can set: both sides have head's. */
  readonly fixed: readonly string[];
}

interface Known extends Readonly<Record<string, unknown>> {
  readonly name: string;
  /** As current_setting gives it. */
  readonly value: string;
  /** What PostgreSQL has by itself, in the unit of pg_settings. */
  readonly initial: string | null;
  /** Whether the role that asks may have another value in a session of its own. */
  readonly isSettable: boolean;
  /** Whether the database or the role has it by ALTER … SET, which comes over what the server was started with. */
  readonly isOwn: boolean;
}

const statement = `
  select lower(name) as name, current_setting(name) as value, boot_val as initial,
         context in ('user', 'backend') or context in ('superuser', 'superuser-backend')
           and (select rolsuper from pg_roles where rolname = current_user) as "isSettable",
         source in ('database', 'user', 'database user') as "isOwn"
  from pg_settings where lower(name) = any ($1::text[]) order by name collate "C"`;

const plangates = new Map(ownSettings.flatMap(({ settings }) => Object.entries(settings)));

/**
 * Both sides' databases are made on a server that was started with what head asks for. Gives what is missing for base's
 * sessions to have what base asks for. A setting that base's own migrations make comes over both, as it does in production.
 */
export async function settingsOfBase(
  database: Database,
  requested: RequestedSettings,
): Promise<BaseSettings> {
  const names = namesApart(requested);
  if (names.length === 0) return { different: [], fixed: [] };
  const plain = await read(database, names);
  const asHead = new Map(
    (await read(withSettings(database, onlyOf(requested.head, plain)), names)).map(each => [
      each.name,
      each.value,
    ]),
  );
  // On somebody's server it is plangate that makes the settings by ALTER DATABASE, where nothing else could.
  const isMigrations = ({ name, value, isOwn }: Known) =>
    isOwn && (database.server.engine !== 'url' || value !== asHead.get(name));
  const apart = plain.filter(each => !isMigrations(each));
  const wanted = Object.fromEntries(
    apart
      .filter(({ isSettable }) => isSettable)
      .map(({ name, initial }) => [name, requested.base[name] ?? plangates.get(name) ?? initial ?? '']),
  );
  const before = new Map(plain.map(({ name, value }) => [name, value]));
  // The same value may be written in two ways, such as 64MB and 65536kB.
  const different = (await read(withSettings(database, wanted), Object.keys(wanted)))
    .map(({ name, value }) => ({ name, base: value, head: before.get(name) ?? '' }))
    .filter(({ base, head }) => base !== head);
  return { different, fixed: apart.filter(({ isSettable }) => !isSettable).map(({ name }) => name) };
}

/** The database, in whose sessions these settings are base's. A copy of it is without them. */
export function withBases(database: Database, settings: readonly DifferentSetting[]): Database {
  return withSettings(database, Object.fromEntries(settings.map(({ name, base }) => [name, base])));
}

/** The database, in whose sessions these are set besides. */
export function withSettings(database: Database, settings: Readonly<Record<string, string>>): Database {
  const { name, server, isOwn, observe, environment } = database;
  return {
    name,
    server,
    isOwn,
    observe,
    environment,
    connect: options => database.connect({ ...options, settings: { ...settings, ...options?.settings } }),
  };
}

function onlyOf(
  settings: Readonly<Record<string, string>>,
  known: readonly Known[],
): Readonly<Record<string, string>> {
  const names = new Set(known.filter(({ isSettable }) => isSettable).map(({ name }) => name));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => names.has(name)));
}

function namesApart({ base, head }: RequestedSettings): readonly string[] {
  return [...new Set([...Object.keys(base), ...Object.keys(head)])].filter(name => base[name] !== head[name]);
}

async function read(database: Database, names: readonly string[]): Promise<readonly Known[]> {
  await using session = await database.connect({ applicationName: 'plangate settings' });
  return await session.query<Known>(statement, [`{${names.map(name => JSON.stringify(name)).join(',')}}`]);
}
