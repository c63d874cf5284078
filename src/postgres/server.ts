import { setTimeout as sleep } from 'node:timers/promises';
import { quoteIdentifier } from '../sql/index.ts';
import { killOrphans } from './abandoned.ts';
import { cloneDatabase } from './clone.ts';
import { copyTree } from './copy-tree.ts';
import { type Introduction, introduce } from './introduction.ts';
import { dataFolder, type Launch, launch, type Postmaster } from './launch.ts';
import { causeOfEnd, linesOfLog } from './server-log.ts';
import { type OpenSession, openSession } from './session.ts';
import { separateTablespaces } from './tablespaces.ts';
import type { Database, EngineName, Server, Session, SessionOptions, Version } from './types.ts';
import { openWorkplace } from './workplace.ts';

const user = 'postgres';

interface Identity {
  readonly origin: string;
  readonly password: string;
  readonly warnings: readonly string[];
}

/** A server whose postmaster is plangate's own child. */
export class OwnServer implements Server {
  readonly engine: EngineName;
  readonly origin: string;
  readonly isThrowAway = true;
  readonly second = 'copy';
  readonly warnings: readonly string[];
  readonly #launch: Launch;
  readonly #password: string;
  readonly #sessions = new Set<OpenSession>();
  #postmaster: Postmaster;
  #introduction: Introduction = { number: 0, text: '', settings: {}, counts: false };
  /** Resolves to how the postmaster ended without being asked to. */
  #end: Promise<string>;
  #stopping = false;

  /** The server that `postmaster` is; asks it for its version and settings. */
  static async open(request: Launch, postmaster: Postmaster, identity: Identity): Promise<OwnServer> {
    const server = new OwnServer(request, postmaster, identity);
    await server.#administer(async session => {
      server.#introduction = await introduce(session, Object.keys(request.settings));
    });
    return server;
  }

  private constructor(request: Launch, postmaster: Postmaster, { origin, password, warnings }: Identity) {
    this.engine = request.installation.engine;
    this.origin = origin;
    this.warnings = warnings;
    this.#launch = request;
    this.#password = password;
    this.#postmaster = postmaster;
    this.#end = this.#watch(postmaster);
  }

  get version(): Version {
    const { number, text } = this.#introduction;
    return { number, major: Math.floor(number / 10_000), text };
  }

  get settings(): Readonly<Record<string, string>> {
    return this.#introduction.settings;
  }

  get countsStatements(): boolean {
    return this.#introduction.counts;
  }

  async createDatabase(name: string): Promise<Database> {
    await this.#administer(session => session.execute(`create database ${quoteIdentifier(name)}`));
    return this.database(name);
  }

  async cloneDatabase(source: Database, name: string): Promise<Database> {
    await this.#administer(session => cloneDatabase(session, this.version.major, source.name, name));
    return this.database(name);
  }

  async dropDatabase(database: Database): Promise<void> {
    await this.#administer(session =>
      session.execute(`drop database ${quoteIdentifier(database.name)} with (force)`),
    );
  }

  async startSecond(): Promise<Server> {
    if (this.#sessions.size > 0)
      throw new Error(`a copy needs all sessions closed, ${this.#sessions.size} are open`);
    const { account } = this.#launch.workplace;
    const workplace = await openWorkplace(account);
    try {
      this.#stopping = true;
      await this.#launch.workplace.end('SIGINT');
      const options = { account, link: false };
      await copyTree(dataFolder(this.#launch.workplace), dataFolder(workplace), options);
      await separateTablespaces(dataFolder(workplace), workplace.folder, options);
      this.#postmaster = await launch(this.#launch, this.#postmaster.port);
      this.#stopping = false;
      this.#end = this.#watch(this.#postmaster);
      const request = { ...this.#launch, workplace };
      const identity = {
        origin: `${this.origin}, second server on a copy of the data`,
        password: this.#password,
        warnings: this.warnings,
      };
      return await OwnServer.open(request, await launch(request, null), identity);
    } catch (error) {
      await workplace[Symbol.asyncDispose]();
      throw error;
    }
  }

  database(name: string): Database {
    const password = this.#password;
    const port = this.#postmaster.port;
    return {
      name,
      server: this,
      isOwn: true,
      connect: options => this.#connect(name, options ?? {}),
      observe: this.countsStatements ? () => this.#observe() : null,
      environment: {
        DATABASE_URL: `postgresql://${user}:${password}@127.0.0.1:${port}/${encodeURIComponent(name)}`,
        PGHOST: '127.0.0.1',
        PGPORT: String(port),
        PGUSER: user,
        PGPASSWORD: password,
        PGDATABASE: name,
        PGSSLMODE: 'disable',
      },
    };
  }

  async logTail(): Promise<string> {
    return (await linesOfLog(this.#postmaster.log)).slice(-20).join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    for (const session of this.#sessions) session.abort();
    await this.#launch.workplace[Symbol.asyncDispose]();
  }

  async #administer(work: (session: Session) => Promise<void>): Promise<void> {
    await using session = await this.database(user).connect();
    await work(session);
  }

  async #observe(): Promise<Session> {
    const observer = await this.#connect(user, { applicationName: 'plangate observer' });
    try {
      await observer.execute('create extension if not exists pg_stat_statements');
      return observer;
    } catch (error) {
      await observer[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #connect(database: string, options: SessionOptions): Promise<Session> {
    const session = await openSession(
      {
        host: this.#launch.workplace.socketFolder,
        port: this.#postmaster.port,
        user,
        password: this.#password,
        database,
        reasonOfLoss: () => this.#reasonOfLoss(),
      },
      options,
      ended => this.#sessions.delete(ended),
    );
    this.#sessions.add(session);
    return session;
  }

  /** Breaks every session when the postmaster ends unasked: a busy backend would not notice, and its query would hang. */
  #watch({ process, data, log }: Postmaster): Promise<string> {
    return new Promise(resolve => {
      process.once('exit', async (code, signal) => {
        if (this.#stopping) return resolve('the server was stopped');
        for (const session of this.#sessions) session.abort();
        await killOrphans(data);
        const ended =
          signal === null ? `the server ended with code ${code}` : `the server was ended by ${signal}`;
        resolve(causeOfEnd(await linesOfLog(log)) ?? ended);
      });
    });
  }

  /** null when the server is still there after the moment that a crashing one needs to end. */
  #reasonOfLoss(): Promise<string | null> {
    return Promise.race([this.#end, sleep(1000, null, { ref: false })]);
  }
}
