import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, DatabaseError, type Server, type Session } from '../../src/postgres/index.ts';
import { testServer } from '../support/postgres.ts';

let server: Server;
let database: Database;

beforeAll(async () => {
  server = await testServer();
  database = await server.createDatabase('sessions');
});
afterAll(() => server[Symbol.asyncDispose]());

/** What `work` throws, which must be a DatabaseError. */
async function failure(work: Promise<unknown>): Promise<DatabaseError> {
  const error = await work.then(
    () => null,
    error => error,
  );
  expect(error).toBeInstanceOf(DatabaseError);
  return error;
}

const count = async (session: Session, table: string) =>
  (await session.query(`select count(*) as n from ${table}`))[0]?.n;

it('gives bigint as a number where no digit is lost, json parsed, and other types as pg does', async () => {
  await using session = await database.connect();
  expect(
    await session.query(
      `select 42::bigint as small, 9007199254740993::bigint as large, '{"a": [1]}'::json as json, null as nothing, 1.50::numeric as exact`,
    ),
  ).toEqual([{ small: 42, large: '9007199254740993', json: { a: [1] }, nothing: null, exact: '1.50' }]);
  const [explained] = await session.query('explain (format json) select 1');
  expect(explained?.['QUERY PLAN']).toMatchObject([{ Plan: { 'Node Type': 'Result' } }]);
});

it('leaves the types of parameters to PostgreSQL', async () => {
  await using session = await database.connect();
  const [row] = await session.query(
    `select $1 + 1 as sum, $2::text as text, now() - $3::interval < now() as earlier, $4::int is null as missing`,
    ['41', "it's", '7 days', null],
  );
  expect(row).toEqual({ sum: 42, text: "it's", earlier: true, missing: true });
});

it('uses the extended protocol without parameters too, with no row limit, so that parallel plans stay possible', async () => {
  await using session = await database.connect({
    settings: {
      max_parallel_workers_per_gather: '2',
      parallel_setup_cost: '0',
      min_parallel_table_scan_size: '0',
    },
  });
  await session.execute(
    'create table parallel as select i from generate_series(1, 50000) i; analyze parallel',
  );
  const several = await failure(session.query('select 1; select 2'));
  expect(several.message).toBe('cannot insert multiple commands into a prepared statement');
  const [row] = await session.query<{ 'QUERY PLAN': unknown }>(
    'explain (analyze, format json) select count(*) from parallel where i > $1',
    ['0'],
  );
  expect(JSON.stringify(row)).toContain('"Workers Launched":2');
});

it('runs a statement and drops its rows', async () => {
  await using session = await database.connect();
  expect(await session.run('select * from generate_series(1, $1)', ['100000'])).toBe(100_000);
  await session.execute('create table changed (i int)');
  expect(await session.run('insert into changed values (1), (2)')).toBe(2);
  expect(await session.run('vacuum changed')).toBe(0);
});

it('executes several statements at once and goes on after an error', async () => {
  await using session = await database.connect();
  await session.execute(
    'create table several (i int); insert into several values (1); select * from several',
  );
  await failure(session.execute('insert into several values (2); select 1 / 0'));
  expect(await count(session, 'several')).toBe(1);
  await session.execute('');
});

it('hands on every field of an error', async () => {
  await using session = await database.connect();
  await session.execute(`
    create table parent (id int constraint parent_key primary key);
    create function fails() returns int language plpgsql as $$ begin return 1 / 0; end $$;`);
  await session.execute('insert into parent values (1)');
  const duplicate = await failure(session.query('insert into parent values ($1)', ['1']));
  expect(duplicate.message).toBe('duplicate key value violates unique constraint "parent_key"');
  expect(duplicate.fields).toMatchObject({
    severity: 'ERROR',
    code: '23505',
    detail: 'Key (id)=(1) already exists.',
    schema: 'public',
    table: 'parent',
    constraint: 'parent_key',
    position: null,
  });
  expect(duplicate.lost).toBe(false);
  const misspelt = await failure(session.query("select '🐘', idd from parent"));
  expect(misspelt.fields).toMatchObject({ code: '42703', position: 13 });
  expect(misspelt.fields.hint).toContain('parent.id');
  const nested = await failure(session.query('select fails()'));
  expect(nested.fields.where).toContain('PL/pgSQL function fails() line 1 at RETURN');
  expect(nested.fields.code).toBe('22012');
});

it('hands on notices and warnings', async () => {
  const notices: string[] = [];
  await using session = await database.connect({
    onNotice: ({ severity, message }) => notices.push(`${severity}: ${message}`),
  });
  await session.execute(`do $$ begin raise notice 'one'; raise warning 'two'; end $$`);
  expect(notices).toEqual(['NOTICE: one', 'WARNING: two']);
});

it('sends settings as start-up parameters, whatever is in them', async () => {
  const value = String.raw`a b\c 'd' "e"  f`;
  await using session = await database.connect({
    settings: { work_mem: '9MB', 'odd.value': value, search_path: 'pg_catalog, "a b"' },
    applicationName: 'plangate test',
  });
  await session.execute('reset all');
  const [row] = await session.query(
    `select current_setting('work_mem') as memory, current_setting('odd.value') as odd,
       current_setting('search_path') as path, current_setting('application_name') as name`,
  );
  expect(row).toEqual({ memory: '9MB', odd: value, path: 'pg_catalog, "a b"', name: 'plangate test' });
  const refused = await failure(database.connect({ settings: { no_such_setting: '1' } }));
  expect(refused.message).toContain('unrecognized configuration parameter "no_such_setting"');
});

it('takes nothing from the PG variables of the user', async () => {
  const before = { ...process.env };
  Object.assign(process.env, {
    PGSSLMODE: 'require',
    PGSSLNEGOTIATION: 'direct',
    PGREPLICATION: 'database',
    PGPASSWORD: 'wrong',
    PGOPTIONS: '-c work_mem=1MB',
    PGCLIENTENCODING: 'latin1',
  });
  try {
    await using session = await database.connect();
    const [row] = await session.query(`select current_setting('work_mem') as memory, 'ä€' as text`);
    expect(row).toEqual({ memory: '4MB', text: 'ä€' });
  } finally {
    const set = [
      'PGSSLMODE',
      'PGSSLNEGOTIATION',
      'PGREPLICATION',
      'PGPASSWORD',
      'PGOPTIONS',
      'PGCLIENTENCODING',
    ];
    for (const name of set) delete process.env[name];
    Object.assign(process.env, before);
  }
});

it('copies data in', async () => {
  await using session = await database.connect();
  await session.execute('create table copied (i int, text text)');
  function* lines() {
    for (let i = 0; i < 200_000; i++) yield `${i}\t${'ä'.repeat(10)}\n`;
  }
  await session.copyFrom('copy copied from stdin', lines());
  expect(await count(session, 'copied')).toBe(200_000);
  await session.copyFrom('copy copied from stdin', []);
});

it('reads data to copy no faster than the server takes it', async () => {
  await using session = await database.connect();
  await using other = await database.connect();
  await session.execute('create table blocked (text text)');
  await other.execute('begin; lock table blocked');
  let sent = 0;
  async function* lines() {
    for (; sent < 100_000_000; sent += 100_000) yield `${'x'.repeat(99_999)}\n`;
  }
  const copying = session.copyFrom('copy blocked from stdin', lines());
  await sleep(300);
  expect(sent).toBeLessThan(10_000_000);
  await other.execute('commit');
  await copying;
  expect(sent).toBe(100_000_000);
});

it('leaves the session usable when copying fails', async () => {
  await using session = await database.connect();
  await session.execute('create table strict (i int)');
  const wrong = await failure(session.copyFrom('copy strict from stdin', ['1\n', 'two\n']));
  expect(wrong.fields).toMatchObject({ code: '22P02', where: 'COPY strict, line 2, column i: "two"' });
  const missing = await failure(session.copyFrom('copy no_such_table from stdin', ['1\n']));
  expect(missing.fields.code).toBe('42P01');
  async function* broken() {
    yield '1\n';
    throw new Error('the file ended');
  }
  await expect(session.copyFrom('copy strict from stdin', broken())).rejects.toThrow('the file ended');
  expect(await count(session, 'strict')).toBe(0);
  // Without data the protocol is told so, and nothing hangs.
  expect((await failure(session.execute('copy strict from stdin'))).message).toContain(
    'COPY from stdin failed',
  );
  expect(await count(session, 'strict')).toBe(0);
});

it('cancels what it is doing', async () => {
  await using session = await database.connect();
  const sleeping = failure(session.query('select pg_sleep(60)'));
  await sleep(50);
  await session.cancel();
  expect((await sleeping).fields.code).toBe('57014');
  expect((await sleeping).lost).toBe(false);
  expect(await session.query('select 1 as one')).toEqual([{ one: 1 }]);
});

it('cancels what comes to the server only after the request', async () => {
  await using session = await database.connect();
  const cancelling = session.cancel();
  await sleep(100);
  const sleeping = failure(session.query('select pg_sleep(60)'));
  await cancelling;
  expect((await sleeping).fields.code).toBe('57014');
  expect(await session.query('select 1 as one')).toEqual([{ one: 1 }]);
});

it('ends a backend that is at work when it is disposed', async () => {
  const session = await database.connect({ applicationName: 'at work' });
  const working = failure(session.query('select count(*) from generate_series(1, 1e12::bigint)'));
  await sleep(50);
  await session[Symbol.asyncDispose]();
  expect((await working).lost).toBe(true);
  await using other = await database.connect();
  const left = await other.query(`select from pg_stat_activity where application_name = 'at work'`);
  expect(left).toEqual([]);
});

it('says that it is closed', async () => {
  const session = await database.connect();
  await session[Symbol.asyncDispose]();
  await session[Symbol.asyncDispose]();
  const error = await failure(session.query('select 1'));
  expect(error.message).toBe('The session is closed.');
  expect(error.lost).toBe(true);
  await session.cancel();
});

it('reports a lost connection for every statement after it, and the server goes on', async () => {
  await using session = await database.connect();
  await using other = await database.connect();
  const [row] = await session.query('select pg_backend_pid() as pid');
  const sleeping = failure(session.query('select pg_sleep(60)'));
  await other.query('select pg_terminate_backend($1)', [String(row?.pid)]);
  const error = await sleeping;
  expect(error.lost).toBe(true);
  expect(error.fields.code).toBe('57P01');
  expect((await failure(session.query('select 1'))).lost).toBe(true);
  expect((await failure(session.copyFrom('copy strict from stdin', ['1\n']))).lost).toBe(true);
  expect(await other.query('select 1 as one')).toEqual([{ one: 1 }]);
});

it('refuses a database that does not exist', async () => {
  const error = await failure(server.database('no "such" database').connect());
  expect(error.fields.code).toBe('3D000');
});
