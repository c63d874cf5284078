import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DatabaseError, type Server, type Session } from '../../src/postgres/index.ts';
import { testServer } from '../support/postgres.ts';
import { isRunning } from './held-server.ts';

const where = async (session: Session) => {
  const [row] = await session.query<{ data: string; pid: number }>(
    `select current_setting('data_directory') as data, pg_backend_pid() as pid`,
  );
  if (row === undefined) throw new Error('no row');
  const lines = (await readFile(`${row.data}/postmaster.pid`, 'utf8')).split('\n');
  return { ...row, postmaster: Number(lines[0]) };
};

const lossOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    error => error,
  );

describe('databases', () => {
  let server: Server;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('quotes odd names', async () => {
    const name = `we"ird 'näme' ; drop`;
    const database = await server.createDatabase(name);
    const clone = await server.cloneDatabase(database, `${name} 2`);
    await using session = await clone.connect();
    expect(await session.query('select current_database() as name')).toEqual([{ name: `${name} 2` }]);
    expect(new URL(clone.environment.DATABASE_URL ?? '').pathname).toBe(
      `/${encodeURIComponent(`${name} 2`)}`,
    );
    await server.dropDatabase(clone);
    const error = await lossOf(session.query('select 1'));
    expect(error).toBeInstanceOf(DatabaseError);
    await expect(server.createDatabase(name)).rejects.toMatchObject({ fields: { code: '42P04' } });
  });

  it('says which sessions keep a database from being cloned', async () => {
    const database = await server.createDatabase('busy');
    await using _ = await database.connect();
    await expect(server.cloneDatabase(database, 'clone')).rejects.toMatchObject({
      message: 'source database "busy" is being accessed by other users',
    });
  });
});

/** Everything that must be equal in two copies of a table. */
const fingerprint = async (server: Server, name: string) => {
  await using session = await server.database(name).connect();
  return await session.query(
    `select (select md5(string_agg(t::text, '' order by ctid)) from t) as rows, relpages, reltuples, relallvisible,
       (select md5(string_agg(s::text, '' order by attname)) from pg_stats s where tablename = 't') as statistics,
       (select count(*) from elsewhere) as elsewhere
     from pg_class where relname = 't'`,
  );
};

it('copies itself to a second server, tablespaces too', async () => {
  await using first = await testServer();
  const origin = await first.createDatabase('origin');
  {
    await using session = await origin.connect();
    const { data } = await where(session);
    const folder = `${data.slice(0, data.lastIndexOf('/'))}/space`;
    await session.execute(`copy (select 1) to program 'mkdir ${folder}'`);
    await session.execute(`create tablespace space location '${folder}'`);
    await session.execute(`create role app;
      create table t as select i, random() as r from generate_series(1, 20000) i;
      create table elsewhere tablespace space as select generate_series(1, 10);`);
    await session.execute('vacuum (freeze, analyze) t');
    await expect(first.startSecond()).rejects.toThrow('a copy needs all sessions closed, 1 are open');
  }
  const before = await fingerprint(first, 'origin');
  await using second = await first.startSecond();
  expect(await fingerprint(first, 'origin')).toEqual(before);
  expect(await fingerprint(second, 'origin')).toEqual(before);
  expect(origin.environment.PGPORT).toBe(first.database('x').environment.PGPORT);
  expect(second.database('x').environment.PGPORT).not.toBe(origin.environment.PGPORT);
  {
    await using one = await origin.connect();
    await using two = await second.database('origin').connect();
    // Each may change what is common to its whole server.
    await one.execute('drop role app; delete from elsewhere; checkpoint');
    await two.execute('alter role app rename to renamed; insert into elsewhere values (11); checkpoint');
    const { data } = await where(two);
    const [oid = ''] = await readdir(`${data}/pg_tblspc`);
    expect(await readlink(`${data}/pg_tblspc/${oid}`)).toBe(
      `${data.slice(0, data.lastIndexOf('/'))}/tablespace-${oid}`,
    );
    expect(await two.query('select count(*) as n from elsewhere')).toEqual([{ n: 11 }]);
  }
});

it('tells what became of it when the server is killed, and hangs nowhere', async () => {
  await using server = await testServer();
  const database = await server.createDatabase('doomed');
  await using busy = await database.connect();
  await using idle = await database.connect();
  const { postmaster, data } = await where(busy);
  const { pid } = await where(idle);
  // A busy backend does not notice that its postmaster is gone.
  const working = lossOf(busy.query('select count(*) from generate_series(1, 1e12::bigint)'));
  await sleep(50);
  process.kill(postmaster, 'SIGKILL');
  const error = await working;
  expect(error).toBeInstanceOf(DatabaseError);
  expect(error.lost).toBe(true);
  expect(error.message).toBe('The connection to PostgreSQL was lost: the server was ended by SIGKILL');
  const next = await lossOf(idle.query('select 1'));
  expect(next.lost).toBe(true);
  expect(next.message).toContain('the server was ended by SIGKILL');
  const refused = await lossOf(database.connect());
  expect(refused.lost).toBe(true);
  expect(refused.message).toContain('the server was ended by SIGKILL');
  expect((await lossOf(server.createDatabase('more'))).lost).toBe(true);
  await server[Symbol.asyncDispose]();
  // One that was killed is gone once the system has come to it.
  if (process.platform === 'linux') await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
  await expect(readdir(data)).rejects.toMatchObject({ code: 'ENOENT' });
});

it('quotes the log when a backend crashes', async () => {
  await using server = await testServer();
  const database = await server.createDatabase('doomed');
  await using victim = await database.connect();
  await using witness = await database.connect();
  const { pid } = await where(victim);
  const sleeping = lossOf(victim.query('select pg_sleep(60)'));
  const watching = lossOf(witness.query('select pg_sleep(61)'));
  await sleep(100);
  process.kill(pid, 'SIGKILL');
  const cause = `server process (PID ${pid}) was terminated by signal 9: Killed. Failed process was running: select pg_sleep(60)`;
  expect((await sleeping).message).toBe(`The connection to PostgreSQL was lost: ${cause}`);
  expect((await watching).message).toContain(cause);
  expect((await watching).lost).toBe(true);
  expect(await server.logTail()).toContain('was terminated by signal 9');
});

it('can be disposed twice, and with sessions open', async () => {
  const server = await testServer();
  const database = await server.createDatabase('open');
  const session = await database.connect();
  const { data } = await where(session);
  const working = lossOf(session.query('select pg_sleep(60)'));
  await Promise.all([server[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
  expect((await working).lost).toBe(true);
  expect((await working).message).toContain('the server was stopped');
  await session[Symbol.asyncDispose]();
  await expect(readdir(data)).rejects.toMatchObject({ code: 'ENOENT' });
});
