import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseError, type Server } from '../../src/postgres/index.ts';
import { LateConnection } from './late-connection.ts';
import {
  addressOf,
  bin,
  dumpOf,
  havePrograms,
  reachError,
  reachFound,
  reachOwn,
  theirServer,
} from './url-support.ts';

/** What plangate's databases on a server are called. */
const pattern = /^plangate_[0-9a-f]{20}_\d+_[a-z]+$/;

describe.runIf(havePrograms())('a server behind a URL', () => {
  let theirs: Server;
  let url: string;
  let before: string;

  beforeAll(async () => {
    theirs = await theirServer({ autovacuum: 'on' });
    const { port } = addressOf(theirs);
    url = `postgresql://app:S3cret@127.0.0.1:${port}/shop`;
    await using admin = await theirs.database('postgres').connect();
    await admin.execute(`create role app login createdb password 'S3cret'`);
    await admin.execute(`create role reader login password 'S3cret'`);
    await admin.execute(`alter role app set statement_timeout = '1min'; alter role app set work_mem = '1MB'`);
    await admin.execute('create database shop owner app');
    await using session = await theirs.database('shop').connect();
    await session.execute(`set role app; create schema mine; create table mine.orders (id serial primary key, note text);
      insert into mine.orders (note) select 'order ' || i from generate_series(1, 1000) i`);
    before = await dumpOf(theirs);
  });
  afterAll(() => theirs?.[Symbol.asyncDispose]());

  async function databases(): Promise<string[]> {
    await using session = await theirs.database('postgres').connect();
    const rows = await session.query<{ datname: string }>('select datname from pg_database order by 1');
    return rows.map(row => row.datname).filter(name => !/^(postgres|template\d|shop)$/.test(name));
  }

  it('is built in databases whose names nobody can guess, and that are dropped', async () => {
    await using server = await reachOwn(url);
    expect(server).toMatchObject({
      engine: 'url',
      isThrowAway: false,
      countsStatements: false,
      second: null,
      version: { major: 15 },
      origin: `PostgreSQL ${theirs.version.text} behind --database-url (databases are created there and dropped afterwards)`,
    });
    expect(await databases()).toEqual([]);
    const base = await server.createDatabase('base');
    expect(base.name).toMatch(pattern);
    expect(base).toMatchObject({ isOwn: true, observe: null });
    {
      await using session = await base.connect();
      await session.execute('create table t as select generate_series(1, 10) as i; analyze t');
    }
    const head = await server.cloneDatabase(base, 'head');
    expect(await databases()).toEqual([base.name, head.name].sort());
    await using session = await head.connect();
    expect(await session.query('select count(*) as n from t')).toEqual([{ n: 10 }]);
    const [about] = await session.query(
      `select pg_encoding_to_char(encoding) as encoding, datcollate as locale, current_setting('jit') as jit
       from pg_database where datname = current_database()`,
    );
    expect(about).toEqual({ encoding: 'UTF8', locale: 'C.UTF-8', jit: 'off' });
    await server.dropDatabase(head);
    expect(await databases()).toEqual([base.name]);
    await server[Symbol.asyncDispose]();
    expect(await databases()).toEqual([]);
    expect(await dumpOf(theirs)).toBe(before);
  });

  it('has the settings that can be had, and tells the others that matter', async () => {
    const settings = {
      work_mem: '8MB',
      search_path: 'mine, "odd, name"',
      shared_buffers: '1GB',
      autovacuum: 'off',
      fsync: 'off',
      log_statement: 'all',
      effective_cache_size: '4GB',
      'app.tenant': 'the \\ "first"',
    };
    await using server = await reachOwn(url, { settings });
    const one = await server.createDatabase('one');
    const copy = await server.cloneDatabase(one, 'copy');
    for (const database of [one, copy]) {
      await using session = await database.connect();
      const [row] = await session.query(
        `select current_setting('work_mem') as work_mem, current_setting('search_path') as search_path,
          current_setting('effective_cache_size') as cache, current_setting('synchronize_seqscans') as sync,
          current_setting('statement_timeout') as timeout, current_setting('app.tenant') as tenant`,
      );
      expect(row).toEqual({
        tenant: 'the \\ "first"',
        timeout: '0',
        work_mem: '8MB',
        search_path: 'mine, "odd, name"',
        cache: '4GB',
        sync: 'off',
      });
    }
    const { DATABASE_URL = '', ...variables } = one.environment;
    for (const [args, env] of [
      [[DATABASE_URL], {}],
      [[], variables],
    ] as const) {
      const { stdout } = await promisify(execFile)(
        `${bin}/psql`,
        ['-XAtc', "select current_setting('app.tenant'), current_setting('work_mem')", ...args],
        { env: { PATH: process.env.PATH, ...env } },
      );
      expect(stdout).toBe('the \\ "first"|8MB\n');
    }
    expect(server.settings).toMatchObject({
      work_mem: '8MB',
      jit: 'off',
      shared_buffers: '256MB',
      autovacuum: 'on',
    });
    expect(server.warnings).toEqual([
      'The server has settings that cannot be changed from here (is → wanted): autovacuum: on → off, shared_buffers: 256MB → 1GB.',
    ]);
  });

  it('gives a clone what cloning loses', async () => {
    await using server = await reachOwn(url);
    const base = await server.createDatabase('base');
    {
      await using session = await base.connect();
      const name = `"${base.name}"`;
      await session.execute(`alter database ${name} set search_path = "x, y", public`);
      await session.execute(`alter database ${name} set application_name = 'it''s \\ a "value"'`);
      await session.execute(`comment on database ${name} is 'it''s mine'`);
      await session.execute(`alter database ${name} connection limit 7`);
      await session.execute(
        `revoke all on database ${name} from public; grant connect on database ${name} to reader`,
      );
    }
    const head = await server.cloneDatabase(base, 'head');
    await using session = await head.connect();
    const [row] = await session.query(
      `select current_setting('search_path') as path, (select array_to_string(setconfig, ';') from pg_db_role_setting where setdatabase = d.oid) as all, datconnlimit as limit,
         shobj_description(oid, 'pg_database') as comment, datacl::text as acl from pg_database d where datname = current_database()`,
    );
    expect(row).toEqual({
      path: '"x, y", public',
      all: expect.stringContaining(`application_name=it's \\ a "value"`),
      limit: 7,
      comment: "it's mine",
      acl: '{app=CTc/app,reader=c/app}',
    });
  });

  it('is told mistakes in settings and locale', async () => {
    const wrong = await reachError(url, { settings: { work_mem: 'a lot' } });
    expect([wrong.kind, wrong.place]).toEqual(['configuration', 'postgres.settings.work_mem']);
    expect(wrong.problem).toBe('PostgreSQL refuses it: invalid value for parameter "work_mem": "a lot".');
    const unknown = await reachError(url, { settings: { no_such: '1' } });
    expect(unknown.problem).toBe('PostgreSQL refuses it: unrecognized configuration parameter "no_such".');
    const locale = await reachError(url, { locale: 'xx_YY.UTF-8' });
    expect(locale.message).toContain('postgres.locale: "xx_YY.UTF-8" is not a locale of this server.');
    expect(await databases()).toEqual([]);
  });

  it('cancels and ends what a session is doing', async () => {
    await using server = await reachOwn(url);
    const database = await server.createDatabase('busy');
    const session = await database.connect();
    const sleeping = session.query('select pg_sleep(60)').catch(error => error);
    await sleep(100);
    await session.cancel();
    expect((await sleeping).fields.code).toBe('57014');
    const working = session
      .query('select count(*) from generate_series(1, 1e12::bigint)')
      .catch(error => error);
    await sleep(100);
    await server[Symbol.asyncDispose]();
    expect((await working) instanceof DatabaseError && (await working).lost).toBe(true);
    expect(await databases()).toEqual([]);
  });

  it('is only read where that is how its role works', async () => {
    await using admin = await theirs.database('postgres').connect();
    await admin.execute(`create role careful login createdb password 'S3cret';
      alter role careful set default_transaction_read_only = on`);
    await using found = await reachFound(url.replace('app', 'careful'));
    expect(found.why).toBe('default_transaction_read_only is on');
    await admin.execute('drop role careful');
  });

  it('says what is left when it cannot be dropped', async () => {
    await using admin = await theirs.database('postgres').connect();
    const server = await reachOwn(url);
    const database = await server.createDatabase('left');
    await admin.execute(`alter database ${database.name} owner to postgres`);
    const error = await server[Symbol.asyncDispose]().then(
      () => null,
      error => error,
    );
    expect(error?.message).toBe(
      `--database-url: Databases that plangate created could not be dropped: must be owner of database ${database.name}. The next run on this server drops them; or do it yourself:\n  DROP DATABASE IF EXISTS ${database.name};`,
    );
    await admin.execute(`drop database ${database.name}`);
  });

  it('takes its lock again when the session that holds it is ended', async () => {
    await using server = await reachOwn(url);
    await server.createDatabase('one');
    await using admin = await theirs.database('postgres').connect();
    const holders = `select pid from pg_locks where locktype = 'advisory'`;
    const [first] = await admin.query(holders);
    await admin.query('select pg_terminate_backend($1, 5000)', [String(first?.pid)]);
    expect(await admin.query(holders)).toEqual([]);
    await server.createDatabase('two');
    expect(await admin.query(holders)).toHaveLength(1);
  });

  it('is left clean when everything is stopped while a session is opened to create something', async () => {
    await using late = await LateConnection.before(Number(new URL(url).port));
    const server = await reachOwn(url.replace(/:\d+\//, `:${late.port}/`));
    late.arm();
    const creating = server.createDatabase('late').catch(error => error);
    await late.opening;
    await server[Symbol.asyncDispose]();
    expect(await creating).toEqual(new Error('the server was disposed'));
    expect(await databases()).toEqual([]);
  });

  it('is left clean when everything is stopped in the middle of creating', async () => {
    const server = await reachOwn(url);
    const creating = server.createDatabase('late').catch(error => error);
    await sleep(5);
    await server[Symbol.asyncDispose]();
    await creating;
    await expect(server.createDatabase('later')).rejects.toThrow('the server was disposed');
    expect(await databases()).toEqual([]);
  });

  /** A run in a process of its own, and the database that it made. */
  async function hold(
    next = '',
  ): Promise<{ run: ChildProcess; database: string; ended: Promise<unknown[]> }> {
    const run = spawn(process.execPath, [join(import.meta.dirname, 'url-hold.ts'), next], {
      env: { PATH: process.env.PATH, HELD_URL: url },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(run, 'exit');
    const first = await Promise.race([once(run.stdout, 'data'), ended]);
    return { run, ended, database: String(first[0]).trim() };
  }

  it('is left clean by a run that fails', async () => {
    const { ended } = await hold('fail');
    expect(await ended).toEqual([1, null]);
    expect(await databases()).toEqual([]);
    expect(await dumpOf(theirs)).toBe(before);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('is left clean by a run that gets %s', async (signal, code) => {
    const { run, ended, database } = await hold();
    expect(await databases()).toEqual([database]);
    run.kill(signal);
    expect(await ended).toEqual([code, null]);
    expect(await databases()).toEqual([]);
  });

  it('is cleaned after a killed run by the next one, which touches no living run', async () => {
    const living = await hold();
    const killed = await hold();
    const foreign = `plangate_${'0'.repeat(20)}_1_other`;
    await using admin = await theirs.database('postgres').connect();
    await admin.execute(`create database ${foreign}`);
    killed.run.kill('SIGKILL');
    await killed.ended;
    expect(await databases()).toContain(killed.database);
    // Its backend is at work, and notices within a second that nobody waits for it.
    await using next = await reachOwn(url);
    expect(await databases()).toEqual([living.database, foreign].sort());
    await next[Symbol.asyncDispose]();
    living.run.kill('SIGTERM');
    await living.ended;
    await admin.execute(`drop database ${foreign}`);
    expect(await databases()).toEqual([]);
    expect(await dumpOf(theirs)).toBe(before);
  });
});
