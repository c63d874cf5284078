import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import type { ConnectionOptions } from 'node:tls';
import {
  Client,
  type CustomTypesConfig,
  DatabaseError as ProtocolError,
  Query,
  type QueryConfig,
  type ResultBuilder,
  types,
} from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { requestCancel } from './cancel-request.ts';
import { requireChannelBinding } from './channel-binding.ts';
import { lost, reported } from './database-error.ts';
import {
  type Column,
  DatabaseError,
  type Row,
  type Session,
  type SessionOptions,
  type TextRow,
} from './types.ts';

/** ms after which what was to be cancelled and has not ended is asked to once more. */
const cancelAgain = 200;

/** SQLSTATE. */
const queryCanceled = '57014';

/** Where a session connects to. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** null where none is known: the server may not ask for one. */
  readonly password: string | null;
  readonly database: string;
  /** Why the server went away, asked when a connection broke; null when it is still there. */
  readonly reasonOfLoss: () => Promise<string | null>;
  /** TLS as node:tls takes it; none when missing. */
  readonly tls?: ConnectionOptions | false;
  /** Whether the server must prove by SCRAM-SHA-256-PLUS that the certificate is its own. */
  readonly bindsChannel?: boolean;
  /** Options of the user's own, before those of the session, as libpq's `options` has them. */
  readonly options?: string;
  /** ms, a minute when missing. */
  readonly patience?: number;
  /**
   * The database beside which a busy backend is ended; `postgres` when missing. null where the process id is a pooler's
   * and would hit somebody else: then the pooler is asked to cancel.
   */
  readonly maintenance?: string | null;
}

/** A session as the server that gave it sees it. */
export interface OpenSession extends Session {
  /** The process id that the protocol gave, which is a pooler's own where one stands in between. */
  readonly processId: number;
  /** Whether the server says that a transaction is open, as of the last answer. */
  readonly isInTransaction: boolean;
  /** Breaks the connection at once; what is pending is rejected. For a server that died. */
  abort(): void;
}

/** pg's own option that @types/pg does not know. */
interface ProtocolConfig extends QueryConfig {
  readonly queryMode?: 'extended';
}

/** What @types/pg does not know of a client. */
interface Insides {
  readonly processID: number;
  readonly secretKey: number;
  readonly connectionParameters: { options?: string; replication?: string; application_name?: string };
  getTransactionStatus(): 'I' | 'T' | 'E' | null;
}

const insides = (client: Client) => client as unknown as Insides;

const bigint = 20;

/** pg's own types, except that a bigint is a number where no digit is lost. */
const parsers: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === bigint ? readBigint : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
};

/** For rows that nobody looks at. */
const untouched: CustomTypesConfig = {
  getTypeParser: (() => (value: string) => value) as typeof types.getTypeParser,
};

function readBigint(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

/** Why a session is not opened where the server asks for a password and there is none. libpq says the same. */
export const passwordMissing = 'no password supplied';

/** Opens a session. `closed` is called once when it ended, for whatever reason. */
export async function openSession(
  target: Target,
  options: SessionOptions,
  closed: (session: OpenSession) => void,
): Promise<OpenSession> {
  const { host, port, user, database } = target;
  const client = new Client({
    host,
    port,
    user,
    // A function is asked only when the server wants a password, and keeps pg from looking for PGPASSWORD and .pgpass.
    password: () => passwordOf(target),
    database,
    // Everything that pg would otherwise take from the PG* variables of the user.
    ssl: target.tls ?? false,
    sslnegotiation: 'postgres',
    enableChannelBinding: target.bindsChannel ?? false,
    client_encoding: 'UTF8',
    application_name: options.applicationName ?? 'plangate',
    connectionTimeoutMillis: target.patience ?? 60_000,
    types: parsers,
  });
  // What is empty would be taken from PGOPTIONS and PGREPLICATION; a pooler refuses options that it does not know.
  const startup = [target.options ?? '', startupOptions(options.settings ?? {})].join(' ').trim();
  Object.assign(insides(client).connectionParameters, { options: startup, replication: undefined });
  const checkChannel = target.bindsChannel === true ? requireChannelBinding(client) : () => {};
  const session = new PgSession(client, target);
  client.on('error', error => session.broke(error));
  client.on('notice', notice =>
    options.onNotice?.({ severity: notice.severity ?? 'NOTICE', message: notice.message ?? '' }),
  );
  client.once('end', () => closed(session));
  try {
    await client.connect();
    checkChannel();
  } catch (error) {
    session.broke(error);
    throw await session.translate(error);
  }
  return session;
}

function passwordOf({ password }: Target): string {
  if (password === null || password === '') throw new Error(passwordMissing);
  return password;
}

/** `-c name=value` for each, with what separates options escaped: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-OPTIONS */
export function startupOptions(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${`${name}=${value}`.replace(/[\\\s]/g, '\\$&')}`)
    .join(' ');
}

function columnsOf(result: ResultBuilder | undefined): readonly Column[] {
  return (result?.fields ?? []).map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
}

class PgSession implements OpenSession {
  readonly #client: Client;
  readonly #target: Target;
  #failure: unknown = null;
  #closing: Promise<void> | null = null;
  /** Statements that have no answer yet. */
  #pending = 0;
  /** How many statements were cancelled. */
  #cancelled = 0;

  constructor(client: Client, target: Target) {
    this.#client = client;
    this.#target = target;
  }

  async query<R extends Row = Row>(
    sql: string,
    values: readonly (string | null)[] = [],
  ): Promise<readonly R[]> {
    // pg sends what has no parameters by the simple protocol, unless told otherwise.
    const config: ProtocolConfig = { text: sql, values: [...values], queryMode: 'extended' };
    const result = await this.#guarded(() => this.#client.query<R>(config));
    return result.rows;
  }

  run(sql: string, values: readonly (string | null)[] = []): Promise<number> {
    return this.#guarded(() =>
      this.#drop({ text: sql, values: [...values], queryMode: 'extended', types: untouched }),
    );
  }

  async each(...[sql, values, onRow]: Parameters<Session['each']>): Promise<readonly Column[]> {
    const stop: { reason: unknown; canceled: Promise<void> | null } = { reason: null, canceled: null };
    const config = {
      text: sql,
      values: [...values],
      queryMode: 'extended',
      rowMode: 'array',
      types: untouched,
    };
    const work = () =>
      new Promise<readonly Column[]>((resolve, reject) => {
        let columns: readonly Column[] | null = null;
        const query = new Query(config as ProtocolConfig);
        query.on('row', (row, result) => {
          if (stop.canceled !== null) return;
          columns ??= columnsOf(result);
          try {
            onRow(row as TextRow, columns);
          } catch (reason) {
            stop.reason = reason;
            stop.canceled = this.#requestCancel().catch(() => {});
          }
        });
        query.on('error', reject);
        query.on('end', result => resolve(columns ?? columnsOf(result)));
        this.#client.query(query);
      });
    const [outcome] = await Promise.allSettled([this.#guarded(work)]);
    // A cancel that comes late must not hit the next statement.
    await stop.canceled;
    if (stop.canceled !== null) throw stop.reason;
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  }

  async execute(sql: string): Promise<void> {
    await this.#guarded(() => this.#drop({ text: sql, types: untouched }));
  }

  async copyFrom(sql: string, data: AsyncIterable<string> | Iterable<string>): Promise<void> {
    await this.#guarded(() => pipeline(Readable.from(data), this.#client.query(copyFrom(sql))));
  }

  /** A request that the server gets before the statement is lost, so that it is repeated while the session is at work and none was cancelled. */
  async cancel(): Promise<void> {
    const before = this.#cancelled;
    do {
      if (this.#failure !== null || this.#closing !== null) return;
      await this.#requestCancel();
      await setTimeout(cancelAgain, undefined, { ref: false });
    } while (this.#pending > 0 && this.#cancelled === before);
  }

  get processId(): number {
    return insides(this.#client).processID;
  }

  get isInTransaction(): boolean {
    return (insides(this.#client).getTransactionStatus() ?? 'I') !== 'I';
  }

  abort(): void {
    this.#failure ??= new Error('the server ended');
    // pg says good-bye to a backend that is idle; one that was killed does not answer.
    this.#client.connection.stream.destroy();
  }

  /** An error outside any query: the connection broke, or the server said why before it closed it. */
  broke(error: unknown): void {
    this.#failure ??= error;
  }

  async translate(error: unknown): Promise<unknown> {
    const last = this.#failure ?? error;
    const known = [error, last].find(each => each instanceof ProtocolError);
    const translated = known === undefined ? null : reported(known);
    if (translated !== null && !translated.lost) return translated;
    if (translated === null && this.#failure === null) {
      // Not the connection's fault: the data of copyFrom failed, or the session was closed before.
      return this.#closing === null ? error : lost('The session is closed.', error);
    }
    const reason = await this.#target.reasonOfLoss();
    if (translated !== null) {
      return reason === null
        ? translated
        : new DatabaseError(`${translated.message}: ${reason}`, translated.fields, known);
    }
    const told = last instanceof Error ? last.message : String(last);
    return lost(`The connection to PostgreSQL was lost: ${reason ?? told}`, last);
  }

  /** Sends a statement and drops its rows as they come. Gives the number in the command's tag. */
  #drop(config: ProtocolConfig): Promise<number> {
    return new Promise((resolve, reject) => {
      const query = new Query(config);
      // With a listener pg does not keep the rows.
      query.on('row', () => {});
      query.on('error', reject);
      query.on('end', result => resolve(result?.rowCount ?? 0));
      this.#client.query(query);
    });
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    this.#pending++;
    try {
      return await work();
    } catch (error) {
      if (error instanceof ProtocolError && error.code === queryCanceled) this.#cancelled++;
      throw await this.translate(error);
    } finally {
      this.#pending--;
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** A backend that is at work does not see that its client went away, and would keep the database from being cloned. */
  async #close(): Promise<void> {
    if (this.#pending > 0 && this.#failure === null) {
      const { maintenance = 'postgres' } = this.#target;
      if (maintenance === null) await this.#requestCancel().catch(() => {});
      else await this.#terminate(maintenance).catch(() => {});
    }
    await this.#client.end();
  }

  #requestCancel(): Promise<void> {
    const { processID, secretKey } = insides(this.#client);
    return requestCancel(this.#target, processID, secretKey);
  }

  async #terminate(maintenance: string): Promise<void> {
    await using other = await openSession({ ...this.#target, database: maintenance }, {}, () => {});
    await other.query('select pg_terminate_backend($1, 5000)', [String(this.processId)]);
  }
}
