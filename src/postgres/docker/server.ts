import { setTimeout as sleep } from 'node:timers/promises';
import { quoteIdentifier } from '../../sql/index.ts';
import { cloneDatabase } from '../clone.ts';
import type { Introduction } from '../introduction.ts';
import { causeOfEnd } from '../server-log.ts';
import { type OpenSession, openSession } from '../session.ts';
import type { Database, Server, Session, SessionOptions, Version } from '../types.ts';
import { type RunningContainer, user } from './container.ts';
import { linesOfContainer } from './container-log.ts';
import type { ContainerWorkplace } from './workplace.ts';

export interface ContainerIdentity {
  readonly password: string;
  readonly introduction: Introduction;
  readonly origin: string;
  readonly warnings: readonly string[];
  readonly workplace: ContainerWorkplace;
  /** Starts another one like it. */
  readonly another: () => Promise<Server>;
}

/** A server in a container of plangate's own. */
export class ContainerServer implements Server {
  readonly engine = 'docker';
  readonly isThrowAway = true;
  readonly second = 'empty';
  readonly origin: string;
  readonly warnings: readonly string[];
  readonly #running: RunningContainer;
  readonly #identity: ContainerIdentity;
  readonly #sessions = new Set<OpenSession>();
  /** Resolves to how the container ended without being asked to. */
  readonly #end: Promise<string>;
  #stopping = false;

  constructor(running: RunningContainer, identity: ContainerIdentity) {
    this.origin = identity.origin;
    this.warnings = identity.warnings;
    this.#running = running;
    this.#identity = identity;
    this.#end = this.#watch();
  }

  get version(): Version {
    const { number, text } = this.#identity.introduction;
    return { number, major: Math.floor(number / 10_000), text };
  }

  get settings(): Readonly<Record<string, string>> {
    return this.#identity.introduction.settings;
  }

  get countsStatements(): boolean {
    return this.#identity.introduction.counts;
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

  startSecond(): Promise<Server> {
    return this.#identity.another();
  }

  database(name: string): Database {
    const { password } = this.#identity;
    const { address, port } = this.#running;
    const host = address.connect;
    return {
      name,
      server: this,
      isOwn: true,
      connect: options => this.#connect(name, options ?? {}),
      observe: this.countsStatements ? () => this.#observe() : null,
      environment: {
        DATABASE_URL: `postgresql://${user}:${password}@${inUrl(host)}:${port}/${encodeURIComponent(name)}`,
        PGHOST: host,
        PGPORT: String(port),
        PGUSER: user,
        PGPASSWORD: password,
        PGDATABASE: name,
        PGSSLMODE: 'disable',
      },
    };
  }

  async logTail(): Promise<string> {
    return (await linesOfContainer(this.#running.container)).slice(-20).join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    for (const session of this.#sessions) session.abort();
    await this.#identity.workplace[Symbol.asyncDispose]();
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
    const { address, port } = this.#running;
    const session = await openSession(
      {
        host: address.connect,
        port,
        user,
        password: this.#identity.password,
        database,
        reasonOfLoss: () => this.#reasonOfLoss(),
      },
      options,
      ended => this.#sessions.delete(ended),
    );
    this.#sessions.add(session);
    return session;
  }

  /** Breaks every session when the container ends unasked: what stands in between may keep its connections open. */
  async #watch(): Promise<string> {
    const { container } = this.#running;
    const { StatusCode } = (await container.wait().catch(() => ({ StatusCode: null }))) as {
      readonly StatusCode: number | null;
    };
    if (this.#stopping) return 'the server was stopped';
    for (const session of this.#sessions) session.abort();
    const state = await container.inspect().then(
      ({ State }) => State,
      () => null,
    );
    if (state?.OOMKilled) return 'the server needed more memory than its container may have';
    const cause = causeOfEnd(await linesOfContainer(container));
    if (cause !== null) return cause;
    if (state === null) return 'its container was removed, or the Docker daemon ended';
    if (StatusCode === 0) return 'its container was stopped';
    // 128 and the number of the signal, as a shell has it.
    return StatusCode === 137 ? 'its container was killed' : `its container ended with code ${StatusCode}`;
  }

  /** null when the server is still there after the moment that a crashing one needs to end. */
  #reasonOfLoss(): Promise<string | null> {
    return Promise.race([this.#end, sleep(1000, null, { ref: false })]);
  }
}

/** An IPv6 address stands in brackets in a URL. */
const inUrl = (host: string) => (host.includes(':') ? `[${host}]` : host);
