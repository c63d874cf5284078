import { PlangateError } from '../../errors.ts';
import { serverSettings } from '../settings.ts';
import { DatabaseError, type Session } from '../types.ts';

/** A setting that is wanted on a server of somebody else's. */
export interface WantedSetting {
  readonly name: string;
  readonly value: string;
  /** Whether the user asked for it; the others are plangate's own. */
  readonly isUsers: boolean;
  /** Whether the role that asks has one of its own, which comes over its database's. */
  readonly isRoles?: boolean;
}

/** plangate's own settings that a session can have. The others are about the server: its log, its files, its memory. */
const forSessions = ['synchronize_seqscans', 'jit', 'track_io_timing', 'timezone', 'lc_messages'];

/** plangate's own settings that move counts of what is built or written, and that only the server's owner can set. */
const forServers = ['autovacuum', 'full_page_writes'];

/** The settings of the server that move plans or counts; of those that cannot be had, the others go without a word. */
const irrelevant =
  /^(fsync|lc_|log_|logging_|bgwriter_|checkpoint_|wal_|max_wal|min_wal|max_connections$|max_worker|max_replication|archive|ssl|tcp_|autovacuum_work|huge_pages|listen_|port$|unix_)/;

/** What a session should have: plangate's own, then the user's. Throws a PlangateError (configuration) for a name that is none. */
export function wantedSettings(user: Readonly<Record<string, string>>, isReadOnly: boolean): WantedSetting[] {
  const own = isReadOnly ? forSessions : [...forSessions, ...forServers];
  const names = new Set(Object.keys(user).map(name => name.toLowerCase()));
  return Object.entries(serverSettings(user, false))
    .filter(([name]) => names.has(name) || own.includes(name))
    .map(([name, value]) => ({ name, value, isUsers: names.has(name) }));
}

/** What pg_settings says of one. */
export interface KnownSetting {
  readonly name: string;
  /** https://www.postgresql.org/docs/current/view-pg-settings.html */
  readonly context: string;
  readonly shown: string;
  readonly unit: string | null;
  readonly kind: string;
  readonly settable: boolean;
}

/** Those of `names` that the server knows, and whether the role that asks may set them in a session. */
export async function knownSettings(
  session: Session,
  major: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, KnownSetting>> {
  // From 15 on a role may be granted a setting.
  const granted = major >= 15 ? `or has_parameter_privilege(name, 'SET')` : '';
  const rows = await session.query<KnownSetting & Readonly<Record<string, unknown>>>(
    `select lower(name) as name, context, current_setting(name) as shown, unit, vartype as kind, context = 'user'
       or context = 'superuser' and ((select rolsuper from pg_roles where rolname = current_user) ${granted}) as settable
     from pg_settings where lower(name) = any ($1)`,
    [`{${names.map(name => JSON.stringify(name)).join(',')}}`],
  );
  return new Map(rows.map(row => [row.name, row]));
}

/** Names of the settings that the role that asks has of its own: ALTER ROLE … SET. */
export async function settingsOfRole(session: Session): Promise<readonly string[]> {
  const rows = await session.query<{ name: string }>(
    `select lower(split_part(setting, '=', 1)) as name from pg_db_role_setting, unnest(setconfig) setting
     where setdatabase = 0 and setrole = (select oid from pg_roles where rolname = current_user)`,
  );
  return rows.map(({ name }) => name);
}

/** One sentence that lists what the server has otherwise than wanted: `name: is → wanted`. */
export function settingsWarning(
  missed: readonly WantedSetting[],
  known: ReadonlyMap<string, KnownSetting>,
): string[] {
  const differing = missed.flatMap(({ name, value }) => {
    const { shown, unit = null } = known.get(name) ?? { shown: 'not known' };
    return irrelevant.test(name) || isSame(value, shown, unit) ? [] : [`${name}: ${shown} → ${value}`];
  });
  return differing.length === 0
    ? []
    : [`The server has settings that cannot be changed from here (is → wanted): ${differing.join(', ')}.`];
}

/** Whether a value is what the server shows: `8MB` is 8192 kB, `off` is `false`. */
function isSame(wanted: string, shown: string, unit: string | null): boolean {
  return amount(wanted, unit) === amount(shown, unit);
}

/** Bytes and ms by their unit: https://www.postgresql.org/docs/current/config-setting.html */
const units: Readonly<Record<string, number>> = {
  B: 1,
  kB: 2 ** 10,
  MB: 2 ** 20,
  GB: 2 ** 30,
  TB: 2 ** 40,
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const switches: Readonly<Record<string, string>> = {
  true: 'on',
  yes: 'on',
  1: 'on',
  false: 'off',
  no: 'off',
  0: 'off',
};

function amount(value: string, unit: string | null): string | number {
  const text = value.trim();
  const [, number, own] = /^(-?[\d.]+)\s*([a-zA-Z]*)$/.exec(text) ?? [];
  // pg_settings counts in a unit such as 8kB.
  const [, blocks = '', base = ''] = /^(\d*)([a-zA-Z]+)$/.exec(unit ?? '') ?? [];
  if (unit !== null && number !== undefined) {
    const factor = own === '' ? Number(blocks || 1) * (units[base] ?? 1) : (units[own ?? ''] ?? 1);
    return Number(number) * factor;
  }
  return switches[text.toLowerCase()] ?? text.toLowerCase();
}

/** A setting of the user's that the server refuses. Throws what is not about it. */
export function settingError(error: unknown, name: string): PlangateError {
  if (!(error instanceof DatabaseError) || error.lost) throw error;
  return new PlangateError({
    kind: 'configuration',
    place: `postgres.settings.${name}`,
    problem: `PostgreSQL refuses it: ${error.message}.`,
    remedy: 'Correct or remove the setting.',
    ...(error.fields.hint === null ? {} : { details: error.fields.hint }),
  });
}
