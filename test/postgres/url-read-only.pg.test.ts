import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseError, type FoundDatabase, type Server, type Session } from '../../src/postgres/index.ts';
import { havePgbouncer, type Pooler, startPgbouncer } from '../support/pgbouncer.ts';
import { primarySettings, type Standby, startStandby } from '../support/standby.ts';
import { addressOf, bin, dumpOf, havePrograms, reachFound, theirServer } from './url-support.ts';

const tools = havePrograms() && havePgbouncer();

const readWrite = /^transaction read-write mode must be set before any query/;

/** Statements of a query file that want more than to read, and what they get to hear. */
const hostile: readonly (readonly [string, RegExp])[] = [
  ['COMMIT', /^cannot execute COMMIT /],
  ['/* x */ commit and chain', /^cannot execute COMMIT /],
  ['END', /^cannot execute END /],
  ['ROLLBACK', /^cannot execute ROLLBACK /],
  ['BEGIN READ WRITE', /^cannot execute BEGIN /],
  ['SET TRANSACTION READ WRITE', /^cannot execute SET /],
  ['SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE', /^cannot execute SET /],
  ['SET work_mem = 64', /^cannot execute SET /],
  ['PREPARE x AS SELECT 1', /^cannot execute PREPARE /],
  ['DO $$ BEGIN COMMIT; END $$', /^cannot execute DO /],
  ['CALL escape()', /^cannot execute CALL /],
  ["COPY orders TO PROGRAM 'cat'", /^cannot execute COPY /],
  ['CHECKPOINT', /^cannot execute CHECKPOINT /],
  ['NOTIFY x', /^cannot execute NOTIFY /],
  ['CREATE TABLE x ()', /^cannot execute CREATE /],
  ['DROP TABLE orders', /^cannot execute DROP /],
  ['VACUUM orders', /^cannot execute VACUUM /],
  ['SELECT 1; COMMIT', /^cannot insert multiple commands/],
  ["SELECT set_config('transaction_read_only', 'off', true)", readWrite],
  ["SELECT set_config('transaction_read_only', 'off', false)", readWrite],
  ['SET LOCAL transaction_read_only = off', readWrite],
  ["INSERT INTO orders (note) VALUES ('x')", /^cannot execute INSERT in a read-only transaction/],
  ["UPDATE orders SET note = 'x'", /^cannot execute UPDATE in a read-only transaction/],
  ['WITH gone AS (DELETE FROM orders RETURNING 1) SELECT * FROM gone', /^cannot execute /],
  ['SELECT * INTO x FROM orders', /^cannot execute SELECT INTO in/],
  ['SELECT * FROM orders FOR UPDATE', /^cannot execute SELECT FOR UPDATE in a read-only transaction/],
  ["SELECT nextval('orders_id_seq')", /^cannot execute nextval\(\) in a read-only transaction/],
  ["SELECT setval('orders_id_seq', 1)", /^cannot execute setval\(\) in a read-only transaction/],
  ['SELECT writes()', /^cannot execute INSERT in a read-only transaction/],
  ['SELECT creates()', /^cannot execute CREATE TABLE in a read-only transaction/],
  ['SELECT escapes()', readWrite],
  ["SELECT dblink_exec('dbname=shop', 'DELETE FROM orders')", /^cannot execute dblink_exec\(\) in/],
  [
    `EXPLAIN ANALYZE SELECT "dblink_exec"('dbname=shop', 'DELETE FROM orders')`,
    /^cannot execute dblink_exec\(\) in/,
  ],
  ["SELECT lo_export(1, '/tmp/x')", /^cannot execute lo_export\(\) in/],
  ['SELECT pg_terminate_backend(pid) FROM pg_stat_activity', /^cannot execute pg_terminate_backend\(\) in/],
  ['SELECT pg_stat_reset()', /^cannot execute pg_stat_reset\(\) in/],
  ['SELECT pg_wal_replay_pause()', /^cannot execute pg_wal_replay_pause\(\) in/],
  ['EXPLAIN ANALYZE CREATE TABLE x AS SELECT 1', /^cannot execute EXPLAIN CREATE in/],
  ['EXPLAIN (ANALYZE, FORMAT JSON) SELECT * INTO x FROM orders', /^cannot execute SELECT INTO in/],
  ['EXPLAIN ANALYZE VERBOSE (SELECT * INTO x FROM orders)', /^cannot execute SELECT INTO in/],
  ['EXPLAIN (ANALYZE) CREATE MATERIALIZED VIEW x AS SELECT 1', /^cannot execute EXPLAIN CREATE in/],
  ["EXPLAIN (ANALYZE) INSERT INTO orders (note) VALUES ('x')", /^cannot execute INSERT in a read-only/],
];

/** Statements that PostgreSQL lets pass in a read-only transaction, and that must leave nothing all the same. */
const sly = [
  'SELECT lo_create(4711)',
  "SELECT lo_from_bytea(4712, 'x')",
  "SELECT set_config('default_transaction_read_only', 'off', false)",
  "SELECT set_config('work_mem', '64kB', false)",
  "SELECT set_config('search_path', 'nowhere', false)",
  "SELECT set_config('role', 'none', false)",
  "SELECT pg_notify('x', 'y')",
  'SELECT listens()',
];

describe.runIf(tools)('a database that is only read', () => {
  let theirs: Server;
  let standby: Standby;
  let pooler: Pooler;
  let before: string;

  const ways = ['asked for', 'a role without CREATEDB', 'a superuser', 'a standby', 'a pooler'] as const;

  beforeAll(async () => {
    theirs = await theirServer(primarySettings);
    const { port, password } = addressOf(theirs);
    {
      await using admin = await theirs.database('postgres').connect();
      await admin.execute(`create role app login createdb password 'S3cret'`);
      await admin.execute(`create role reader login password 'S3cret'`);
      await admin.execute('create database shop owner app');
    }
    {
      await using session = await theirs.database('shop').connect();
      await session.execute(`create table orders (id serial primary key, note text);
        insert into orders (note) select 'order ' || i from generate_series(1, 1000) i;
        create function writes() returns void language sql as $$ insert into orders (note) values ('x') $$;
        create function creates() returns void language plpgsql as $$ begin create table created (); end $$;
        create function listens() returns void language plpgsql as $$ begin execute 'listen x'; end $$;
        create function escapes() returns void language plpgsql as $$ begin set transaction read write; end $$;
        grant all on all tables in schema public to app, reader; grant all on all sequences in schema public to app, reader`);
    }
    standby = await startStandby(theirs, bin);
    await standby.catchUp();
    const users = { app: 'S3cret', reader: 'S3cret', postgres: password };
    pooler = await startPgbouncer({ host: '127.0.0.1', port, users });
    before = await dumpOf(theirs);
  });
  afterAll(async () => {
    await pooler?.[Symbol.asyncDispose]();
    await standby?.[Symbol.asyncDispose]();
    await theirs?.[Symbol.asyncDispose]();
  });

  function reach(way: (typeof ways)[number], settings: Record<string, string> = {}): Promise<FoundDatabase> {
    const { port, password } = addressOf(theirs);
    const at = (user: string, where: number) => `postgresql://${user}@127.0.0.1:${where}/shop`;
    switch (way) {
      case 'asked for':
        return reachFound(at('app:S3cret', port), { settings, isReadOnly: true });
      case 'a role without CREATEDB':
        return reachFound(at('reader:S3cret', port), { settings });
      case 'a superuser':
        return reachFound(at(`postgres:${password}`, port), { settings, isReadOnly: true });
      case 'a standby':
        return reachFound(at('app:S3cret', standby.port), { settings });
      case 'a pooler':
        return reachFound(at('app:S3cret', pooler.port), { settings });
    }
  }

  const failure = async (work: Promise<unknown>): Promise<DatabaseError> => {
    const error = await work.then(
      value => new Error(`it worked: ${JSON.stringify(value)}`),
      error => error,
    );
    if (!(error instanceof DatabaseError)) throw error;
    return error;
  };

  it.each([
    ['asked for', 'read-only was asked for'],
    ['a role without CREATEDB', 'its role may not create databases'],
    ['a superuser', 'read-only was asked for'],
    ['a standby', 'the server is a standby'],
    ['a pooler', 'a connection pooler answers'],
  ] as const)('says why (%s)', async (way, why) => {
    await using found = await reach(way);
    expect(found).toMatchObject({ name: 'shop', isOwn: false, why, observe: null });
    const { version } = theirs;
    expect(found.server).toMatchObject({
      engine: 'url',
      version,
      origin: `PostgreSQL ${version.text} behind --database-url (read only: ${why})`,
      settings: { jit: 'off', synchronize_seqscans: 'off' },
      warnings: [],
    });
  });

  it.each(ways)('is read in transactions of a kind (%s)', async way => {
    await using found = await reach(way, { work_mem: '9MB', Random_Page_Cost: '1.5' });
    await using session = await found.connect({
      settings: { statement_timeout: '4321', search_path: 'public, "a b"' },
    });
    const question = `select current_setting('work_mem') as memory, current_setting('random_page_cost') as cost,
      current_setting('statement_timeout') as timeout, current_setting('search_path') as path, current_setting('jit') as jit,
      current_setting('transaction_read_only') as read_only`;
    const expected = [
      { memory: '9MB', cost: '1.5', timeout: '4321ms', path: 'public, "a b"', jit: 'off', read_only: 'on' },
    ];
    expect(await session.query(question)).toEqual(expected);
    for (const begin of ['BEGIN', 'begin read only;']) {
      await session.execute(begin);
      expect(await session.query(question)).toEqual(expected);
      expect(await session.run('select * from orders where id <= $1', ['5'])).toBe(5);
      await session.execute('SET CONSTRAINTS ALL IMMEDIATE');
      const [explained] = await session.query('EXPLAIN (ANALYZE, FORMAT JSON) SELECT count(*) FROM orders');
      expect(JSON.stringify(explained)).toContain('Execution Time');
      await session.execute('ROLLBACK');
    }
    expect(found.server.settings).toMatchObject({ work_mem: '9MB', random_page_cost: '1.5' });
  });

  it.each(ways)('is not written to, whatever a query tries (%s)', async way => {
    await using found = await reach(way);
    const recovers = way === 'a standby';
    for (const inTransaction of [true, false]) {
      for (const [sql, message] of hostile) {
        await using session = await found.connect();
        if (inTransaction) await session.execute('BEGIN');
        const error = await failure(session.query(sql));
        // During recovery some have words of their own.
        if (!recovers) expect(error.message).toMatch(message);
        if (inTransaction) await session.execute('ROLLBACK');
        expect(await session.query('select count(*) as n from orders')).toEqual([{ n: 1000 }]);
      }
    }
    await using session = await found.connect();
    for (const sql of sly) {
      await session.execute('BEGIN');
      await session.query(sql).catch(() => {});
      expect((await failure(session.query('COMMIT'))).fields.code).toBe('25006');
      await session.execute('ROLLBACK');
      await session.query(sql).catch(() => {});
    }
    await expect(session.execute('SELECT 1')).rejects.toThrow(
      'cannot execute anything outside a transaction',
    );
    await expect(session.copyFrom('copy orders from stdin', ['1\tx\n'])).rejects.toThrow(
      'cannot execute COPY',
    );
    await found[Symbol.asyncDispose]();
    expect(await dumpOf(theirs)).toBe(before);
  });

  it.each(ways)('leaves no state behind in a session (%s)', async way => {
    await using found = await reach(way);
    await using other = await watcher(way);
    await using session = await found.connect({ settings: { work_mem: '7MB' } });
    for (const sql of [...sly, 'SELECT pg_advisory_lock(42)', 'SELECT pg_try_advisory_lock_shared(43)']) {
      await session.query(sql).catch(() => {});
    }
    // Behind a pooler with one backend this is the very same one.
    const [state] = await other.query(
      `select current_setting('work_mem') as memory, current_setting('default_transaction_read_only') as read_only,
         current_setting('jit') as jit, current_setting('statement_timeout') as timeout,
         (select count(*) from pg_locks where locktype = 'advisory') as locks,
         (select count(*) from pg_prepared_statements) as prepared, (select count(*) from pg_listening_channels()) as channels`,
    );
    expect(state).toEqual({
      memory: '4MB',
      read_only: 'off',
      jit: 'on',
      timeout: '0',
      locks: 0,
      prepared: 0,
      channels: 0,
    });
  });

  /** A session of somebody else's, by the same way and role. */
  async function watcher(way: (typeof ways)[number]): Promise<Session> {
    const { port } = addressOf(theirs);
    const where = way === 'a pooler' ? pooler.port : way === 'a standby' ? standby.port : port;
    const { openSession } = await import('../../src/postgres/session.ts');
    return openSession(
      {
        host: '127.0.0.1',
        port: where,
        user: 'app',
        password: 'S3cret',
        database: 'shop',
        reasonOfLoss: async () => null,
      },
      {},
      () => {},
    );
  }

  it.each(ways)('is cancelled by the protocol, and nobody else is hit (%s)', async way => {
    await using found = await reach(way);
    await using session = await found.connect();
    const sleeping = failure(session.query('select pg_sleep(60)'));
    await sleep(200);
    await session.cancel();
    expect((await sleeping).fields.code).toBe('57014');
    expect(await session.query('select 1 as one')).toEqual([{ one: 1 }]);
    const working = failure(session.query('select count(*) from generate_series(1, 1e12::bigint)'));
    await sleep(200);
    await found[Symbol.asyncDispose]();
    await working;
    const where =
      way === 'a standby' ? await watcher('a standby') : await theirs.database('postgres').connect();
    await using asking = where;
    let busy: unknown;
    for (let waited = 0; waited < 3000; waited += 50) {
      const rows = await asking.query(
        `select count(*) as n from pg_stat_activity where query like '%1e12%' and state = 'active' and pid <> pg_backend_pid()`,
      );
      busy = rows[0]?.n;
      if (busy === 0) break;
      await sleep(50);
    }
    expect(busy).toBe(0);
  });

  it('is told which of the settings the role may not have', async () => {
    await using found = await reach('a role without CREATEDB', {
      work_mem: '64MB',
      shared_buffers: '1GB',
      log_statement: 'all',
      session_replication_role: 'replica',
    });
    expect(found.server.warnings).toEqual([
      'The server has settings that cannot be changed from here (is → wanted): shared_buffers: 256MB → 1GB, session_replication_role: origin → replica.',
    ]);
  });
});
