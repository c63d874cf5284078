import { PlangateError } from '../../errors.ts';
import { quoteIdentifier } from '../../sql/index.ts';
import { register } from '../leftovers.ts';
import type { OpenSession } from '../session.ts';
import { type Database, DatabaseError, type Server, type Session, type Version } from '../types.ts';
import { copyProperties } from './copy-properties.ts';
import { createDatabase } from './create-database.ts';
import { externalEnvironment } from './external-environment.ts';
import type { Reached } from './introduction.ts';
import { dropAbandoned, markAlive, newRun } from './run-mark.ts';
import type { Sessions } from './sessions.ts';
import { setFor } from './set-for.ts';
import {
  type KnownSetting,
  knownSettings,
  settingError,
  settingsOfRole,
  settingsWarning,
  type WantedSetting,
  wantedSettings,
} from './settings.ts';

/**
 * For every session of plangate's: a backend whose client is gone notices it, so that its database can be dropped by the
 * next run. https://www.postgresql.org/docs/current/runtime-config-connection.html
 */
const noticesGoneClient: Readonly<Record<string, string>> = {
  client_connection_check_interval: '1s',
  tcp_keepalives_idle: '30',
  tcp_keepalives_interval: '10',
  tcp_keepalives_count: '3',
};

/** Limits that a role may have for an application's queries, and that building is not held to. The caller's own come over them. */
const withoutLimits: Readonly<Record<string, string>> = {
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
};

/** A server of somebody else's in which plangate may create databases. */
export class UrlServer implements Server {
  readonly engine = 'url';
  readonly isThrowAway = false;
  readonly countsStatements = false;
  readonly second = null;
  readonly origin: string;
  readonly version: Version;
  readonly #run = newRun();
  readonly #reached: Reached;
  readonly #sessions: Sessions;
  /** Holds the lock that says that this run lives. */
  #guard: OpenSession;
  /** Names of databases that are there, or are being created. */
  readonly #created = new Set<string>();
  readonly #checks: Readonly<Record<string, string>>;
  readonly #registration: Disposable;
  #wanted: readonly WantedSetting[] = [];
  #settings: Readonly<Record<string, string>> = {};
  #warnings: readonly string[];
  #number = 0;
  #closing: Promise<void> | null = null;

  static async open(reached: Reached): Promise<UrlServer> {
    const { sessions, about, request } = reached;
    let checks = noticesGoneClient;
    const guard = await openGuard(sessions, checks).catch((error: unknown) => {
      // The operating system of the server does not tell, or there is no TCP.
      if (!(error instanceof DatabaseError && error.fields.code === '22023')) throw error;
      checks = {};
      return openGuard(sessions, checks);
    });
    await dropAbandoned(guard);
    const server = new UrlServer(reached, guard, checks);
    try {
      await markAlive(guard, server.#run);
      const roles = await settingsOfRole(guard);
      const wanted = wantedSettings(request.settings, false).map(setting => ({
        ...setting,
        isRoles: roles.includes(setting.name),
      }));
      const known = await knownSettings(
        guard,
        about.version.major,
        wanted.map(({ name }) => name),
      );
      await server.#try(wanted, known);
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(reached: Reached, guard: OpenSession, checks: Readonly<Record<string, string>>) {
    const { request, about, sessions, warnings } = reached;
    this.version = about.version;
    this.origin = `PostgreSQL ${about.version.text} behind ${request.place} (databases are created there and dropped afterwards)`;
    this.#reached = reached;
    this.#sessions = sessions;
    this.#guard = guard;
    this.#checks = checks;
    this.#warnings = warnings;
    this.#registration = register({
      // A server elsewhere needs time to answer; the next run drops what is left.
      kill() {},
      [Symbol.asyncDispose]: () => this[Symbol.asyncDispose](),
    });
  }

  get settings(): Readonly<Record<string, string>> {
    return this.#settings;
  }

  get warnings(): readonly string[] {
    return this.#warnings;
  }

  async createDatabase(name: string): Promise<Database> {
    const own = await this.#newName(name);
    await this.#administer(async session => {
      await createDatabase(session, own, this.#reached.request.locale, this.version.major);
      for (const setting of this.#wanted) await set(session, own, setting);
      // For the sessions of external commands too.
      const { client_connection_check_interval: interval } = this.#checks;
      if (interval !== undefined)
        await setFor(
          session,
          `alter database ${quoteIdentifier(own)}`,
          'client_connection_check_interval',
          interval,
        );
    });
    return this.database(own);
  }

  async cloneDatabase(source: Database, name: string): Promise<Database> {
    const own = await this.#newName(name);
    // Copying files is quicker than logging pages. 14 knows no other way and no word for it.
    const strategy = this.version.major >= 15 ? ' strategy file_copy' : '';
    await this.#administer(async session => {
      await session.execute(
        `create database ${quoteIdentifier(own)} template ${quoteIdentifier(source.name)}${strategy}`,
      );
      await copyProperties(session, source.name, own);
    });
    return this.database(own);
  }

  async dropDatabase(database: Database): Promise<void> {
    await this.#administer(session => drop(session, database.name));
    this.#created.delete(database.name);
  }

  async startSecond(): Promise<Server> {
    throw new Error('a server that is not plangate’s own has no second one');
  }

  database(name: string): Database {
    return {
      name,
      server: this,
      isOwn: true,
      connect: (options = {}) =>
        this.#sessions.connect(name, {
          ...options,
          settings: { ...this.#checks, ...withoutLimits, ...options.settings },
        }),
      observe: null,
      environment: externalEnvironment(this.#sessions.connection, name),
    };
  }

  async logTail(): Promise<string> {
    return '';
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Ends all sessions and drops all databases. Throws when one could not be dropped; the next run will try again. */
  async #close(): Promise<void> {
    this.#registration[Symbol.dispose]();
    try {
      if (this.#created.size > 0) {
        await this.#sessions.endAllBut(this.#guard);
        await this.#administer(async session => {
          for (const name of this.#created) {
            await drop(session, name);
            this.#created.delete(name);
          }
        });
      }
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      throw new PlangateError({
        kind: 'server',
        place: this.#reached.request.place,
        problem: `Databases that plangate created could not be dropped: ${error.message}.`,
        remedy: 'The next run on this server drops them; or do it yourself:',
        details: [...this.#created].map(name => `DROP DATABASE IF EXISTS ${name};`).join('\n'),
      });
    } finally {
      await this.#sessions[Symbol.asyncDispose]();
    }
  }

  async #administer(work: (session: Session) => Promise<void>): Promise<void> {
    const { database } = this.#sessions.connection;
    await using session = await this.#sessions.connect(database, {
      settings: { ...this.#checks, ...withoutLimits },
    });
    await work(session);
  }

  async #newName(wish: string): Promise<string> {
    await this.#stayAlive();
    if (this.#closing !== null) throw new Error('the server was disposed');
    this.#number++;
    // 63 bytes are a name's limit. The wish makes it readable, and is not needed to be unique.
    const suffix = wish.replace(/\W/g, '').slice(0, 20).toLowerCase();
    const name = `plangate_${this.#run}_${this.#number}${suffix === '' ? '' : `_${suffix}`}`;
    this.#created.add(name);
    return name;
  }

  /** Takes the lock again should its session have been ended, by an administrator or the network. */
  async #stayAlive(): Promise<void> {
    if (this.#closing !== null) return;
    try {
      await this.#guard.query('select');
    } catch (error) {
      if (!(error instanceof DatabaseError && error.lost)) throw error;
      this.#guard = await openGuard(this.#sessions, this.#checks);
      await markAlive(this.#guard, this.#run);
    }
  }

  /** Finds out in a first database which settings can be had, and how the server shows them. */
  async #try(wanted: readonly WantedSetting[], known: ReadonlyMap<string, KnownSetting>): Promise<void> {
    const trial = await this.#newName('settings');
    const taken: WantedSetting[] = [];
    await this.#administer(async session => {
      const { request, about } = this.#reached;
      const locale = await createDatabase(session, trial, request.locale, about.version.major);
      for (const setting of wanted) {
        if (known.get(setting.name)?.settable === false) continue;
        try {
          await set(session, trial, setting);
          taken.push(setting);
        } catch (error) {
          // One of plangate's own may be unknown to this server.
          const denied = error instanceof DatabaseError && error.fields.code === '42501';
          if (setting.isUsers && !denied) throw settingError(error, setting.name);
        }
      }
      const missed = wanted.filter(setting => !taken.includes(setting));
      this.#warnings = [
        ...this.#warnings,
        ...(locale === request.locale
          ? []
          : [`The server has no locale ${request.locale}; the databases have ${locale}.`]),
        ...settingsWarning(missed, known),
      ];
    });
    this.#wanted = taken;
    this.#settings = await this.#shown(trial, [
      ...new Set([...taken.map(({ name }) => name), ...known.keys()]),
    ]);
    await this.dropDatabase(this.database(trial));
  }

  async #shown(database: string, names: readonly string[]): Promise<Readonly<Record<string, string>>> {
    await using session = await this.database(database).connect();
    const [row] = await session.query<{ shown: Record<string, string> }>(
      'select json_object_agg(name, current_setting(name, true)) as shown from json_array_elements_text($1::json) name',
      [JSON.stringify(names)],
    );
    return row?.shown ?? {};
  }
}

/** The session that holds the run's lock does nothing for long. */
function openGuard(sessions: Sessions, checks: Readonly<Record<string, string>>): Promise<OpenSession> {
  return sessions.connect(sessions.connection.database, {
    settings: { idle_session_timeout: '0', ...checks, ...withoutLimits },
  });
}

/** Sets it for the database, and for the role that asks in it, whose settings of its own would come over the database's. */
async function set(session: Session, database: string, setting: WantedSetting): Promise<void> {
  const name = quoteIdentifier(database);
  await setFor(session, `alter database ${name}`, setting.name, setting.value);
  if (setting.isRoles)
    await setFor(session, `alter role current_user in database ${name}`, setting.name, setting.value);
}

async function drop(session: Session, name: string): Promise<void> {
  const target = quoteIdentifier(name);
  try {
    await session.execute(`drop database if exists ${target} with (force)`);
  } catch (error) {
    // Autovacuum's worker may not be ended by everybody; without force PostgreSQL asks it to go, and waits.
    if (!(error instanceof DatabaseError && error.fields.code === '42501')) throw error;
    await session.execute(`drop database if exists ${target}`);
  }
}
