import type { OpenSession } from '../session.ts';
import { DatabaseError, type Session } from '../types.ts';
import { dropAbandoned, markAlive, newRun } from './run-mark.ts';
import type { Sessions } from './sessions.ts';

type Settings = Readonly<Record<string, string>>;

/**
 * For every session of plangate's: a backend whose client is gone notices it, so that its database can be dropped by the
 * next run. https://www.postgresql.org/docs/current/runtime-config-connection.html
 */
const noticesGoneClient: Settings = {
  client_connection_check_interval: '1s',
  tcp_keepalives_idle: '30',
  tcp_keepalives_interval: '10',
  tcp_keepalives_count: '3',
};

/** Limits that a role may have for an application's queries, and that building is not held to. The caller's own come over them. */
const withoutLimits: Settings = {
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
};

/** A run on a server of somebody else's, as the server sees it: a session that holds a lock for as long as the run lives. */
export class LivingRun {
  /** 20 hexadecimal digits that nobody can guess. */
  readonly id = newRun();
  /** What every session of the run starts with. */
  readonly settings: Settings;
  /** Databases that killed runs had left, and that are gone now. */
  readonly dropped: readonly string[];
  readonly #sessions: Sessions;
  #guard: OpenSession;

  /** Drops what killed runs left, and begins one. */
  static async begin(sessions: Sessions): Promise<LivingRun> {
    let settings = { ...noticesGoneClient, ...withoutLimits };
    const guard = await openGuard(sessions, settings).catch((error: unknown) => {
      // invalid_parameter_value: the server's operating system cannot tell that a client is gone.
      if (!(error instanceof DatabaseError && error.fields.code === '22023')) throw error;
      settings = { ...settings, client_connection_check_interval: '0' };
      return openGuard(sessions, settings);
    });
    const dropped = await dropAbandoned(guard);
    const run = new LivingRun(sessions, guard, settings, dropped);
    await markAlive(guard, run.id);
    return run;
  }

  private constructor(
    sessions: Sessions,
    guard: OpenSession,
    settings: Settings,
    dropped: readonly string[],
  ) {
    this.dropped = dropped;
    this.#sessions = sessions;
    this.#guard = guard;
    this.settings = settings;
  }

  /** Does `work` in a session beside the databases that the run creates. */
  async administer<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const { database } = this.#sessions.connection;
    await using session = await this.#sessions.connect(database, { settings: this.settings });
    return await work(session);
  }

  /** Takes the lock again should its session have been ended, by an administrator or the network. */
  async stayAlive(): Promise<void> {
    try {
      await this.#guard.query('select');
    } catch (error) {
      if (!(error instanceof DatabaseError && error.lost)) throw error;
      this.#guard = await openGuard(this.#sessions, this.settings);
      await markAlive(this.#guard, this.id);
    }
  }

  /** Ends every session but the one that holds the lock. */
  async endSessions(): Promise<void> {
    await this.#sessions.endAllBut(this.#guard);
  }
}

/** The session that holds the lock does nothing for long. */
function openGuard(sessions: Sessions, settings: Settings): Promise<OpenSession> {
  return sessions.connect(sessions.connection.database, {
    settings: { idle_session_timeout: '0', ...settings },
  });
}
