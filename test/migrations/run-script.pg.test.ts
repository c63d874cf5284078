import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runScript } from '../../src/migrations/run-script.ts';
import { readScript, type ScriptKind } from '../../src/migrations/script.ts';
import type { Database, Row, Server } from '../../src/postgres/index.ts';
import type { Side } from '../../src/workspace/index.ts';
import { testServer } from '../support/postgres.ts';
import { makeTree } from '../support/tree.ts';

let server: Server;
let database: Database;
beforeAll(async () => {
  server = await testServer();
  database = await server.createDatabase('scripts');
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => ask('drop schema public cascade').then(() => ask('create schema public')));

async function ask<R extends Row>(sql: string): Promise<readonly R[]> {
  await using session = await database.connect();
  return await session.query<R>(sql);
}

const never = new AbortController().signal;

interface Run {
  readonly kind?: ScriptKind;
  readonly side?: Side;
  readonly file?: string;
  readonly say?: (detail: string) => void;
  readonly signal?: AbortSignal;
  readonly on?: Database;
}

/** Runs `text` as one file. */
async function run(text: string, options: Run = {}): Promise<number> {
  const {
    kind = 'migration',
    side = 'head',
    file = 'db/migrations/2_x.sql',
    say = () => {},
    signal = never,
  } = options;
  await using tree = await makeTree(side, { [file]: text });
  return await runScript(options.on ?? database, await readScript(kind, tree, file), say, signal);
}

const mistake = (text: string, options: Run = {}): Promise<string> =>
  run(text, options).then(
    () => 'no error',
    (error: unknown) =>
      error instanceof Error && error.name === 'PlangateError' ? error.message : Promise.reject(error),
  );

describe('a file', () => {
  test('runs statement by statement, each committed by itself', async () => {
    const said: string[] = [];
    const text = `create table t (id int);
      insert into t values (1); -- not ; here
      create index concurrently on t (id);
      vacuum t;
      do $$ begin insert into t values (2); commit; end $$;
      create function f() returns int begin atomic; select 1; select 2; end;
      create rule r as on delete to t do instead (select 1; select 2);
      alter type mood add value 'x'`;
    await run("create type mood as enum ('a')");
    expect(await run(text, { say: detail => said.push(detail) })).toBeGreaterThan(0);
    expect(said).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(n => `statement ${n} of 8`));
    expect(await ask('select count(*), f() from t')).toEqual([{ count: 2, f: 2 }]);
  });

  test('keeps what ran before a mistake, as the tools do that commit statement by statement', async () => {
    await mistake('create table t (id int); insert into t values (1); nonsense;');
    expect(await ask('select count(*) from t')).toEqual([{ count: 1 }]);
  });

  test('may begin and end transactions of its own', async () => {
    await run(
      'begin; create table t (id int); commit; start transaction; insert into t values (1); rollback; begin; select 1;',
    );
    expect(await ask('select count(*) from t')).toEqual([{ count: 0 }]);
    await mistake('begin; insert into t values (1); nonsense; commit;');
    expect(await ask('select count(*) from t')).toEqual([{ count: 0 }]);
  });

  test('has a session of its own', async () => {
    await run(
      "create schema other; set search_path = other; set work_mem = '9MB'; create temp table x (id int)",
    );
    await run('create table t as select current_setting($$work_mem$$) as memory');
    expect(await ask('select memory from public.t')).toEqual([{ memory: '4MB' }]);
    await ask('drop schema other cascade');
  });

  test('begins random() alike every time', async () => {
    const values: unknown[] = [];
    for (const table of ['a', 'b']) {
      await run(
        `create table ${table} as select random() as r, (select random()) as s from generate_series(1, 3)`,
      );
      values.push(await ask(`select r, s from ${table}`));
    }
    expect(values[0]).toEqual(values[1]);
  });

  test('loads COPY data of every kind, as pg_dump writes it', async () => {
    const text = `\\restrict Xy1
--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.t (id integer, note text);
COPY public.t (id, note) FROM stdin;
1\tit's; -- "fine"
2\t\\N
3\tback\\\\slash \\t tab 😀
\\.

COPY public.t (id, note) FROM stdin;
\\.
COPY public.t FROM STDIN WITH (FORMAT csv, HEADER);
id,note
4,"a
b; c"
\\.
CREATE INDEX ON public.t (id);
\\unrestrict Xy1
`;
    await run(text);
    expect(await ask('select id, note from t order by id')).toEqual([
      { id: 1, note: `it's; -- "fine"` },
      { id: 2, note: null },
      { id: 3, note: 'back\\slash \t tab 😀' },
      { id: 4, note: 'a\nb; c' },
    ]);
  });

  test('loads long COPY data without parting characters', async () => {
    const line = `x${'😀'.repeat(999)}`;
    await run(`create table t (note text); copy t from stdin;\n${`${line}\n`.repeat(500)}\\.\n`);
    expect(
      await ask(
        `select count(*), count(*) filter (where length(note) = 1000 and note like 'x%😀') as whole from t`,
      ),
    ).toEqual([{ count: 500, whole: 500 }]);
  });

  test('may be empty, or hold comments only', async () => {
    await run('');
    await run('\ufeff-- nothing yet\n');
  });

  test('is stopped when the run is', async () => {
    const controller = new AbortController();
    const began = performance.now();
    const running = run('select 1; select pg_sleep(60); create table never ()', {
      signal: controller.signal,
      say: detail =>
        detail.startsWith('statement 2') && setTimeout(() => controller.abort(new Error('time is up')), 100),
    });
    await expect(running).rejects.toThrow('time is up');
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(await ask("select to_regclass('never') as never")).toEqual([{ never: null }]);
  });
});

describe('a mistake is told with its place', () => {
  const wide = `select ${'1, '.repeat(80)}nope${', 2'.repeat(80)};`;
  test.each<[string, string, Run]>([
    ['unknown-column', 'create table t (id int);\n\n-- why\ncreate index on t\n  (id, nope);\n', {}],
    ['syntax-error', 'create table t (id int);\nalter tabel t add x int;\n', {}],
    ['base', 'alter table nowhere add x int;', { side: 'base' }],
    [
      'seed',
      'create table t (id int primary key);\ninsert into t\nvalues (1),\n  (2),\n  (1);',
      { kind: 'seed', file: 'db/seed.sql' },
    ],
    ['hint', 'create table t ("userId" int); select userid from t', {}],
    ['not-null', 'create table t (id int not null);\ncopy t from stdin;\n1\n\\N\n\\.\n', {}],
    ['inside-a-function', "do $$\nbegin\n  perform 1;\n  execute 'select nope';\nend $$;", {}],
    ['position-behind-emoji', "select '😀😀', nope;", {}],
    ['long-line', wide, {}],
    ['long-statement', `create table t (\n${'  x int,\n'.repeat(30)}  y int\n);`, {}],
    [
      'hostile',
      'select \'\u001b[31m@everyone <script>`|\' as "a\nb", "n\u001b[2Jo|pe`@everyone<script>😀";',
      { file: 'db/migrations/a | `b` <c>.sql' },
    ],
    [
      'raised',
      "do $$ begin raise exception E'first line\\nsecond line' using detail = 'more', hint = 'less'; end $$",
      {},
    ],
    ['open-transaction', 'select 1;\nbegin;\ncreate table t (id int);\n', {}],
    ['psql-command', 'select 1;\n\\i other.sql\n', {}],
    ['psql-variable', '\\set name value\n', { kind: 'seed', file: 'db/seed.sql' }],
    ['psql-gexec', "select 'select 1'\n\\gexec\n", {}],
    ['psql-encoding', '\\encoding LATIN1\n', {}],
  ])('%s', async (name, text, options) => {
    const told = await mistake(text, options);
    // Lines of PL/pgSQL and the catalogue's own words are the same from 14 to 18.
    await expect(`${told}\n`).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test('psql commands that only concern psql are passed over', async () => {
    await run(
      "\\set ON_ERROR_STOP on\n\\echo 'hello'\n\\timing\n\\pset pager off\n\\encoding UTF8\ncreate table t ();\n\\qecho x\n",
    );
  });

  test('a connection that ends', async () => {
    const told = await mistake('select 1;\nselect pg_terminate_backend(pg_backend_pid());');
    expect(told).toMatch(
      /^db\/migrations\/2_x\.sql:2: The connection to PostgreSQL broke on head: terminating connection due to administrator command\. Look at/,
    );
    expect(told).toContain('\n  2 | select pg_terminate_backend(pg_backend_pid())\n  Log of the server:\n');
  });

  test('a server that dies', async () => {
    await using dying = await testServer();
    const on = await dying.createDatabase('dying');
    const told = await mistake('select 1;\nselect pg_sleep(60);', {
      on,
      say: async detail => {
        if (!detail.startsWith('statement 2')) return;
        await using session = await on.connect();
        const [row] = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
        process.kill(row?.pid ?? 0, 'SIGKILL');
      },
    });
    expect(told).toMatch(/^db\/migrations\/2_x\.sql:2: The connection to PostgreSQL broke on head: /);
    expect(told).toContain('was terminated by signal 9');
  });
});
