import { type OpenSession, openSession, type Target } from '../session.ts';
import { DatabaseError, type SessionOptions } from '../types.ts';
import { connectError } from './connect-error.ts';
import type { Connection } from './connection.ts';

/** What opens sessions on one server, and ends them all. */
export class Sessions implements AsyncDisposable {
  readonly #open = new Set<OpenSession>();
  readonly #target: Omit<Target, 'database'>;
  readonly connection: Connection;
  #isClosed = false;

  /**
   * Opens a first session, by the first way of sslmode that works; the others take the same way. Throws a PlangateError (server).
   */
  static async reach(connection: Connection, place: string): Promise<[Sessions, OpenSession]> {
    let failure: unknown;
    for (const tls of connection.attempts) {
      const sessions = new Sessions(connection, tls);
      try {
        return [sessions, await sessions.connect(connection.database, {})];
      } catch (error) {
        failure = error;
        if (!maySucceedOtherwise(error)) break;
      }
    }
    throw connectError(failure, place, connection);
  }

  private constructor(connection: Connection, tls: Target['tls']) {
    const { host, address, port, user, password, options, patience, bindsChannel } = connection;
    this.connection = connection;
    this.#target = {
      host: address ?? host,
      port,
      user,
      password,
      options,
      patience,
      bindsChannel,
      tls: tls === undefined || tls === false ? false : { ...tls, ...serverName(host) },
      // Somebody else's server: nothing is known of how it ended.
      reasonOfLoss: async () => null,
      maintenance: connection.database,
    };
  }

  /** A session in `database`. `isPooled`: its process id is not the backend's. */
  async connect(database: string, options: SessionOptions, isPooled = false): Promise<OpenSession> {
    const { applicationName } = this.connection;
    const session = await openSession(
      { ...this.#target, database, ...(isPooled ? { maintenance: null } : {}) },
      applicationName === null ? options : { ...options, applicationName },
      ended => this.#open.delete(ended),
    );
    if (this.#isClosed) {
      await session[Symbol.asyncDispose]();
      throw new Error('the server was disposed while a session was being opened');
    }
    this.#open.add(session);
    return session;
  }

  /** Ends every session but one, busy ones too. */
  async endAllBut(last: OpenSession | null): Promise<void> {
    const others = [...this.#open].filter(session => session !== last);
    await Promise.allSettled(others.map(session => session[Symbol.asyncDispose]()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    return this.endAllBut(null);
  }
}

/** The name to ask for where the address is given; pg sets it by itself where the host is a name. */
const serverName = (host: string) => (/^[\d.:]+$|:/.test(host) ? {} : { servername: host });

/**
 * Whether the other way of `allow` or `prefer` is worth a try: there is no TLS, the handshake fails, or pg_hba.conf
 * wants it otherwise. libpq tries again after a wrong password too, which would only send it twice.
 */
function maySucceedOtherwise(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return true;
  return error.fields.code === null || error.fields.code === '28000';
}
