import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Server } from '../src/postgres/index.ts';
import type { Report } from '../src/report/index.ts';
import { plangate } from './support/command.ts';
import { makeRepository, type TestRepository } from './support/git.ts';
import { have } from './support/have.ts';
import { havePgbouncer, startPgbouncer } from './support/pgbouncer.ts';
import { testServer } from './support/postgres.ts';
import { primarySettings, startStandby } from './support/standby.ts';

const run = promisify(execFile);
const programs = '/usr/lib/postgresql/15/bin';

/** Somebody else's server, with a role that only reads and one that may create databases. */
let server: Server;
const password = "p'ä @:/?#%\\ss";
const secret = 'Ada Lovelace, +44 20 7946 0000';

beforeAll(async () => {
  server = await testServer(15, { engine: 'local', settings: primarySettings });
  for (const name of ['staging', 'branch']) await fill(await server.createDatabase(name));
  await using session = await server.database('postgres').connect();
  for (const role of ['reader', 'gate createdb']) await session.execute(`create role ${role} login`);
  for (const role of ['reader', 'gate'])
    await session.execute(`alter role ${role} password '${password.replaceAll("'", "''")}'`);
});
afterAll(() => server[Symbol.asyncDispose]());

async function fill(database: Database): Promise<void> {
  await using session = await database.connect();
  await session.execute(
    `
    create table customers (id int primary key, name text not null, note text);
    insert into customers select id, 'customer ' || id, repeat('x', 500) from generate_series(1, 20000) id;
    update customers set name = '${secret}' where id = 4711;
    create index customers_name on customers (name);
    create sequence tickets;
    create table log (line text);
    grant select on all tables in schema public to public;
    grant usage on all sequences in schema public to public;
    grant insert on log to public;
    vacuum analyze;`.replace('vacuum analyze;', ''),
  );
  await session.execute('vacuum analyze');
}

function url(role: string, database: string, port = portOf(server)): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}?application_name=ci`;
}

function portOf(of: Server): number {
  return Number(of.database('postgres').environment.PGPORT);
}

/** Everything that is in the server, as SQL. */
async function dump(): Promise<string> {
  const { PGPORT, PGPASSWORD } = server.database('postgres').environment;
  const { stdout } = await run(
    join(programs, 'pg_dumpall'),
    ['-h', '127.0.0.1', '-p', String(PGPORT), '-U', 'postgres'],
    {
      env: { PGPASSWORD },
      maxBuffer: 1e9,
    },
  );
  // 15.14 and later write a key of their own into every dump, against hostile dumps.
  return stdout.replace(/^\\(?:un)?restrict .*$/gm, '');
}

const queries = `
-- name: by-name
-- params from: SELECT name AS name FROM customers WHERE id = 4711
SELECT id FROM customers WHERE name = :name::text;

-- name: by-note
-- params from: SELECT name AS name FROM customers WHERE id = 4711
SELECT id FROM customers WHERE note = :name::text;

-- name: next-ticket
SELECT nextval('tickets');

-- name: write
INSERT INTO log VALUES ('a line');

-- name: escape
SELECT set_config('transaction_read_only', 'off', false), set_config('default_transaction_read_only', 'off', false);

-- name: wrong
SELECT name::int FROM customers WHERE id = 4711;
`;

interface Outcome {
  readonly code: number | null;
  readonly report: Report;
  /** All that was written: both streams and every report. */
  readonly said: string;
}

async function check(
  repository: TestRepository,
  args: readonly string[],
  environment = {},
): Promise<Outcome> {
  const reports = ['md', 'json'].map(ending => join(repository.temporary, `report.${ending}`));
  const { code, stdout, stderr } = await plangate(
    ['check', ...args, ...reports.flatMap(file => ['--report', file])],
    { cwd: repository.folder, env: { ...repository.environment, ...environment } },
  );
  const [markdown = '', json = ''] = await Promise.all(reports.map(file => readFile(file, 'utf8')));
  return { code, report: JSON.parse(json), said: [stdout, stderr, markdown, json].join('\n') };
}

async function repositoryWith(files: Readonly<Record<string, string>>): Promise<TestRepository> {
  const repository = await makeRepository();
  await repository.commit('base', { 'plangate.yml': 'samples: 5\n', ...files });
  await repository.git('checkout', '--quiet', '-b', 'work');
  return repository;
}

describe.runIf(have('pg_dumpall of PostgreSQL 15', await exists(), 'apt-get install postgresql'))(
  'a database that is there already',
  () => {
    it('is only read where no databases may be created, and the report says so', async () => {
      await using repository = await repositoryWith({ 'db/queries/all.sql': queries });
      const before = await dump();
      const { code, report, said } = await check(repository, ['--database-url', url('reader', 'staging')]);
      expect(await dump()).toBe(before);
      expect(report).toMatchObject({
        verdict: 'fail',
        base: null,
        postgres: { engine: 'url' },
        build: { way: 'found', why: expect.stringContaining('may not create databases') },
      });
      expect(code).toBe(1);
      expect(Object.fromEntries(report.cases.map(each => [each.query, [each.status, each.outcome]]))).toEqual(
        {
          'by-name': ['explained', 'pass'],
          'by-note': ['explained', 'fail'],
          'next-ticket': ['not-judged', 'warn'],
          write: ['not-judged', 'warn'],
          escape: ['errored', 'warn'],
          wrong: ['errored', 'warn'],
        },
      );
      expect(report.findings).toMatchObject([{ rule: 'sequential-scan', query: 'by-note' }]);
      expect(said).toContain('it writes, and plangate only reads this database');
      for (const hidden of [secret, 'Lovelace', password, encodeURIComponent(password), 'reader@'])
        expect(said).not.toContain(hidden);
    });

    it('is only read on a standby', async () => {
      await using standby = await startStandby(server, programs, portOf(server) + 1);
      await standby.catchUp();
      await using repository = await repositoryWith({ 'db/queries/all.sql': queries });
      const { report, said } = await check(repository, [
        '--database-url',
        url('gate', 'staging', standby.port),
        ...['--query', 'by-name', '--query', 'write'],
      ]);
      expect(report.build?.why, said).toContain('the server is a standby');
      expect(report.cases.map(each => [each.query, each.status])).toEqual([
        ['write', 'not-judged'],
        ['by-name', 'explained'],
      ]);
    });

    it.runIf(havePgbouncer())('is only read behind a pooler, with the same counts as without', async () => {
      const users = { gate: password };
      const port = portOf(server) + 2;
      await using pooler = await startPgbouncer({ host: '127.0.0.1', port: portOf(server), users }, port);
      await using repository = await repositoryWith({ 'db/queries/all.sql': queries });
      const before = await dump();
      const counted = async (...args: string[]) => {
        const { report, said } = await check(repository, [
          '--query',
          'by-name',
          '--query',
          'by-note',
          ...args,
        ]);
        const work = report.cases.map(each => [each.query, each.head?.work.buffers, each.head?.shape]);
        return { why: report.build?.why, work, said };
      };
      const through = await counted('--database-url', url('gate', 'staging', pooler.port));
      const direct = await counted('--read-only', '--database-url', url('gate', 'staging'));
      expect(through.why, through.said).toContain('a connection pooler answers');
      expect(through.work).toEqual(direct.work);
      expect(await dump()).toBe(before);
    });

    it('shows its values when it is allowed to', async () => {
      await using repository = await repositoryWith({ 'db/queries/all.sql': queries });
      const { said } = await check(repository, ['--show-values', '--database-url', url('reader', 'staging')]);
      expect(said).toContain(secret);
      expect(said).not.toContain(password);
    });

    it('is only read when that is asked for, and judged by budgets', async () => {
      const budget = '-- name: n\n-- budget: buffers 10\nSELECT count(note) FROM customers;\n';
      await using repository = await repositoryWith({ 'db/queries/n.sql': budget });
      const { code, report, said } = await check(repository, ['--read-only'], {
        PLANGATE_DATABASE_URL: url('gate', 'staging'),
      });
      expect(code, said).toBe(1);
      expect(report.reasons).toMatchObject([{ kind: 'over-budget', level: 'fail' }]);
      expect(report.build?.why).toContain('read-only was asked for');
    });

    it('is left alone where databases may be created: both sides are built in others', async () => {
      await using repository = await repositoryWith({
        'db/migrations/1.sql':
          'CREATE TABLE t AS SELECT id FROM generate_series(1, 50000) id;\nCREATE INDEX ON t (id);\n',
        'db/queries/one.sql': 'SELECT * FROM t WHERE id = 7;\n',
        'db/queries/write.sql': 'INSERT INTO t SELECT 1;\n',
      });
      await repository.commit('head', { 'db/migrations/2.sql': 'DROP INDEX t_id_idx;\n' });
      const before = await dump();
      const { code, report, said } = await check(repository, ['--database-url', url('gate', 'staging')]);
      expect(await dump()).toBe(before);
      expect({ code, verdict: report.verdict, way: report.build?.way }, said).toEqual({
        code: 1,
        verdict: 'fail',
        way: 'clone',
      });
      expect(report.cases).toMatchObject([
        { query: 'one', direction: 'worse', head: { workSource: 'plan' } },
        { query: 'write', direction: 'same' },
      ]);
      expect(said).not.toContain(password);
    });

    it('keeps its roles and settings: what would change the whole server is refused before anything runs', async () => {
      await using repository = await repositoryWith({
        'db/migrations/1.sql': 'CREATE TABLE t (id int);\n\nCREATE ROLE intruder;\n',
        'db/queries/one.sql': 'SELECT * FROM t;\n',
      });
      const before = await dump();
      const { code, report } = await check(repository, ['--database-url', url('gate', 'staging')]);
      expect(code).toBe(2);
      expect(report.error).toMatchObject({ kind: 'configuration', place: 'db/migrations/1.sql:3' });
      expect(await dump()).toBe(before);
    });

    it('is told of what a migration did beside its databases without saying so', async () => {
      await using repository = await repositoryWith({
        'db/migrations/1.sql':
          "CREATE TABLE t (id int);\nDO $$BEGIN EXECUTE 'CREATE ' || 'ROLE unseen'; END$$;\n",
        'db/queries/one.sql': 'SELECT * FROM t;\n',
      });
      const { DATABASE_URL = '' } = server.database('staging').environment;
      const { code, report, said } = await check(repository, [], { PLANGATE_DATABASE_URL: DATABASE_URL });
      await using session = await server.database('postgres').connect();
      await session.execute('drop role unseen');
      expect(code, said).toBe(0);
      expect(report.warnings.join('\n')).toContain('role unseen was created');
    });

    it('does not count what a foreign key does, and the report says of which query', async () => {
      await using repository = await repositoryWith({
        'db/migrations/1.sql': `CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (id int, parent int REFERENCES parent ON DELETE CASCADE);
INSERT INTO parent SELECT generate_series(1, 100);
INSERT INTO child SELECT id, id % 100 + 1 FROM generate_series(1, 1000) id;\n`,
        'db/queries/all.sql':
          '-- name: forget\nDELETE FROM parent WHERE id = 7;\n-- name: list\nSELECT * FROM parent;\n',
      });
      const { code, report, said } = await check(repository, ['--database-url', url('gate', 'staging')]);
      expect(code, said).toBe(0);
      expect(report.warnings.join('\n')).toMatch(
        /cannot count whole statements: .* from the counts of forget\./,
      );
    });

    it('does not stand in the line for a lock for long', async () => {
      await using repository = await repositoryWith({ 'db/queries/all.sql': queries });
      await using locker = await server.database('staging').connect();
      await locker.execute('begin; lock table customers in access exclusive mode');
      const { code, said } = await check(repository, [
        ...['--database-url', url('reader', 'staging'), '--time-limit', '60s'],
        ...['--query', 'next-ticket', '--query', 'escape'],
      ]);
      await locker.execute('rollback');
      expect(code).toBe(2);
      expect(said).toContain('canceling statement due to lock timeout');
    });

    it('executes nothing and does not pass where all that is asked for writes', async () => {
      await using repository = await repositoryWith({ 'db/queries/all.sql': queries });
      const { code, report, said } = await check(repository, [
        ...['--database-url', url('reader', 'staging')],
        ...['--query', 'write', '--query', 'next-ticket'],
      ]);
      expect({ code, verdict: report.verdict }, said).toEqual({ code: 2, verdict: 'error' });
    });

    it('explains nothing and does not pass where it is the wrong one', async () => {
      await using repository = await repositoryWith({ 'db/queries/one.sql': 'SELECT * FROM not_there;\n' });
      const { code, report, said } = await check(repository, ['--database-url', url('reader', 'staging')]);
      expect({ code, verdict: report.verdict }, said).toEqual({ code: 2, verdict: 'error' });
      expect(said).toContain('relation "not_there" does not exist');
    });

    it('is compared with another one, and what could not be made equal is said', async () => {
      await using session = await server.database('branch').connect();
      await session.execute('drop index customers_name; delete from customers where id > 15000');
      await session.execute('vacuum analyze');
      await session.execute("alter database branch set work_mem = '64kB'");
      await using repository = await repositoryWith({ 'db/queries/all.sql': queries });
      const before = await dump();
      const { code, report, said } = await check(repository, [
        ...['--base-url', url('reader', 'staging')],
        ...['--head-url', url('reader', 'branch')],
        ...['--query', 'by-name', '--query', 'write'],
      ]);
      expect(await dump()).toBe(before);
      expect({ code, way: report.build?.way }, said).toEqual({ code: 1, way: 'found' });
      expect(report.cases).toMatchObject([
        { query: 'by-name', status: 'changed', direction: 'worse', outcome: 'fail' },
        { query: 'write', status: 'not-judged', outcome: 'warn' },
      ]);
      const warnings = report.warnings.join('\n');
      expect(warnings).toMatch(/customers \(20,000 rows .* on base, 15,000 rows .* on head\)/);
      expect(warnings).toContain('Caches could not be made equal');
      expect(said).toMatch(/work_mem.*64kB/);
      for (const hidden of [secret, password, encodeURIComponent(password)])
        expect(said).not.toContain(hidden);
    });

    it('does not show its password to those who list processes', async () => {
      await using repository = await repositoryWith({ 'db/queries/slow.sql': 'SELECT pg_sleep(0.3);\n' });
      const seen: string[] = [];
      await plangate(['check', '--database-url', url('reader', 'staging')], {
        cwd: repository.folder,
        env: repository.environment,
        onStderr(text) {
          if (!text.includes('Measuring') || seen.length > 0) return;
          seen.push('listed');
          void run('ps', ['-A', '-ww', '-o', 'args=']).then(({ stdout }) => seen.push(stdout));
        },
      });
      expect(seen[1]).toMatch(/^plangate$/m);
      expect(seen[1]).not.toContain(encodeURIComponent(password));
    });
  },
);

async function exists(): Promise<boolean> {
  return run(join(programs, 'pg_dumpall'), ['--version']).then(
    () => true,
    () => false,
  );
}
