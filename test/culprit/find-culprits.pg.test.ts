import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Culprit } from '../../src/culprit/index.ts';
import type { Server } from '../../src/postgres/index.ts';
import { testServer } from '../support/postgres.ts';
import { type Accusation, accuse } from './accusing.ts';

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const table = `create table runs (id int primary key, kind int not null, note text not null);
insert into runs select n, n % 2000, repeat('x', 300) from generate_series(1, 40000) n;
create index runs_kind on runs (kind);
`;

const base = {
  'db/migrations/001.sql': table,
  'db/queries/by-kind.sql': 'select * from runs where kind = 7;\n',
};

/** The culprit of one query, asserting that nothing is left behind. */
async function culpritOf(accusation: Accusation, query = 'by-kind'): Promise<Culprit | null | undefined> {
  const { cases, left, warnings } = await accuse(server, accusation);
  expect({ left, warnings }).toEqual({ left: [], warnings: [] });
  return cases[query]?.culprit;
}

describe('a migration', () => {
  it('is told among several, with the line of the statement', async () => {
    const head = {
      'db/migrations/002.sql': 'alter table runs add owner text;\n',
      'db/migrations/003.sql':
        "comment on table runs is 'Runs.';\n\n-- Nobody needs it.\ndrop index runs_kind;\nalter table runs add place text;\n",
      'db/migrations/004.sql': 'create table others (id int);\n',
    };
    expect(await culpritOf({ base, head })).toEqual({
      kind: 'migration',
      file: 'db/migrations/003.sql',
      line: 4,
      statement: 'drop index runs_kind',
      text: 'caused by db/migrations/003.sql:4: drop index runs_kind',
    });
  });

  it('is taken out of its transaction', async () => {
    const head = {
      'db/migrations/002.sql':
        'BEGIN;\nSET LOCAL search_path = public;\nCREATE TABLE others (id int);\nDROP INDEX runs_kind;\nCOMMIT;\n',
    };
    expect(await culpritOf({ base, head })).toMatchObject({ file: 'db/migrations/002.sql', line: 4 });
  });

  it('is told by its file where its statements cannot be taken apart', async () => {
    const head = {
      'db/migrations/002.sql':
        'begin;\ndrop index runs_kind;\nsavepoint a;\ndrop table runs;\nrollback to a;\ncommit;\n',
    };
    expect(await culpritOf({ base, head })).toMatchObject({
      kind: 'migration',
      file: 'db/migrations/002.sql',
      line: null,
      text: 'caused by db/migrations/002.sql',
    });
  });

  it('is narrowed down where it has many statements', async () => {
    const many = (from: number) =>
      Array.from({ length: 20 }, (_, at) => `create table t${from + at} (id int);\n`).join('');
    const head = { 'db/migrations/002.sql': `${many(0)}drop index runs_kind;\n${many(20)}` };
    expect(await culpritOf({ base, head })).toMatchObject({ line: 21, statement: 'drop index runs_kind' });
  });

  it('is told by time alone', async () => {
    const slow = (
      rounds: number,
    ) => `create or replace function weigh(n int) returns int language plpgsql as $$
declare sum int := 0;
begin
  for i in 1..${rounds} loop sum := sum + i % 7; end loop;
  return sum + n;
end $$;
`;
    const timed = {
      'db/migrations/001.sql': `create table few (id int);\ninsert into few select generate_series(1, 100);\n${slow(200)}`,
      'db/queries/weights.sql': 'select sum(weigh(id)) from few;\n',
    };
    const head = { 'db/migrations/002.sql': `create table others (id int);\n${slow(10_000)}` };
    expect(await culpritOf({ base: timed, head }, 'weights')).toMatchObject({
      kind: 'migration',
      file: 'db/migrations/002.sql',
      line: 2,
    });
  });

  it('is told where it changes a setting of the database', async () => {
    const joined = {
      'db/migrations/001.sql': `${table}create table kinds (kind int, name text);
insert into kinds select n, repeat('y', 300) from generate_series(1, 20000) n;
alter database app set enable_mergejoin = off;
`,
      'db/queries/joined.sql': 'select count(*) from runs join kinds using (kind) where runs.id < 300;\n',
    };
    const head = {
      'db/migrations/002.sql':
        'alter table kinds add place text;\nalter database app set enable_hashjoin = off;\n',
    };
    expect(await culpritOf({ base: joined, head }, 'joined')).toMatchObject({
      kind: 'migration',
      file: 'db/migrations/002.sql',
      line: 2,
    });
  });

  it('is told for a query that no longer runs', async () => {
    const head = {
      'db/migrations/002.sql': 'alter table runs add owner text;\nalter table runs drop kind;\n',
    };
    expect(await culpritOf({ base, head })).toMatchObject({
      kind: 'migration',
      text: 'caused by db/migrations/002.sql:2: alter table runs drop kind',
    });
  });

  it('that was edited is told by the line where it is another one', async () => {
    const two = { ...base, 'db/migrations/002.sql': 'alter table runs add owner text;\n' };
    const head = {
      'db/migrations/001.sql': table.replace('create index runs_kind on runs (kind);\n', ''),
      'db/migrations/002.sql': 'alter table runs add owner varchar;\n',
    };
    expect(await culpritOf({ base: two, head })).toMatchObject({
      kind: 'migration',
      file: 'db/migrations/001.sql',
      line: 3,
    });
  });

  it('that was taken away is told without a place', async () => {
    const two = {
      ...base,
      'db/migrations/001.sql': table.replace('create index runs_kind on runs (kind);\n', ''),
      'db/migrations/002.sql': 'create index runs_kind on runs (kind);\n',
      'db/migrations/003.sql': 'create table others (id int);\n',
    };
    expect(await culpritOf({ base: two, head: { 'db/migrations/002.sql': null } })).toEqual({
      kind: 'migration',
      file: null,
      line: null,
      statement: null,
      text: 'caused by the removal of db/migrations/002.sql',
    });
  });

  it('is told where the seed is a command', async () => {
    const head = { 'db/migrations/002.sql': 'create table others (id int);\ndrop index runs_kind;\n' };
    expect(await culpritOf({ base, head, seed: { command: 'true' } })).toMatchObject({
      file: 'db/migrations/002.sql',
      line: 2,
    });
  });
});

describe('the text of the query', () => {
  it('is told where nothing else changed, and where something else did', async () => {
    const text = { 'db/queries/by-kind.sql': 'select * from runs where kind + 0 = 7;\n' };
    const expected = { kind: 'query', file: 'db/queries/by-kind.sql', line: 1 };
    expect(await culpritOf({ base, head: text })).toMatchObject(expected);
    const head = { ...text, 'db/migrations/002.sql': 'alter table runs add owner text;\n' };
    expect(await culpritOf({ base, head })).toMatchObject(expected);
  });

  it('is told together with the migration where neither does it alone', async () => {
    const head = {
      'db/migrations/002.sql': 'create table others (id int);\nalter table runs add owner int;\n',
      'db/migrations/003.sql': 'create table more (id int);\n',
      'db/queries/by-kind.sql': 'select * from runs where owner = 7;\n',
    };
    expect(await culpritOf({ base, head })).toMatchObject({
      kind: 'together',
      file: 'db/migrations/002.sql',
      line: 2,
    });
  });

  it('is not told where the database did it', async () => {
    const head = {
      'db/migrations/002.sql': 'drop index runs_kind;\n',
      'db/queries/by-kind.sql': 'select id, kind, note from runs where kind = 7;\n',
    };
    expect(await culpritOf({ base, head })).toMatchObject({ kind: 'migration', line: 1 });
  });
});

describe('a seed', () => {
  const seeded = {
    ...base,
    'db/migrations/001.sql':
      'create table runs (id int primary key, kind int not null, note text not null);\ncreate index runs_kind on runs (kind);\n',
    'db/seed.sql':
      "insert into runs select n, n % 2000, repeat('x', 300) from generate_series(1, 40000) n;\n",
  };
  it('is told by the line that changed, with a migration beside it', async () => {
    const head = {
      'db/migrations/002.sql': 'create table others (id int);\n',
      'db/seed.sql':
        "-- More of the same kind.\ninsert into runs select n, n % 20, repeat('x', 300) from generate_series(1, 40000) n;\n",
    };
    expect(await culpritOf({ base: seeded, head })).toMatchObject({
      kind: 'seed',
      file: 'db/seed.sql',
      line: 1,
    });
  });
});

describe('what is not found', () => {
  const head = {
    'db/migrations/002.sql': 'drop index runs_kind;\n',
    'db/migrations/003.sql': 'create table others (id int);\n',
  };
  const limits = { time: 20_000, cases: 10, size: 2 ** 31 };

  it('is said, and leaves nothing behind', async () => {
    const late = await accuse(server, { base, head, limits: { ...limits, time: 1 } });
    expect(late).toMatchObject({
      cases: { 'by-kind': { culprit: null } },
      warnings: ['What caused the regression of by-kind was not found: the 0 s for it were over.'],
      left: [],
    });
    const large = await accuse(server, { base, head, limits: { ...limits, size: 1000 } });
    expect(large.cases['by-kind']?.culprit).toBe(null);
    expect(large.warnings).toEqual([
      'What caused the regression of by-kind was not found: copies of a database of 0.0 GB would take too long.',
    ]);
    const none = await accuse(server, { base, head, limits: { ...limits, cases: 0 } });
    expect(none.warnings.join()).toContain('only the 0 worst are looked into');
  });

  it('is said of the statement too, where the time ends between the file and it', async () => {
    const slow = {
      'db/migrations/002.sql':
        'alter table runs add owner text;\nselect pg_sleep(3);\ndrop index runs_kind;\n',
    };
    const { cases, warnings, left } = await accuse(server, {
      base,
      head: slow,
      limits: { ...limits, time: 2_000 },
    });
    expect(cases['by-kind']?.culprit).toMatchObject({ file: 'db/migrations/002.sql', line: null });
    expect(warnings).toEqual([
      'Of the regression of by-kind the file that caused it was found, and the search for its statement did not end: the 2 s for it were over.',
    ]);
    expect(left).toEqual([]);
  });

  it('needs no trial where one statement is all that changed', async () => {
    const one = { 'db/migrations/002.sql': 'drop index runs_kind;\n' };
    const large = await accuse(server, { base, head: one, limits: { ...limits, size: 1000 } });
    expect(large.cases['by-kind']?.culprit?.line).toBe(1);
  });

  it('leaves nothing behind when the run is ended', async () => {
    const controller = new AbortController();
    const slow = {
      'db/migrations/002.sql':
        'alter table runs add owner text;\nselect pg_sleep(1.5);\ndrop index runs_kind;\n',
      'db/migrations/003.sql': 'create table others (id int);\n',
    };
    const { left, cases } = await accuse(server, {
      base,
      head: slow,
      signal: controller.signal,
      began: () => setTimeout(() => controller.abort(new Error('ended')), 700),
    });
    expect(cases['by-kind']?.culprit).toBe(null);
    expect(left).toEqual([]);
  });
});

describe('a mixed case', () => {
  it('has what each side must read where nothing is cached', async () => {
    const slow = (
      rounds: number,
    ) => `create or replace function weigh(n int) returns int language plpgsql as $$
begin
  for i in 1..${rounds} loop n := n + i % 7; end loop;
  return n;
end $$;
`;
    const weighing = {
      'db/migrations/001.sql': `${table.replace('create index runs_kind on runs (kind);', '')}${slow(10)}`,
      'db/queries/weights.sql': 'select sum(weigh(id)) from runs where kind = 7;\n',
    };
    const head = { 'db/migrations/002.sql': `create index runs_kind on runs (kind);\n${slow(100_000)}` };
    const { cases } = await accuse(server, { base: weighing, head });
    const { culprit, cold } = cases.weights ?? {};
    expect(culprit).toMatchObject({ kind: 'migration', file: 'db/migrations/002.sql', line: 2 });
    expect(cold?.base).toBeGreaterThan(1000);
    expect(cold?.head).toBeGreaterThan(10);
    expect(cold?.head).toBeLessThan(100);
  });
});
