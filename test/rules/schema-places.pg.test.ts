import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Catalogue, readCatalogue, type Server } from '../../src/postgres/index.ts';
import type { SchemaScene } from '../../src/rules/rule.ts';
import { creationOfForeignKey, creationOfIndex, creationOfTable } from '../../src/rules/schema-places.ts';
import { splitStatements } from '../../src/sql/index.ts';
import { testServer } from '../support/postgres.ts';

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Whatever PostgreSQL made of it, under whatever name, is found on the line that has `n` at its end. */
const text = `create schema "Odd";
create table models (
  id int primary key, -- index models_pkey
  name text unique, -- index models_name_key
  v int,
  during int4range,
  unique (id, v) include (name), -- index models_id_v_name_key
  exclude using gist (during with &&) -- index models_during_excl
);
create table "Odd"."Long Name of a Table that Goes On and On ÄÖÜ äöü" (
  id int,
  "Model of the Deployment that Is Meant" int references models, -- key
  primary key (id) -- index
);
create index on "Odd"."Long Name of a Table that Goes On and On ÄÖÜ äöü" ("Model of the Deployment that Is Meant"); -- index
create index on models (lower(name), (v + 1), (name::bytea), coalesce(v, 0)); -- index
create index on models (v); -- index
create index on models (v desc); -- index
create index on models (v, v) include (v); -- index
create unique index on models ((during)) where v > 0; -- index
create table runs (id int, at date, v int references models, model int) partition by range (at); -- key
alter table runs add foreign key (model) references models; -- key
alter table runs add foreign key (model, v) references models (id, v); -- key
alter table runs add constraint "runs_v_fkey1" foreign key (v) references models; -- key
alter table runs add foreign key (v) references models (id); -- key
create table steps (
  id int primary key, -- index
  run int unique references models -- both
);
alter table steps rename to phases;
alter table phases rename constraint steps_run_fkey to phases_models;
alter index steps_pkey rename to phases_by_id;
alter table phases set schema "Odd";
create unique index by_run on "Odd".phases (id, run); -- index
alter table "Odd".phases add constraint phases_id_run unique using index by_run;
`;

test('what PostgreSQL has made is found where it was made', async () => {
  const database = await server.createDatabase('places');
  await using session = await database.connect();
  for (const statement of splitStatements(text)) await session.execute(statement.text);
  const catalogue: Catalogue = await readCatalogue(session);
  const scene: SchemaScene = {
    side: 'head',
    catalogue,
    base: null,
    comparisons: [],
    hasEveryQuery: true,
    scripts: [{ kind: 'migration', file: 'a.sql', text, isNew: true }],
  };
  const found: Record<'index' | 'key' | 'table', (number | undefined)[]> = { index: [], key: [], table: [] };
  for (const table of catalogue.tables) {
    found.table.push((await creationOfTable(scene, table))?.line);
    for (const index of table.indexes) found.index.push((await creationOfIndex(scene, table, index))?.line);
    for (const { name } of table.foreignKeys)
      found.key.push((await creationOfForeignKey(scene, table, name))?.line);
  }
  const lines = (pattern: RegExp) =>
    text.split('\n').flatMap((line, at) => (pattern.test(line) ? [at + 1] : []));
  const sorted = (numbers: readonly (number | undefined)[]) => numbers.toSorted((a = 0, b = 0) => a - b);
  expect(sorted(found.table)).toEqual(lines(/^create table/));
  expect(sorted(found.index)).toEqual(lines(/-- (?:index|both)/));
  expect(sorted(found.key)).toEqual(lines(/-- (?:key|both)/));
});
