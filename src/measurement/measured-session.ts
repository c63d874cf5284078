import { PlangateError } from '../errors.ts';
import { type Plan, parsePlan, planWork, type Work } from '../plan/index.ts';
import { type Database, DatabaseError, roleSettings, type Session } from '../postgres/index.ts';
import type { Case } from '../queries/index.ts';
import { quoteIdentifier, quoteLiteral } from '../sql/index.ts';
import type { RowSource } from './collect-rows.ts';
import { hideConstants, hideInMessage } from './hide-constants.ts';
import type { NestedStatement } from './types.ts';

export interface SessionPolicy {
  /** Who runs the queries; null for the superuser. */
  readonly role: string | null;
  /** ms for one execution. */
  readonly statementTimeout: number;
  /** Whether values from a database that is not plangate's own may be seen. */
  readonly showValues: boolean;
}

/** A table, and those of its indexes that the planner may know. */
export interface KnownIndexes {
  readonly schema: string;
  readonly name: string;
  readonly indexes: readonly string[];
}

/** One TIMING OFF execution. Times in ms. */
export interface LatencySample {
  readonly execution: number;
  readonly planning: number;
}

/** What one counted execution of the whole statement did, and where it went. */
export interface Count {
  readonly work: Work;
  readonly nested: readonly NestedStatement[];
}

/** The plan that people read, and the JSON that it was read from. */
export interface Explained {
  readonly plan: Plan;
  readonly explain: string;
}

/**
 * The session in which one side's cases are executed, always inside a transaction that is rolled back.
 * Counting needs a second session, in another database, so that asking does not count.
 */
export class MeasuredSession implements AsyncDisposable {
  readonly #session: Session;
  readonly #observer: Session | null;
  readonly #database: Database;
  /** Whether constants are taken out of what the database says. */
  readonly #hides: boolean;

  private constructor(session: Session, observer: Session | null, database: Database, hides: boolean) {
    this.#session = session;
    this.#observer = observer;
    this.#database = database;
    this.#hides = hides;
  }

  static async open(database: Database, policy: SessionPolicy): Promise<MeasuredSession> {
    const { role } = policy;
    const timeout = { statement_timeout: String(Math.round(policy.statementTimeout)) };
    // In a database of somebody else's nothing lasts longer than a transaction: the role is a setting of each.
    const settings =
      role === null || database.isOwn ? timeout : { ...(await settingsIn(database, role)), ...timeout, role };
    const session = await database.connect({ applicationName: 'plangate', settings });
    try {
      if (role !== null && database.isOwn) await becomeRole(session, role);
      const observer = (await database.observe?.()) ?? null;
      return new MeasuredSession(session, observer, database, !database.isOwn && !policy.showValues);
    } catch (error) {
      await session[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Whether `count` can be asked: pg_stat_statements is preloaded in this server. */
  get counts(): boolean {
    return this.#observer !== null;
  }

  /** Whether the session can only read. */
  get isReadOnly(): boolean {
    return !this.#database.isOwn;
  }

  /** A message of the server as it may be shown. */
  messageOf(error: DatabaseError): { readonly message: string; readonly hint: string | null } {
    const { code, hint } = error.fields;
    if (!this.#hides) return { message: error.message, hint };
    const message = hideInMessage(error.message, code);
    return { message, hint: message === error.message ? hint : null };
  }

  /** Executes once with TIMING OFF; per-node clock reads would distort the total. */
  async sample(case_: Case): Promise<LatencySample> {
    const explained = await this.#explain('ANALYZE, TIMING OFF, BUFFERS OFF, SUMMARY ON, FORMAT JSON', case_);
    const { 'Execution Time': execution, 'Planning Time': planning } = topLevel(explained);
    if (typeof execution !== 'number' || typeof planning !== 'number') {
      throw new TypeError('EXPLAIN (ANALYZE, SUMMARY) gave no execution and planning time');
    }
    return { execution, planning };
  }

  /** Executes once with everything on, for the tree that people read. */
  async explain(case_: Case): Promise<Explained> {
    const options = 'ANALYZE, TIMING ON, BUFFERS, WAL, SETTINGS, SUMMARY ON, FORMAT JSON';
    const explained = await this.#explain(options, case_);
    return { plan: parsePlan(explained), explain: JSON.stringify(explained) };
  }

  /** The plan alone: nothing is executed. */
  async plan(case_: Case): Promise<Plan> {
    return parsePlan(await this.#explain('FORMAT JSON', case_));
  }

  /**
   * The plan of a planner that knows no other indexes of some tables: to it those are not valid until the transaction is rolled
   * back, of which no other session sees anything. Takes a superuser, though the role that plans need not be one.
   * https://www.postgresql.org/docs/current/catalog-pg-index.html
   */
  async planWithOnly(case_: Case, known: readonly KnownIndexes[]): Promise<Plan> {
    const explained = await this.#rolledBack(async () => {
      const [before] = await this.#session.query<{ role: string }>(`SELECT current_setting('role') AS role`);
      await this.#session.execute('SET LOCAL ROLE NONE');
      await this.#session.query(invalidateOthers, [JSON.stringify(known)]);
      await this.#session.query(`SELECT set_config('role', $1, true)`, [before?.role ?? 'none']);
      return this.#explained('FORMAT JSON', case_);
    });
    return parsePlan(explained);
  }

  /**
   * The plan for any values of the parameters. null where there are none, or in a database that keeps no prepared statement
   * for us.
   */
  async planGeneric(case_: Case): Promise<Plan | null> {
    if (this.isReadOnly || case_.values.length === 0) return null;
    return parsePlan(await this.#explainPrepared('FORMAT JSON', case_, null));
  }

  /**
   * Blocks that one execution of the plan for any values touches, as its tree shows them; null where it was cancelled.
   *
   * @param limit ms
   */
  async executeGeneric(case_: Case, limit: number): Promise<number | null> {
    try {
      const options = 'ANALYZE, TIMING OFF, BUFFERS, FORMAT JSON';
      return planWork(parsePlan(await this.#explainPrepared(options, case_, limit))).buffers;
    } catch (error) {
      if (error instanceof DatabaseError && error.fields.code === queryCanceled) return null;
      throw error;
    }
  }

  async #explainPrepared(options: string, { query, values }: Case, limit: number | null): Promise<unknown> {
    const list = values.map(value => (value === null ? 'NULL' : quoteLiteral(value))).join(', ');
    await this.#session.execute(`PREPARE ${prepared} AS ${query.sql}`);
    try {
      return await this.#rolledBack(async () => {
        await this.#session.execute('SET LOCAL plan_cache_mode = force_generic_plan');
        if (limit !== null) await this.#session.execute(`SET LOCAL statement_timeout = ${Math.ceil(limit)}`);
        const rows = await this.#session.query(`EXPLAIN (${options}) EXECUTE ${prepared} (${list})`);
        return rows[0]?.['QUERY PLAN'];
      });
    } finally {
      await this.#session.execute(`DEALLOCATE ${prepared}`).catch(() => {
        // The session is gone; the action's own error says so.
      });
    }
  }

  /**
   * Executes the statement itself, not an EXPLAIN of it, and reads what pg_stat_statements counted: the top-level
   * rows hold the work of triggers, functions and foreign keys too. Deferred constraints are checked before the rollback.
   * Source: https://www.postgresql.org/docs/current/pgstatstatements.html
   */
  async count(case_: Case): Promise<Count> {
    const observer = this.#observer;
    if (observer === null) throw new Error('this server has no pg_stat_statements');
    await observer.query('SELECT pg_stat_statements_reset()');
    await this.#rolledBack(async () => {
      await this.#session.run(case_.query.sql, case_.values);
      await this.#session.execute('SET CONSTRAINTS ALL IMMEDIATE');
    });
    const rows = await observer.query<CountRow>(countedStatements, [this.#database.name]);
    return readCount(rows);
  }

  /** Whether values of this database may not be seen. */
  get hides(): boolean {
    return this.#hides;
  }

  /** Each call executes the statement once and hands over its rows. */
  rows(case_: Case): RowSource {
    return onRow => this.#rolledBack(() => this.#session.each(case_.query.sql, case_.values, onRow));
  }

  /** Cancels the statement that is running, so that a time limit does not wait for it. */
  cancel(): Promise<void> {
    return this.#session.cancel();
  }

  /** The last lines of the server's log, for when it has ended. */
  logTail(): Promise<string> {
    return this.#database.server.logTail();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#observer?.[Symbol.asyncDispose]();
    await this.#session[Symbol.asyncDispose]();
  }

  #explain(options: string, case_: Case): Promise<unknown> {
    return this.#rolledBack(() => this.#explained(options, case_));
  }

  async #explained(options: string, case_: Case): Promise<unknown> {
    const rows = await this.#session.query(`EXPLAIN (${options})\n${case_.query.sql}`, case_.values);
    const explained = rows[0]?.['QUERY PLAN'];
    return this.#hides ? hideConstants(explained) : explained;
  }

  async #rolledBack<T>(action: () => Promise<T>): Promise<T> {
    await this.#session.execute('BEGIN');
    try {
      return await action();
    } finally {
      await this.#session.execute('ROLLBACK').catch(() => {
        // The session is gone; the action's own error says so.
      });
    }
  }
}

const invalidateOthers = `
  UPDATE pg_catalog.pg_index i SET indisvalid = false
  FROM json_to_recordset($1) known (schema text, name text, indexes json), pg_catalog.pg_namespace n,
    pg_catalog.pg_class t, pg_catalog.pg_class c
  WHERE n.nspname = known.schema AND t.relnamespace = n.oid AND t.relname = known.name
    AND i.indrelid = t.oid AND c.oid = i.indexrelid
    AND NOT EXISTS (SELECT FROM json_array_elements_text(known.indexes) k WHERE k = c.relname)`;

/** The name of the one statement that is ever prepared. */
const prepared = 'plangate_generic';

/** SQLSTATE of a cancelled statement, which is what statement_timeout does. */
const queryCanceled = '57014';

interface CountRow extends Readonly<Record<string, unknown>> {
  readonly toplevel: boolean;
  readonly query: string;
  readonly calls: number;
  readonly rows: number;
  readonly buffers: number;
  readonly temp: number;
  readonly wal: number;
}

const countedStatements = `
  SELECT s.toplevel, s.query, s.calls::int, s.rows::float8,
         (s.shared_blks_hit + s.shared_blks_read + s.local_blks_hit + s.local_blks_read)::float8 AS buffers,
         (s.temp_blks_read + s.temp_blks_written)::float8 AS temp,
         s.wal_bytes::float8 AS wal
  FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
  WHERE d.datname = $1`;

/** How many nested statements are worth keeping: what one side left out would look like a difference. */
const nestedKept = 50;

function readCount(rows: readonly CountRow[]): Count {
  const work = { buffers: 0, rows: 0, temp: 0, wal: 0 };
  const nested: NestedStatement[] = [];
  for (const row of rows) {
    if (row.toplevel) {
      work.buffers += row.buffers;
      work.rows += row.rows;
      work.temp += row.temp;
      work.wal += row.wal;
    } else {
      nested.push({ text: row.query, calls: row.calls, buffers: row.buffers, temp: row.temp, wal: row.wal });
    }
  }
  nested.sort((a, b) => b.buffers - a.buffers || (a.text < b.text ? -1 : 1));
  return { work, nested: nested.slice(0, nestedKept) };
}

/** Becomes `role` with the settings that a login of its own would bring, such as search_path. */
async function becomeRole(session: Session, role: string): Promise<void> {
  for (const [name, value] of Object.entries(await settingsOf(session, role)))
    await session.query('SELECT set_config($1, $2, false)', [name, value]);
  await session.execute(`SET ROLE ${quoteIdentifier(role)}`);
}

async function settingsIn(database: Database, role: string): Promise<Readonly<Record<string, string>>> {
  await using session = await database.connect({ applicationName: 'plangate role' });
  return await settingsOf(session, role);
}

async function settingsOf(session: Session, role: string): Promise<Readonly<Record<string, string>>> {
  const [known] = await session.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (known !== undefined) return await roleSettings(session, role);
  throw new PlangateError({
    kind: 'configuration',
    place: 'plangate.yml, role',
    problem: `There is no role ${JSON.stringify(role)} in the database.`,
    remedy: 'Create it in a migration, or correct the name.',
  });
}

function topLevel(explained: unknown): Readonly<Record<string, unknown>> {
  const first: unknown = Array.isArray(explained) ? explained[0] : undefined;
  return typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : {};
}
