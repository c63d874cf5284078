import { quoteIdentifier } from '../sql/index.ts';
import { cloneDatabase } from './clone.ts';
import { copyTree } from './copy-tree.ts';
import { dataFolder, type Launch, launch, type Postmaster } from './launch.ts';
import { causeOfEnd, linesOfLog } from './server-log.ts';
import { type OpenSession, openSession } from './session.ts';
import type { Database, EngineName, Server, Session, SessionOptions, Version } from './types.ts';
import { openWorkplace } from './workplace.ts';

const user = 'postgres';

interface Identity {
  readonly origin: string;
  readonly password: string;
}

/** A server whose postmaster is plangate's own child. */
export class OwnServer implements Server {
  readonly engine: EngineName;
  readonly origin: string;
  readonly version: Version;
  readonly settings: Readonly<Record<string, string>>;
  readonly countsStatements: boolean;
  readonly #launch: Launch;
  readonly #password: string;
  readonly #sessions = new Set<OpenSession>();
  #postmaster: Postmaster;
  /** How the postmaster ended without being asked to; null while it lives. */
  #end: string | null = null;
  #stopping = false;

  static async open(request: Launch, postmaster: Postmaster, identity: Identity): Promise<OwnServer> {
    const server = new OwnServer(request, postmaster, identity);
    await server.#introduce();
    return server;
  }

  private constructor(request: Launch, postmaster: Postmaster, { origin, password }: Identity) {
    this.engine = request.installation.engine;
    this.origin = origin;
    this.version = { number: 0, major: request.installation.major, text: request.installation.version };
    this.settings = {};
    this.countsStatements = 'pg_stat_statements.track' in request.settings;
    this.#launch = request;
    this.#password = password;
    this.#postmaster = postmaster;
    this.#watch(postmaster);
  }

  async #introduce(): Promise<void> {
    await using session = await this.database(user).connect();
    const [row] = await session.query<{ number: string; text: string; settings: Record<string, string> }>(
      `select current_setting('server_version_num') as number, split_part(current_setting('server_version'), ' ', 1) as text,
         (select json_object_agg(name, current_setting(name, true)) from json_array_elements_text($1::json) name) as settings`,
      [JSON.stringify(Object.keys(this.#launch.settings))],
    );
    if (row === undefined) throw new Error('the server does not say its version');
    const number = Number(row.number);
    Object.assign(this, {
      version: { number, major: Math.floor(number / 10_000), text: row.text },
      settings: row.settings,
    });
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

  async copy(): Promise<Server> {
    if (this.#sessions.size > 0)
      throw new Error(`copy() needs all sessions closed, ${this.#sessions.size} are open`);
    const { account } = this.#launch.workplace;
    const workplace = await openWorkplace(account);
    try {
      this.#stopping = true;
      await this.#launch.workplace.end('SIGINT');
      await copyTree(dataFolder(this.#launch.workplace), dataFolder(workplace), { account, link: false });
      this.#postmaster = await launch(this.#launch, this.#postmaster.port);
      this.#stopping = false;
      this.#watch(this.#postmaster);
      const request = { ...this.#launch, workplace };
      const identity = {
        origin: `${this.origin}, second server on a copy of the data`,
        password: this.#password,
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
      connect: options => this.#connect(name, options ?? {}),
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
  #watch(postmaster: Postmaster): void {
    postmaster.process.once('exit', (code, signal) => {
      if (this.#stopping) return;
      this.#end =
        signal === null ? `the server ended with code ${code}` : `the server was ended by ${signal}`;
      for (const session of this.#sessions) session.abort();
    });
  }

  async #reasonOfLoss(): Promise<string | null> {
    const said = causeOfEnd(await linesOfLog(this.#postmaster.log));
    return said ?? this.#end;
  }
}
