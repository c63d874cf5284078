import { quoteLiteral } from '../../sql/index.ts';
import { refused } from '../database-error.ts';
import type { OpenSession } from '../session.ts';
import type { Row, Session } from '../types.ts';
import { refusedPart, wordsOf } from './may-read.ts';

/**
 * A session in a database of somebody else's. Everything happens inside BEGIN READ ONLY … ROLLBACK; COMMIT is never sent,
 * so whatever a statement sets is undone.
 *
 * Why a query cannot leave the transaction: it goes through the extended protocol, which takes one statement only, and
 * may-read.ts says how that may begin; functions cannot end a transaction block that they did not begin.
 * Why it cannot make the transaction read-write: PostgreSQL refuses that after the first snapshot, and the settings are made by
 * a SELECT, which takes one (check_transaction_read_only in src/backend/commands/variable.c).
 *
 * What READ ONLY does not stop: functions that act outside the transaction, such as dblink. Those that PostgreSQL brings are refused
 * by name (may-read.ts); inside other functions they are not seen, so give plangate a role that may only read.
 */
export class ReadOnlySession implements Session {
  readonly #session: OpenSession;
  readonly #begin: string;
  readonly #rollback: string;
  readonly #isPooled: boolean;
  #isOpen = false;

  constructor(session: OpenSession, settings: Readonly<Record<string, string>>, isPooled: boolean) {
    this.#session = session;
    this.#isPooled = isPooled;
    const calls = Object.entries(settings).map(
      ([name, value]) => `set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, true)`,
    );
    // In one message, so that a pooler sends all of it to the same backend.
    this.#begin = `BEGIN READ ONLY; SELECT ${['1', ...calls].join(', ')}`;
    // Session-level advisory locks outlive a rollback. Behind a pooler others may hold some of the same backend.
    this.#rollback = isPooled ? 'ROLLBACK' : 'ROLLBACK; SELECT pg_advisory_unlock_all()';
  }

  query<R extends Row = Row>(sql: string, values: readonly (string | null)[] = []): Promise<readonly R[]> {
    return this.#inside(sql, () => this.#session.query<R>(sql, values));
  }

  run(sql: string, values: readonly (string | null)[] = []): Promise<number> {
    return this.#inside(sql, () => this.#session.run(sql, values));
  }

  each(...[sql, values, onRow]: Parameters<Session['each']>): ReturnType<Session['each']> {
    return this.#inside(sql, () => this.#session.each(sql, values, onRow));
  }

  async execute(sql: string): Promise<void> {
    const words = wordsOf(sql).join(' ');
    if (words === 'BEGIN' || words === 'BEGIN READ ONLY') return this.#start();
    if (words === 'ROLLBACK') return this.#end();
    if (!this.#isOpen) throw refused('cannot execute anything outside a transaction here');
    // One statement only, as with a query.
    await this.run(sql);
  }

  copyFrom(): Promise<void> {
    return Promise.reject(refused('cannot execute COPY in a database that is only read'));
  }

  cancel(): Promise<void> {
    return this.#session.cancel();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session[Symbol.asyncDispose]();
  }

  async #start(): Promise<void> {
    if (this.#isOpen) throw refused('a transaction is open already');
    try {
      await this.#session.execute(this.#begin);
      this.#isOpen = true;
    } catch (error) {
      // A setting that the server refuses leaves the transaction open, and failed.
      await this.#session.execute('ROLLBACK').catch(() => {});
      throw error;
    }
  }

  async #end(): Promise<void> {
    this.#isOpen = false;
    await this.#session.execute(this.#rollback);
  }

  /** Does `work` in the open transaction, or in one of its own. */
  async #inside<T>(sql: string, work: () => Promise<T>): Promise<T> {
    this.#check(sql);
    if (this.#isOpen) return await work();
    await this.#start();
    try {
      return await work();
    } finally {
      await this.#end().catch(() => {
        // The session is gone; the work's own error says so.
      });
    }
  }

  #check(sql: string): void {
    const words = wordsOf(sql);
    const part = refusedPart(words);
    if (part !== null) throw refused(`cannot execute ${part} in a database that is only read`);
    if (this.#isPooled && words.some(word => sessionLocks.test(word))) {
      throw refused('cannot take a lock of the session, which would stay in the connection pooler');
    }
  }
}

/** https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADVISORY-LOCKS */
const sessionLocks = /^"?PG_(TRY_)?ADVISORY_LOCK(_SHARED)?"?$/;
