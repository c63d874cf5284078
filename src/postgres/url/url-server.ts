import { PlangateError } from '../../errors.ts';
import { createFromTemplate } from '../clone.ts';
import { register } from '../leftovers.ts';
import { type Database, DatabaseError, type Server, type Session, type Version } from '../types.ts';
import { type Beside, changesBeside, readBeside } from './beside.ts';
import { copyProperties } from './copy-properties.ts';
import { createDatabase } from './create-database.ts';
import { dropDatabase } from './drop-database.ts';
import { externalEnvironment } from './external-environment.ts';
import type { Reached } from './introduction.ts';
import { LivingRun } from './living-run.ts';
import { type OwnSettings, setForDatabase, trySettings } from './own-settings.ts';

/** A server of somebody else's in which plangate may create databases. */
export class UrlServer implements Server {
  readonly engine = 'url';
  readonly isThrowAway = false;
  readonly countsStatements = false;
  readonly second = null;
  readonly origin: string;
  readonly version: Version;
  readonly #reached: Reached;
  readonly #run: LivingRun;
  readonly #registration: Disposable;
  /** Names of databases that are there, or are being created. */
  readonly #created = new Set<string>();
  #own: OwnSettings = { lasting: [], carried: {}, names: [], warnings: [] };
  #settings: Readonly<Record<string, string>> = {};
  #warnings: readonly string[];
  #number = 0;
  #beside: Beside = new Map();
  #closing: Promise<void> | null = null;

  static async open(reached: Reached): Promise<UrlServer> {
    const server = new UrlServer(reached, await LivingRun.begin(reached.sessions));
    try {
      await server.#try();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(reached: Reached, run: LivingRun) {
    const { request, about, warnings } = reached;
    this.version = about.version;
    this.origin = `PostgreSQL ${about.version.text} behind ${request.place} (databases are created there and dropped afterwards)`;
    this.#reached = reached;
    this.#run = run;
    this.#warnings = warnings;
    this.#registration = register({
      // A server elsewhere needs time to answer; the next run drops what is left.
      kill() {},
      [Symbol.asyncDispose]: () => this[Symbol.asyncDispose](),
    });
  }

  /** How many databases killed runs had left, which are gone now. */
  get swept(): number {
    return this.#run.dropped.length;
  }

  get settings(): Readonly<Record<string, string>> {
    return this.#settings;
  }

  get warnings(): readonly string[] {
    return this.#warnings;
  }

  async createDatabase(name: string): Promise<Database> {
    const own = await this.#newName(name);
    await this.#make(async session => {
      await createDatabase(session, own, this.#reached.request.locale, this.version.major);
      for (const setting of this.#own.lasting) await setForDatabase(session, own, setting);
      await this.#haveClientsWatched(session, own);
    });
    return this.database(own);
  }

  async cloneDatabase(source: Database, name: string): Promise<Database> {
    const own = await this.#newName(name);
    await this.#make(async session => {
      await createFromTemplate(session, this.version.major, source.name, own, null);
      await copyProperties(session, source.name, own);
    });
    return this.database(own);
  }

  async dropDatabase(database: Database): Promise<void> {
    if (!this.#created.has(database.name)) throw new Error(`${database.name} is not plangate's to drop`);
    await this.#run.administer(session => dropDatabase(session, database.name));
    this.#created.delete(database.name);
  }

  async changesBeside(): Promise<readonly string[]> {
    let changes: readonly string[] = [];
    await this.#run.administer(async session => {
      changes = changesBeside(this.#beside, await readBeside(session));
    });
    return changes;
  }

  async startSecond(): Promise<Server> {
    throw new Error('a server that is not plangate’s own has no second one');
  }

  database(name: string): Database {
    const { sessions } = this.#reached;
    const { carried } = this.#own;
    return {
      name,
      server: this,
      isOwn: true,
      connect: (options = {}) =>
        sessions.connect(name, {
          ...options,
          settings: { ...this.#run.settings, ...carried, ...options.settings },
        }),
      observe: null,
      environment: externalEnvironment(sessions.connection, name, carried),
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
        await this.#run.endSessions();
        await this.#run.administer(async session => {
          for (const name of this.#created) {
            await dropDatabase(session, name);
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
      await this.#reached.sessions[Symbol.asyncDispose]();
    }
  }

  async #newName(wish: string): Promise<string> {
    if (this.#closing === null) await this.#run.stayAlive();
    this.#requireOpen();
    this.#number++;
    // 63 bytes are a name's limit. The wish makes it readable, and is not needed to be unique.
    const suffix = wish.replace(/\W/g, '').slice(0, 20).toLowerCase();
    const name = `plangate_${this.#run.id}_${this.#number}${suffix === '' ? '' : `_${suffix}`}`;
    this.#created.add(name);
    return name;
  }

  /** What is created once everything was dropped would stay. */
  async #make(work: (session: Session) => Promise<void>): Promise<void> {
    await this.#run.administer(async session => {
      this.#requireOpen();
      await work(session);
    });
  }

  #requireOpen(): void {
    if (this.#closing !== null) throw new Error('the server was disposed');
  }

  /** Finds out in a first database which settings can be had, and how the server shows them. */
  async #try(): Promise<void> {
    const { settings, locale } = this.#reached.request;
    const trial = await this.#newName('settings');
    await this.#make(async session => {
      const taken = await createDatabase(session, trial, locale, this.version.major);
      this.#beside = await readBeside(session);
      this.#own = await trySettings(session, trial, settings, this.version.major);
      this.#warnings = [
        ...this.#warnings,
        ...(taken === locale ? [] : [`The server has no locale ${locale}; the databases have ${taken}.`]),
        ...this.#own.warnings,
      ];
    });
    this.#settings = await this.#shown(trial, this.#own.names);
    await this.dropDatabase(this.database(trial));
  }

  /** Has the backends of external commands notice too that their client is gone. */
  async #haveClientsWatched(session: Session, database: string): Promise<void> {
    const name = 'client_connection_check_interval';
    const value = this.#run.settings[name] ?? '0';
    if (value !== '0') await setForDatabase(session, database, { name, value, isUsers: false });
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
