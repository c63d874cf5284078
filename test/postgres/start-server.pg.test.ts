import { Client } from 'pg';
import { expect, it } from 'vitest';
import { type Server, startServer } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { testServer } from '../support/postgres.ts';

/** What must hold on every server, whatever engine and major. */
async function check(server: Server): Promise<void> {
  expect(server.settings).toMatchObject({
    fsync: 'off',
    autovacuum: 'off',
    jit: 'off',
    synchronize_seqscans: 'off',
    full_page_writes: 'off',
    lc_messages: 'C',
    work_mem: '7MB',
    'registry.scale': `it's "2", \\ ok`,
    'pg_stat_statements.track': 'all',
  });
  expect(Object.keys(server.settings).map(name => name.toLowerCase())).toContain('timezone');
  expect(server.countsStatements).toBe(true);
  const base = await server.createDatabase('base');
  {
    await using session = await base.connect();
    await session.execute(`
      create table t as select i, md5(i::text) as text from generate_series(1, 1000) i;
      analyze t;
      create extension pg_stat_statements;
      alter database base set search_path to "$user", public, "odd, name";
      create role app;
      alter role app in database base set work_mem to '9MB';
      revoke all on database base from public;
      grant connect, create on database base to app with grant option;
      alter database base connection limit 17;
      comment on database base is 'it''s base'`);
    const rows = await session.query(
      `select current_setting('server_encoding') as encoding, datcollate from pg_database where datname = 'base'`,
    );
    expect(rows).toEqual([{ encoding: 'UTF8', datcollate: 'C.UTF-8' }]);
    // The first execution in a session reads catalogue pages too.
    await session.run('select count(*) from t');
    await session.query('select pg_stat_statements_reset()');
    await session.run('select count(*) from t');
    const [counted] = await session.query(
      `select shared_blks_hit + shared_blks_read - relpages as more, toplevel
       from pg_stat_statements, pg_class where query = 'select count(*) from t' and relname = 't'`,
    );
    expect(counted).toEqual({ more: 0, toplevel: true });
  }
  const head = await server.cloneDatabase(base, 'head');
  {
    await using session = await head.connect();
    const [row] = await session.query(
      `select (select sum(i) from t) as sum, current_setting('search_path') as path,
         (select reltuples from pg_class where relname = 't') as rows`,
    );
    expect(row).toEqual({ sum: 500500, path: '"$user", public, "odd, name"', rows: 1000 });
    const both = await session.query(
      `select datacl::text, datconnlimit, shobj_description(d.oid, 'pg_database') as comment, pg_get_userbyid(datdba) as owner,
         (select json_agg(json_build_array(setrole::regrole, setconfig) order by setrole) from pg_db_role_setting where setdatabase = d.oid) as settings,
         (select count(*) from pg_shdepend where classid = 'pg_database'::regclass and objid = d.oid) as dependencies
       from pg_database d where datname in ('base', 'head')`,
    );
    expect(both).toHaveLength(2);
    expect(both[1]).toEqual(both[0]);
    expect(both[0]).toMatchObject({ datconnlimit: 17, dependencies: 1, comment: "it's base" });
    expect(both[0]?.datacl).toBe('{postgres=CTc/postgres,app=C*c*/postgres}');
    expect(both[0]?.settings).toEqual([
      ['-', ['search_path="$user", public, "odd, name"']],
      ['app', ['work_mem=9MB']],
    ]);
  }
  // External tools come by TCP, with nothing but the variables.
  const outside = new Client({ connectionString: head.environment.DATABASE_URL ?? '', ssl: false });
  await outside.connect();
  expect((await outside.query('select current_database(), current_user')).rows).toEqual([
    { current_database: 'head', current_user: 'postgres' },
  ]);
  await outside.end();
}

const settings = { work_mem: '7MB', 'registry.scale': `it's "2", \\ ok` };

it.each([14, 15, 16, 17, 18])('starts the embedded PostgreSQL %i', async major => {
  await using server = await testServer(major, { engine: 'embedded', settings });
  expect(server.engine).toBe('embedded');
  expect(server.version.major).toBe(major);
  expect(server.version.text).toMatch(new RegExp(`^${major}\\.\\d+$`));
  expect(Math.floor(server.version.number / 10_000)).toBe(major);
  await check(server);
});

it('starts the local PostgreSQL, or says that there is none', async () => {
  const starting = testServer(null, { engine: 'local', settings });
  const server = await starting.catch(error => error);
  if (server instanceof Error) return expect(server.message).toContain('No PostgreSQL was found');
  await using _ = server;
  expect(server.engine).toBe('local');
  await check(server);
});

it('tells which server was taken', async () => {
  const lines: string[] = [];
  await using server = await startServer(
    { engine: 'embedded', version: 17, locale: 'C', settings: {}, environment: process.env },
    { ...silent, info: line => lines.push(line) },
  );
  expect(lines).toEqual([`Using ${server.origin}`]);
  expect(server.origin).toMatch(/^PostgreSQL 17\.\d+ from \/.*\/native\/bin \(engine embedded, as asked\)$/);
});

it('runs two servers at once', async () => {
  const [one, two] = await Promise.all([testServer(), testServer()]);
  await using _one = one;
  await using _two = two;
  const [first, second] = await Promise.all([one.createDatabase('same'), two.createDatabase('same')]);
  expect(first.environment.PGPORT).not.toBe(second.environment.PGPORT);
  expect(first.environment.PGPASSWORD).not.toBe(second.environment.PGPASSWORD);
});

it.each([
  ['unknown-setting', { wrok_mem: '8MB' }],
  ['bad-value', { work_mem: '8 bananas' }],
  ['bad-library', { shared_preload_libraries: 'no_such_library' }],
])('quotes the server on a bad setting: %s', async (name, settings) => {
  const error = await testServer(15, { engine: 'embedded', settings }).catch(error => error);
  expect(error).toMatchObject({ name: 'PlangateError', kind: 'configuration' });
  await expect(`${error.message}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
});

it('refuses a locale that the machine does not have', async () => {
  const error = await testServer(15, { engine: 'embedded', locale: 'xx_YY.UTF-8' }).catch(error => error);
  expect(error).toMatchObject({ kind: 'configuration', place: 'postgres.locale' });
  expect(error.problem).toBe('"xx_YY.UTF-8" is not a locale of this machine.');
});
