import { setTimeout as sleep } from 'node:timers/promises';
import { quoteIdentifier } from '../sql/index.ts';
import { cloneDatabase, createFromTemplate } from './clone.ts';
import type { Introduction } from './introduction.ts';
import { type OpenSession, openSession, type Target } from './session.ts';
import type { Database, EngineName, Server, Session, SessionOptions, Version } from './types.ts';

/** The superuser that initdb makes, and the database that it comes with. */
export const superuser = 'postgres';

/** Where a server takes connections: plangate's own sessions, and the external commands of a repository. */
export interface Door {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  /** Address for external commands; they need TCP. */
  readonly address: string;
}

/** A server that plangate started and whose superuser it is, wherever its processes run. */
export abstract class ThrowAwayServer implements Server {
  abstract readonly engine: EngineName;
  abstract readonly second: 'copy' | 'empty';
  readonly isThrowAway = true;
  readonly origin: string;
  readonly warnings: readonly string[];
  protected introduction: Introduction = { number: 0, text: '', settings: {}, counts: false };
  protected readonly sessions = new Set<OpenSession>();

  protected constructor({ origin, warnings }: Pick<Server, 'origin' | 'warnings'>) {
    this.origin = origin;
    this.warnings = warnings;
  }

  protected abstract get door(): Door;
  /** Resolves to how the server ended without being asked to. */
  protected abstract get end(): Promise<string>;
  abstract startSecond(): Promise<Server>;
  abstract logTail(): Promise<string>;
  abstract [Symbol.asyncDispose](): Promise<void>;

  get version(): Version {
    const { number, text } = this.introduction;
    return { number, major: Math.floor(number / 10_000), text };
  }

  get settings(): Readonly<Record<string, string>> {
    return this.introduction.settings;
  }

  get countsStatements(): boolean {
    return this.introduction.counts;
  }

  async createDatabase(name: string): Promise<Database> {
    const { major } = this.version;
    await this.administer(session => createFromTemplate(session, major, 'template1', name, null));
    return this.database(name);
  }

  async cloneDatabase(source: Database, name: string): Promise<Database> {
    await this.administer(session => cloneDatabase(session, this.version.major, source.name, name));
    return this.database(name);
  }

  async dropDatabase(database: Database): Promise<void> {
    await this.administer(session =>
      session.execute(`drop database ${quoteIdentifier(database.name)} with (force)`),
    );
  }

  async changesBeside(): Promise<readonly string[]> {
    return [];
  }

  database(name: string): Database {
    const { address, port, password } = this.door;
    // An IPv6 address stands in brackets in a URL.
    const host = address.includes(':') ? `[${address}]` : address;
    return {
      name,
      server: this,
      isOwn: true,
      connect: options => this.#connect(name, options ?? {}),
      observe: this.countsStatements ? () => this.#observe() : null,
      environment: {
        DATABASE_URL: `postgresql://${superuser}:${password}@${host}:${port}/${encodeURIComponent(name)}`,
        PGHOST: address,
        PGPORT: String(port),
        PGUSER: superuser,
        PGPASSWORD: password,
        PGDATABASE: name,
        PGSSLMODE: 'disable',
      },
    };
  }

  protected async administer(work: (session: Session) => Promise<void>): Promise<void> {
    await using session = await this.database(superuser).connect();
    await work(session);
  }

  /** Breaks every session: a backend that died at work does not answer, and its query would hang. */
  protected abortSessions(): void {
    for (const session of this.sessions) session.abort();
  }

  async #observe(): Promise<Session> {
    const observer = await this.#connect(superuser, { applicationName: 'plangate observer' });
    try {
      await observer.execute('create extension if not exists pg_stat_statements');
      return observer;
    } catch (error) {
      await observer[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #connect(database: string, options: SessionOptions): Promise<Session> {
    const { host, port, password } = this.door;
    const reasonOfLoss = () => this.#reasonOfLoss();
    const target: Target = { host, port, user: superuser, password, database, reasonOfLoss };
    const session = await openSession(target, options, ended => this.sessions.delete(ended));
    this.sessions.add(session);
    return session;
  }

  /** null when the server is still there after the moment that a crashing one needs to end. */
  #reasonOfLoss(): Promise<string | null> {
    return Promise.race([this.end, sleep(1000, null, { ref: false })]);
  }
}
