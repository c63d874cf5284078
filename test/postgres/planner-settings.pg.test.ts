import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plannerSettings, reachServer, readPlannerSettings, type Server } from '../../src/postgres/index.ts';
import { leftOut, planShaping } from '../../src/postgres/plan-shaping.ts';
import { silent } from '../../src/progress.ts';
import { testServer } from '../support/postgres.ts';

const production = {
  file: 'db/production.conf',
  settings: [
    ['work_mem', '65536'],
    ['effective_cache_size', '3145728'],
    ['random_page_cost', '1.1'],
    ['enable_presorted_aggregate', 'off'],
    ['enable_self_join_elimination', 'off'],
    ['jit', 'on'],
    ['shared_buffers', '99999999'],
    ['default_statistics_target', '500'],
  ].map(([name = '', value = ''], index) => ({ name, value, line: index + 1 })),
  includes: [],
};

describe.each([14, 15, 16, 17, 18])('PostgreSQL %i', major => {
  let server: Server;
  beforeAll(async () => {
    server = await testServer(major, {
      engine: 'embedded',
      settings: { default_statistics_target: '200', shared_buffers: '200MB' },
      settingsFrom: production,
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('has every setting below "Query Tuning" in one of the two tables, and those of the first that it knows', async () => {
    await using session = await server.database('postgres').connect();
    const rows = await session.query<{ name: string; category: string }>(
      'select name, category from pg_settings',
    );
    const known = new Set(rows.map(({ name }) => name));
    const tuning = rows.filter(({ category }) => category.startsWith('Query Tuning'));
    expect(tuning.length).toBeGreaterThan(40);
    const tables = { ...planShaping, ...leftOut };
    expect(tuning.map(({ name }) => name).filter(name => !(name in tables))).toEqual([]);
    expect(Object.keys(planShaping).filter(name => known.has(name))).toEqual(
      Object.entries(planShaping).flatMap(([name, { since }]) => (since <= major ? [name] : [])),
    );
    expect(Object.keys(leftOut).filter(name => !known.has(name))).toEqual([]);
  });

  it('starts with what it knows of production, below the settings of the user', async () => {
    await using session = await server.database('postgres').connect();
    expect(await readPlannerSettings(session)).toEqual({
      default_statistics_target: '200',
      effective_cache_size: '24GB',
      jit: 'off',
      random_page_cost: '1.1',
      shared_buffers: '200MB',
      work_mem: '64MB',
      ...(major >= 16 ? { enable_presorted_aggregate: 'off' } : {}),
      ...(major >= 18 ? { enable_self_join_elimination: 'off' } : {}),
    });
    expect(server.settings).toMatchObject({ work_mem: '64MB', shared_buffers: '200MB', jit: 'off' });
  });
});

describe('of both sides', () => {
  let server: Server;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('are told of both where one is not what PostgreSQL has built in', async () => {
    const [base, head] = [await server.createDatabase('base'), await server.createDatabase('head')];
    const own = { jit: 'off', shared_buffers: '256MB' };
    expect(await plannerSettings({ base, head }, null)).toEqual({ base: own, head: own });
    {
      await using session = await head.connect();
      await session.execute(`alter database head set work_mem = '64kB';
        create role app; alter role app set random_page_cost = 2;
        alter role app in database head set random_page_cost = 1.5;
        alter role app set search_path = 'a, b'`);
    }
    expect(await plannerSettings({ base, head }, null)).toEqual({
      base: { ...own, work_mem: '4MB' },
      head: { ...own, work_mem: '64kB' },
    });
    expect(await plannerSettings({ base, head }, 'app')).toEqual({
      base: { ...own, work_mem: '4MB', random_page_cost: '2' },
      head: { ...own, work_mem: '64kB', random_page_cost: '1.5' },
    });
    expect(await plannerSettings({ base: null, head }, null)).toEqual({
      base: null,
      head: { ...own, work_mem: '64kB' },
    });
  });
});

it('hold behind a URL too, where databases are made and where one is only read', async () => {
  await using server = await testServer(16, { engine: 'embedded' });
  const there = await server.createDatabase('there');
  const reach = (isReadOnly: boolean) =>
    reachServer(
      {
        url: there.environment.DATABASE_URL ?? '',
        place: '--database-url',
        isReadOnly,
        version: null,
        locale: 'C.UTF-8',
        settings: { random_page_cost: '3', shared_buffers: '128MB' },
        settingsFrom: production,
        environment: {},
      },
      silent,
    );
  const wanted = { enable_presorted_aggregate: 'off', random_page_cost: '3', work_mem: '64MB' };
  for (const isReadOnly of [false, true]) {
    await using reached = await reach(isReadOnly);
    const isServer = 'createDatabase' in reached;
    expect(isServer).toBe(!isReadOnly);
    const head = isServer ? await reached.createDatabase('head') : reached;
    expect((await plannerSettings({ base: null, head }, null)).head).toMatchObject(wanted);
    const { warnings } = isServer ? reached : reached.server;
    expect(warnings.join()).toContain('shared_buffers: 256MB → 128MB');
  }
});

it('names the file and the line of a value that the server refuses', async () => {
  const settingsFrom = {
    ...production,
    settings: [...production.settings, { name: 'work_mem', value: '8 bananas', line: 40 }],
  };
  const error = await testServer(15, { engine: 'embedded', settingsFrom }).catch(error => error);
  expect(error).toMatchObject({ kind: 'configuration', place: 'db/production.conf:40, work_mem' });
  expect(error.problem).toContain('invalid value for parameter "work_mem"');
});

it('tells what the user switched back to what PostgreSQL has', async () => {
  await using server = await testServer(null, { settings: { jit: 'on' } });
  await using session = await server.database('postgres').connect();
  expect(await readPlannerSettings(session)).toMatchObject({ jit: 'on' });
});
