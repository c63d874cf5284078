import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withOwnSettings } from '../src/changed-settings.ts';
import { readPolicy } from '../src/config/index.ts';
import type { Sides } from '../src/migrations/index.ts';
import type { Database, Server } from '../src/postgres/index.ts';
import type { Report } from '../src/report/index.ts';
import type { Side } from '../src/workspace/index.ts';
import { memoryTree } from './config/memory-tree.ts';
import { testServer } from './support/postgres.ts';
import { checkChange, type Files } from './support/run-check.ts';

/** Pull requests that change settings of the server: by the whole conductor, and what base's sessions are given. */

const base = {
  'db/migrations/001.sql': `create table runs (id integer primary key, note text);
insert into runs select n, repeat('x', 200) from generate_series(1, 20000) n;\n`,
  'db/queries/sorted.sql': 'select id from runs order by note || (id % 7919)::text, id;\n',
  'db/queries/one.sql': 'select note from runs where id = 7;\n',
};

const check = (files: Files, change: Files, options: readonly string[] = []): Promise<Report> =>
  checkChange({ ...base, ...files }, change, options);

const settings = (...lines: readonly string[]) =>
  `samples: 5\npostgres:\n  settings:\n${lines.map(line => `    ${line}\n`).join('')}`;

const brief = ({ cases, warnings, postgres }: Report) => ({
  cases: Object.fromEntries(
    cases.map(({ query, direction, culprit }) => [query, [direction, culprit?.kind, culprit?.text]]),
  ),
  warnings,
  planner: postgres?.planner,
});

const same = ['same', undefined, undefined];

describe('settings that a pull request changes', () => {
  it('are those of each side, and are told as what moved a query, with their line', async () => {
    const report = await check(
      { 'plangate.yml': settings('enable_bitmapscan: off', 'random_page_cost: 2', 'work_mem: 8MB') },
      {
        'plangate.yml': settings(
          'random_page_cost: 2.1',
          'enable_bitmapscan: off',
          '# Nobody needs it.',
          'enable_indexscan: off',
          '# The same, written otherwise.',
          'WORK_MEM: 8192kB',
        ),
      },
    );
    expect(brief(report)).toEqual({
      cases: {
        one: ['worse', 'settings', 'caused by plangate.yml:7: enable_indexscan on → off'],
        sorted: same,
      },
      warnings: [],
      planner: {
        base: expect.objectContaining({ enable_indexscan: 'on', random_page_cost: '2' }),
        head: expect.objectContaining({ enable_indexscan: 'off', random_page_cost: '2.1' }),
      },
    });
    expect(report.verdict).toBe('fail');
  });

  it('are told together where only together they move it', async () => {
    const report = await check(
      { 'plangate.yml': settings('enable_bitmapscan: on') },
      { 'plangate.yml': settings('enable_bitmapscan: off', 'enable_indexscan: off') },
    );
    expect(brief(report).cases).toMatchObject({
      one: [
        'worse',
        'settings',
        'caused by plangate.yml:4: enable_bitmapscan on → off, enable_indexscan on → off',
      ],
    });
  });

  it('may stand in the file of settings-from, and be taken away', async () => {
    const from = 'samples: 5\npostgres: {settings-from: db/production.conf}\n';
    const production = (memory: string) => `${memory}\nrandom_page_cost = 1.1\n`;
    const report = await check(
      { 'plangate.yml': from, 'db/production.conf': production('work_mem = 65536kB') },
      { 'db/production.conf': production('# The default will do.') },
    );
    expect(brief(report).cases).toEqual({
      sorted: [expect.stringMatching(/worse|mixed/), 'settings', 'caused by work_mem 64MB → 4MB'],
      one: same,
    });
  });

  it('are told beside a migration that moves another query, on a server that is there already too', async () => {
    await using server = await testServer();
    const { DATABASE_URL: url = '' } = server.database('postgres').environment;
    const partitions = `create table logs (at integer not null, note text) partition by range (at);
create table logs_old partition of logs for values from (0) to (10000);
create table logs_new partition of logs for values from (10000) to (30000);
insert into logs select n, repeat('x', 200) from generate_series(1, 20000) n;\n`;
    const report = await check(
      {
        'db/migrations/001.sql': `${base['db/migrations/001.sql']}${partitions}`,
        'db/queries/logs.sql': 'select count(note) from logs where at = 12345;\n',
        'plangate.yml': settings('work_mem: 64MB'),
      },
      {
        'plangate.yml': settings('work_mem: 64MB', 'enable_partition_pruning: off'),
        'db/migrations/002.sql': 'alter table runs drop constraint runs_pkey;\n',
      },
      ['--database-url', url],
    );
    expect(brief(report).cases).toEqual({
      logs: ['worse', 'settings', 'caused by plangate.yml:5: enable_partition_pruning on → off'],
      one: [
        'worse',
        'migration',
        'caused by db/migrations/002.sql:1: alter table runs drop constraint runs_pkey',
      ],
      sorted: same,
    });
  });
});

describe('settings of base', () => {
  const asked = { work_mem: '32MB', random_page_cost: '2', shared_buffers: '200MB', jit: 'on' };
  let server: Server;
  let database: Database;
  beforeAll(async () => {
    server = await testServer(null, { settings: asked });
    database = await server.createDatabase('asked');
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const yaml = (given: Readonly<Record<string, string>>) =>
    settings(...Object.entries(given).map(([name, value]) => `${name}: ${value}`));

  async function own(base: string | null, of = database) {
    const written = async (side: Side, text: string | null) =>
      readPolicy(memoryTree(text === null ? {} : { 'plangate.yml': text }, side), null);
    const sides = { base: of, twin: null, servers: { base: server, head: server } } as unknown as Sides;
    const policies = { base: await written('base', base), head: await written('head', yaml(asked)) };
    const { changes, warnings, ...given } = await withOwnSettings(sides, policies);
    await using session = await given.sides.base?.connect();
    const [row] = (await session?.query('select current_setting($1) as memory', ['work_mem'])) ?? [];
    return { changes: changes.map(({ name, base, head }) => `${name} ${base} ${head}`), warnings, ...row };
  }

  it('are what it writes, else what PostgreSQL and plangate have', async () => {
    expect(await own(yaml({ ...asked, work_mem: '65536kB', random_page_cost: '2.0' }))).toEqual({
      changes: ['work_mem 64MB 32MB'],
      warnings: [],
      memory: '64MB',
    });
    expect(await own(yaml({ shared_buffers: '200MB' }))).toEqual({
      changes: ['jit off on', 'random_page_cost 4 2', 'work_mem 4MB 32MB'],
      warnings: [],
      memory: '4MB',
    });
  });

  it('are head’s where it has no configuration, and where only a server can have them', async () => {
    expect(await own(null)).toEqual({ changes: [], warnings: [], memory: '32MB' });
    expect(await own(yaml({ ...asked, shared_buffers: '128MB', max_locks_per_transaction: '70' }))).toEqual({
      changes: [],
      warnings: [
        "Both sides run with head's max_locks_per_transaction, shared_buffers: a server has it for all of its sessions, from its start.",
      ],
      memory: '32MB',
    });
  });

  it('are head’s where they can no longer be set', async () => {
    const { changes, warnings } = await own(yaml({ ...asked, work_mem: '64 elephants' }));
    expect(changes).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^Both sides run with head's settings, because base's cannot be set: .*work_mem/),
    ]);
  });

  it('do not come over what its migrations set', async () => {
    const altered = await server.createDatabase('altered');
    {
      await using session = await altered.connect();
      await session.execute("alter database altered set work_mem = '1MB'");
    }
    expect(await own(yaml({ ...asked, work_mem: '64MB' }), altered)).toEqual({
      changes: [],
      warnings: [],
      memory: '1MB',
    });
  });
});
