import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCatalogue, type Server } from '../../src/postgres/index.ts';
import { testServer } from '../support/postgres.ts';

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server[Symbol.asyncDispose]());

it('reads tables, indexes and foreign keys', async () => {
  const database = await server.createDatabase('catalogue');
  await using session = await database.connect();
  await session.execute(`
    create schema "Odd";
    create table models (id int primary key, name text not null, tags text[] collate "C", "Größe" int);
    create unique index models_name_idx on models (lower(name), id desc) include (tags, "Größe") where id > 0;
    create index models_tags_idx on models using gin (tags);
    create table "Odd".runs (model int, part int, at timestamptz, primary key (model, part),
      constraint runs_model_fkey foreign key (model) references models);
    create table "Odd".steps (run_part int, run_model int,
      constraint steps_run_fkey foreign key (run_model, run_part) references "Odd".runs (model, part));
    create table dates (at date primary key, until date, exclude using btree (until with =));
    create table logs (at date) partition by range (at);
    create index logs_at_idx on logs (at);
    create table logs_2027 partition of logs for values from ('2027-01-01') to ('2028-01-01');
    alter table logs add foreign key (at) references dates (at);
    create materialized view names as select name from models;
    create view hidden as select 1;
    create temporary table mine (i int);
    insert into models select i, 'm' || i from generate_series(1, 1000) i;`);
  await session.execute('vacuum analyze models');
  const { tables } = await readCatalogue(session);
  expect(tables.map(({ schema, name, kind, rows }) => ({ schema, name, kind, rows }))).toEqual([
    { schema: 'Odd', name: 'runs', kind: 'table', rows: null },
    { schema: 'Odd', name: 'steps', kind: 'table', rows: null },
    { schema: 'public', name: 'dates', kind: 'table', rows: null },
    { schema: 'public', name: 'logs', kind: 'partitioned table', rows: null },
    { schema: 'public', name: 'logs_2027', kind: 'table', rows: null },
    { schema: 'public', name: 'models', kind: 'table', rows: 1000 },
    { schema: 'public', name: 'names', kind: 'materialized view', rows: null },
  ]);
  const models = tables.find(({ name }) => name === 'models');
  expect(models?.pages).toBeGreaterThan(0);
  expect(models?.columns?.map(({ name, type, collation }) => [name, type, collation])).toEqual([
    ['id', 'integer', null],
    ['name', 'text', 'default'],
    ['tags', 'text[]', 'C'],
    ['Größe', 'integer', null],
  ]);
  expect(models?.indexes.map(({ name }) => name)).toEqual([
    'models_name_idx',
    'models_pkey',
    'models_tags_idx',
  ]);
  expect(models?.indexes[0]).toEqual({
    schema: 'public',
    name: 'models_name_idx',
    definition:
      'CREATE UNIQUE INDEX models_name_idx ON public.models USING btree (lower(name), id DESC) INCLUDE (tags, "Größe") WHERE (id > 0)',
    method: 'btree',
    columns: ['lower(name)', 'id'],
    included: ['tags', '"Größe"'],
    unique: true,
    primary: false,
    valid: true,
    predicate: '(id > 0)',
    size: expect.any(Number),
    keys: ['lower(name) collate "default" text_ops 0', 'id int4_ops 3'],
    serves: null,
    partOf: null,
  });
  expect(models?.indexes[1]).toMatchObject({ serves: 'primary key', keys: ['id int4_ops 0'] });
  expect(models?.indexes[0]?.size).toBeGreaterThan(8192);
  expect(models?.indexes[2]).toMatchObject({ method: 'gin', unique: false, predicate: null, included: [] });
  expect(tables[0]?.foreignKeys).toEqual([
    {
      name: 'runs_model_fkey',
      columns: ['model'],
      references: { schema: 'public', name: 'models', columns: ['id'] },
    },
  ]);
  expect(tables[1]?.foreignKeys[0]).toMatchObject({
    columns: ['run_model', 'run_part'],
    references: { schema: 'Odd', name: 'runs', columns: ['model', 'part'] },
  });
  const named = (table: string) => tables.find(({ name }) => name === table);
  expect(named('dates')?.indexes).toMatchObject([
    { serves: 'primary key' },
    { serves: 'exclusion constraint' },
  ]);
  expect(named('logs')?.indexes).toMatchObject([{ name: 'logs_at_idx', size: 0, partOf: null }]);
  expect(named('logs_2027')?.indexes).toMatchObject([{ partOf: { schema: 'public', name: 'logs_at_idx' } }]);
  // A partition has the foreign keys of its table, which are there once.
  expect([named('logs')?.foreignKeys.length, named('logs_2027')?.foreignKeys.length]).toEqual([1, 0]);
});

it('reads what a domain is made of, at the bottom', async () => {
  const database = await server.createDatabase('domains');
  await using session = await database.connect();
  await session.execute(`
    create domain word as varchar(20);
    create domain "Odd word" as word;
    create table words (id int, word word, odd "Odd word");`);
  const { tables } = await readCatalogue(session);
  const base = { name: 'varchar', type: 'character varying(20)' };
  expect(tables[0]?.columns?.map(({ type, base }) => [type, base])).toEqual([
    ['integer', null],
    ['word', base],
    ['"Odd word"', base],
  ]);
});

it('reads how common values are, and not which', async () => {
  const database = await server.createDatabase('common');
  await using session = await database.connect();
  await session.execute(`
    create table orders (id int, state text, cancelled text);
    insert into orders select i, case when i % 20 = 0 then 'state ' || i % 380 else 'paid' end, case when i % 4 = 0 then 'yes' end
      from generate_series(1, 7600) i;
    create table unread (id int);`);
  await session.execute('analyze orders');
  const { tables } = await readCatalogue(session);
  expect(tables[0]?.columns?.map(({ mostCommon, nulls }) => [mostCommon, nulls])).toEqual([
    [null, 0],
    [0.95, 0],
    [0.25, 0.75],
  ]);
  expect(tables[1]?.columns).toMatchObject([{ mostCommon: null, nulls: null }]);
  expect(JSON.stringify(tables)).not.toContain('paid');
});

it('is equal in a clone, and empty in an empty database', async () => {
  const base = await server.createDatabase('base');
  const catalogueOf = async (name: string) => {
    await using session = await server.database(name).connect();
    return await readCatalogue(session);
  };
  expect(await catalogueOf('base')).toEqual({ tables: [], views: [] });
  {
    await using session = await base.connect();
    // The tables of an extension are not the user's, nor are their indexes.
    await session.execute(`create table t as select generate_series(1, 500) as i; create index on t (i);
      create extension pg_stat_statements`);
    await session.execute('vacuum analyze');
  }
  await server.cloneDatabase(base, 'head');
  const catalogue = await catalogueOf('head');
  expect(catalogue).toEqual(await catalogueOf('base'));
  expect(catalogue.tables.map(({ name }) => name)).toEqual(['t']);
});
