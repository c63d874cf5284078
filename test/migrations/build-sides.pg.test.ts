import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database, Server } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { testServer } from '../support/postgres.ts';
import { ask, building, type Files, mistake, value } from './builder.ts';

let server: Server;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const old: Files = {
  'db/migrations/1_tables.sql': 'create table t (id int primary key, kind text); create table u (id int);',
  'db/migrations/2_more.sql': "alter table t add note text default 'n';",
  'db/seed.sql': `insert into t select i, 'k' || (random() * 9)::int from generate_series(1, 50000) i;
    insert into u select i from generate_series(1, 10) i;`,
};

/** What the planner knows of a table's columns. */
const statistics = (table: string) =>
  `select attname::text, null_frac, n_distinct, most_common_vals::text, most_common_freqs::text, histogram_bounds::text, correlation
   from pg_stats where tablename = '${table}' order by attname`;

describe('when head only adds migrations', () => {
  test('base is built once and cloned; the new ones run on the clone and are timed', () =>
    building(
      server,
      old,
      {
        ...old,
        'db/migrations/10_index.sql': 'create index concurrently t_kind on t (kind);',
        'db/migrations/1_a_view.sql': 'create view v as select 1 as one;',
      },
      async sides => {
        expect(sides.way).toBe('clone');
        expect(sides.why).toBe(
          'head adds 2 migrations (1_a_view.sql, 10_index.sql): base was built once and cloned',
        );
        expect(sides.migrations.map(({ side, file }) => [side, file])).toEqual([
          ['head', 'db/migrations/1_a_view.sql'],
          ['head', 'db/migrations/10_index.sql'],
        ]);
        for (const { milliseconds } of sides.migrations) expect(milliseconds).toBeGreaterThan(0);
        expect(sides.base.server).toBe(sides.head.server);
        expect(await value(sides, 'base', "select to_regclass('t_kind')")).toBeNull();
        expect(await value(sides, 'head', "select to_regclass('t_kind')::text")).toBe('t_kind');
        expect(await value(sides, 'head', 'select count(*) from t')).toBe(50_000);
      },
    ));

  test('base is copied once more, with all that the planner knows, to see what nothing but chance differs by', () =>
    building(server, old, { ...old, 'db/migrations/3.sql': 'drop table u;' }, async sides => {
      const on = async (database: Database | null, sql: string) => {
        if (database === null) throw new Error('there is no second copy');
        await using session = await database.connect();
        return await session.query(sql);
      };
      expect(sides.twin?.name).not.toBe(sides.base.name);
      for (const sql of [
        statistics('t'),
        "select relname, relpages, reltuples, relallvisible from pg_class where relname in ('t', 'u', 't_pkey') order by 1",
        'select count(*), sum(hashtext(t::text)) from t',
      ])
        expect(await on(sides.twin, sql)).toEqual(await on(sides.base, sql));
    }));

  test('statistics, hint bits and visibility map are identical', () =>
    building(server, old, { ...old, 'db/migrations/3.sql': 'create table other ();' }, async sides => {
      const all = `select relname, relpages, reltuples, relallvisible from pg_class where relname in ('t', 'u', 't_pkey') order by 1`;
      const base = await ask(sides, 'base', all);
      expect(base).toEqual(await ask(sides, 'head', all));
      expect(base.map(row => row.relallvisible === row.relpages || row.relname === 't_pkey')).toEqual([
        true,
        true,
        true,
      ]);
      expect(await ask(sides, 'base', statistics('t'))).toEqual(await ask(sides, 'head', statistics('t')));
      expect(
        await ask(sides, 'base', 'select id, kind, ctid::text, xmin::text from t where id < 100'),
      ).toEqual(await ask(sides, 'head', 'select id, kind, ctid::text, xmin::text from t where id < 100'));
    }));

  test('only new columns are analysed on the clone', () =>
    building(
      server,
      old,
      {
        ...old,
        'db/migrations/3.sql':
          "alter table t add state text not null default 'new'; alter table t add empty int;",
      },
      async sides => {
        const base = await ask(sides, 'base', statistics('t'));
        const head = await ask(sides, 'head', statistics('t'));
        expect(head.filter(row => row.attname !== 'state' && row.attname !== 'empty')).toEqual(base);
        expect(head.find(row => row.attname === 'state')).toMatchObject({
          n_distinct: 1,
          most_common_vals: '{new}',
        });
        expect(head.find(row => row.attname === 'empty')).toMatchObject({ null_frac: 1 });
      },
    ));

  test('tables whose statistics do not hold any more are analysed on both sides with every row, the others on none', () => {
    // More rows than the 30,000 that ANALYZE samples unasked.
    const tables = ['kept', 'rewritten', 'updated', 'expression', 'extended', 'target', 'retyped'];
    const base = {
      'db/migrations/1.sql': tables.map(name => `create table ${name} (id int, kind varchar(9));`).join('\n'),
      'db/seed.sql': tables
        .map(name => `insert into ${name} select i, 'k' || i % 7 from generate_series(1, 31000) i;`)
        .join('\n'),
    };
    const added = `
      create index on kept (kind);
      alter table rewritten alter id type bigint;
      update updated set kind = 'new' where id % 3 = 0;
      create index expression_lower on expression (lower(kind));
      create statistics both_columns (dependencies) on id, kind from extended;
      alter table target alter kind set statistics 1000;
      alter table retyped alter kind type varchar(10);
      create table made as select i as id from generate_series(1, 1000) i;`;
    return building(server, base, { ...base, 'db/migrations/2.sql': added }, async sides => {
      expect(sides.warnings).toEqual([]);
      const analysed = `select s.relname, s.analyze_count, c.reltuples, c.relallvisible = c.relpages as visible,
          (select histogram_bounds::text like '{1,%,31000}' from pg_stats where tablename = s.relname and attname = 'id') as complete
        from pg_stat_user_tables s join pg_class c on c.oid = s.relid where s.relname <> 'made' order by s.relname`;
      const expected = (first: number) =>
        [...tables].sort().map(relname => ({
          relname,
          analyze_count: first + (relname === 'kept' ? 0 : 1),
          reltuples: 31_000,
          visible: true,
          complete: relname === 'kept' ? expect.any(Boolean) : true,
        }));
      expect(await ask(sides, 'base', analysed)).toEqual(expected(1));
      expect(await ask(sides, 'head', analysed)).toEqual(expected(0));
      for (const table of ['kept', 'rewritten', 'expression', 'extended'])
        expect(await ask(sides, 'head', statistics(table))).toEqual(
          await ask(sides, 'base', statistics(table)),
        );
      expect(await ask(sides, 'head', statistics('retyped'))).toHaveLength(2);
      expect(
        await value(sides, 'head', "select n_distinct from pg_stats where tablename = 'expression_lower'"),
      ).toBe(7);
      expect(
        await value(sides, 'head', 'select count(*) from pg_stats_ext where dependencies is not null'),
      ).toBe(1);
      expect(
        await ask(
          sides,
          'head',
          "select reltuples, relallvisible = relpages as visible, n_distinct from pg_class, pg_stats where relname = 'made' and tablename = 'made'",
        ),
      ).toEqual([{ reltuples: 1000, visible: true, n_distinct: -1 }]);
    });
  });

  test('partitions added to a table make its own statistics new on both sides', () => {
    const parted = {
      'db/migrations/1.sql': `create table p (id int, at int) partition by range (at);
        create table p1 partition of p for values from (0) to (100);`,
      'db/seed.sql': 'insert into p select i, i % 100 from generate_series(1, 1000) i;',
    };
    const added =
      'create table p2 partition of p for values from (100) to (200); insert into p select i, 100 from generate_series(1, 500) i;';
    return building(server, parted, { ...parted, 'db/migrations/2.sql': added }, async sides => {
      const distinct =
        "select n_distinct from pg_stats where tablename = 'p' and attname = 'at' and inherited";
      expect(await value(sides, 'base', distinct)).toBe(100);
      expect(await value(sides, 'head', distinct)).toBe(101);
      expect(await value(sides, 'head', "select reltuples from pg_class where relname = 'p2'")).toBe(500);
    });
  });

  test('settings and privileges of the database come along, and hold from the next session on', () => {
    const set = {
      'db/migrations/1.sql': `create schema app; create role reader;
        do $$ begin
          execute format('alter database %I set search_path = app', current_database());
          execute format('revoke connect on database %I from public', current_database());
          execute format('grant connect on database %I to reader', current_database());
          execute format('alter role reader in database %I set work_mem = %L', current_database(), '7MB');
        end $$;`,
      'db/migrations/2.sql': 'create table t (id int);',
    };
    return building(
      server,
      set,
      { ...set, 'db/migrations/3.sql': 'create table u (id int);' },
      async sides => {
        expect(sides.way).toBe('clone');
        for (const side of ['base', 'head'] as const) {
          expect(await value(sides, side, "select schemaname from pg_tables where tablename = 't'")).toBe(
            'app',
          );
          expect(
            await value(
              sides,
              side,
              "select has_database_privilege('reader', current_database(), 'connect')",
            ),
          ).toBe(true);
          expect(await value(sides, side, 'show search_path')).toBe('app');
          expect(
            await value(
              sides,
              side,
              `select setconfig[1] from pg_db_role_setting join pg_database on pg_database.oid = setdatabase
             where setrole = 'reader'::regrole and datname = current_database()`,
            ),
          ).toBe('work_mem=7MB');
        }
        expect(await value(sides, 'head', "select schemaname from pg_tables where tablename = 'u'")).toBe(
          'app',
        );
      },
    );
  });

  test('what is shared by a server goes to a second one, with the same data', () => {
    const roles = { ...old, 'db/migrations/3_role.sql': 'create role app;' };
    return building(
      server,
      roles,
      {
        ...roles,
        'db/migrations/4_limit.sql':
          "select 1;\nalter role app set work_mem = '1MB'; grant select on t to app;",
      },
      async sides => {
        expect(sides.way).toBe('clone');
        expect(sides.why).toBe(
          'head adds 1 migration (4_limit.sql): base was built once and cloned, on a second server for ALTER ROLE in db/migrations/4_limit.sql:2',
        );
        expect(sides.head.server).not.toBe(sides.base.server);
        const limit = "select rolconfig::text from pg_roles where rolname = 'app'";
        expect(await value(sides, 'base', limit)).toBeNull();
        expect(await value(sides, 'head', limit)).toBe('{work_mem=1MB}');
        expect(await ask(sides, 'base', statistics('t'))).toEqual(await ask(sides, 'head', statistics('t')));
      },
    );
  });

  test('tables in a tablespace are cloned too', () => {
    const files = {
      'db/migrations/1.sql':
        "create tablespace fast location '/nowhere'; create table t (id int) tablespace fast;",
      'db/seed.sql': 'insert into t select generate_series(1, 1000);',
    };
    return building(
      server,
      files,
      { ...files, 'db/migrations/2.sql': 'create index on t (id);' },
      async sides => {
        expect(sides.way).toBe('clone');
        expect(await value(sides, 'head', 'select count(*) from t')).toBe(1000);
      },
    );
  });

  test('base may have no migration yet', () =>
    building(server, {}, { 'db/migrations/1.sql': 'create table t as select 1 as id;' }, async sides => {
      expect(sides.why).toBe('head adds 1 migration (1.sql), base has none: base was built once and cloned');
      expect(await value(sides, 'base', "select to_regclass('t')")).toBeNull();
      expect(await value(sides, 'head', "select reltuples from pg_class where relname = 't'")).toBe(1);
    }));

  test('a file may name the database', () => {
    const named = {
      'db/migrations/1.sql':
        "create role app; grant connect on database shop to app; alter database shop set work_mem = '3MB';",
    };
    return building(
      server,
      named,
      { ...named, 'db/migrations/2.sql': 'create table t (id int);' },
      async sides => {
        expect(sides.base.name).toBe('shop');
        expect(await value(sides, 'base', 'show work_mem')).toBe('3MB');
        expect(await value(sides, 'head', 'show work_mem')).toBe('3MB');
      },
    );
  });
});

describe('when history or seed differ', () => {
  test('each side is built from scratch on a server of its own, with the same random rows and every row sampled', () =>
    building(
      server,
      { ...old, 'db/migrations/3_role.sql': "create role app; alter role app set work_mem = '1MB';" },
      {
        ...old,
        'db/migrations/2_more.sql': "alter table t add note text default 'm';",
        'db/migrations/3_role.sql': "create role app; alter role app set work_mem = '1MB';",
      },
      async sides => {
        expect(sides.way).toBe('both');
        expect(sides.why).toBe(
          'db/migrations/2_more.sql differs between the sides: each side was built from scratch',
        );
        expect(sides.migrations.map(({ side, file }) => `${side} ${file}`)).toEqual(
          ['base', 'head'].flatMap(side =>
            ['1_tables', '2_more', '3_role'].map(name => `${side} db/migrations/${name}.sql`),
          ),
        );
        expect(sides.warnings).toEqual([]);
        expect(sides.head.server).not.toBe(sides.base.server);
        expect(sides.head.name).toBe(sides.base.name);
        const rows = "select md5(string_agg(id || kind, ',' order by id)) from t";
        expect(await value(sides, 'base', rows)).toBe(await value(sides, 'head', rows));
        const alike = (found: readonly Record<string, unknown>[]) =>
          found.filter(row => row.attname !== 'note');
        const base = await ask(sides, 'base', statistics('t'));
        expect(alike(base)).toEqual(alike(await ask(sides, 'head', statistics('t'))));
        // Of a sample of 30,000 rows the histogram would seldom end with the last one.
        expect(base.find(row => row.attname === 'id')?.histogram_bounds).toMatch(/^\{1,.*,50000\}$/);
        expect(
          await value(sides, 'head', "select relallvisible = relpages from pg_class where relname = 't'"),
        ).toBe(true);
      },
    ));

  test('tablespaces, databases and settings of the server do not collide, wherever they lie', () => {
    const shared = {
      'db/migrations/1.sql': `create tablespace fast owner postgres location '/nowhere/on this machine' with (random_page_cost = 1.1);
        create table t (id int primary key using index tablespace fast) tablespace fast;
        create database reports; alter system set work_mem = '5MB';`,
      'db/seed.sql': 'insert into t select generate_series(1, 1000);',
    };
    const edited = { ...shared, 'db/seed.sql': 'insert into t select generate_series(1, 2000);' };
    return building(server, shared, edited, async sides => {
      const where =
        "select spcname::text || ' ' || reltuples from pg_class c join pg_tablespace s on s.oid = reltablespace where relname = 't'";
      expect(await value(sides, 'base', where)).toBe('fast 1000');
      expect(await value(sides, 'head', where)).toBe('fast 2000');
    });
  });

  test('the second server is gone afterwards', async () => {
    const second = await building(
      server,
      old,
      { ...old, 'db/seed.sql': 'insert into u values (1);' },
      async sides => {
        expect(sides.why).toBe('db/seed.sql differs between the sides: each side was built from scratch');
        expect(await value(sides, 'head', 'select count(*) from t')).toBe(0);
        return sides.head;
      },
    );
    await expect(second.connect()).rejects.toThrow();
  });

  test('tables of every shape get their statistics from all rows', () => {
    const files = {
      'db/migrations/1.sql': `create table p (id int, pad text) partition by list (id);
        create table p1 partition of p for values in (1); create table p2 partition of p default;`,
      // One partition of few wide rows and one of many narrow ones: a sample shared out by blocks would miss some of these.
      'db/seed.sql': `insert into p select 1, repeat('x', 2000) from generate_series(1, 3000);
        insert into p select i, '' from generate_series(2, 20001) i;`,
    };
    return building(
      server,
      files,
      { ...files, 'db/migrations/1.sql': `${files['db/migrations/1.sql']} ` },
      async sides => {
        const head = await ask(sides, 'head', statistics('p'));
        expect(head).toEqual(await ask(sides, 'base', statistics('p')));
        expect(head.find(row => row.attname === 'id')?.most_common_freqs).toBe(
          `{${Math.fround(3000 / 23_000).toPrecision(8)}}`.replace(/0+\}$/, '}'),
        );
      },
    );
  });
});

describe('an external command', () => {
  const command = (text: string) => ({ sources: { migrations: { command: text } } });

  test('runs in the tree of its side after prepare, with the connection and no secrets', () => {
    // No psql: tests run where there is none.
    const pg = JSON.stringify(createRequire(import.meta.url).resolve('pg'));
    const program = (type: string) => `
      import { readFileSync } from 'node:fs';
      import pg from ${pg};
      if (readFileSync('prepared', 'utf8') !== 'yes\\n') process.exit(1);
      const client = new pg.Client(process.env.DATABASE_URL);
      await client.connect();
      await client.query('create role app; create table t (id ${type}); create table names (name text)');
      for (const name of Object.keys(process.env)) await client.query('insert into names values ($1)', [name]);
      await client.end();`;
    const script = `"${process.execPath}" migrate.mjs && echo done`;
    const files = (type: string) => ({
      'migrate.mjs': program(type),
      'db/seed.sql': 'insert into t values (1);',
    });
    return building(
      server,
      files('int'),
      files('bigint'),
      async sides => {
        expect(sides.why).toBe('migrations come from a command: each side was built from scratch');
        expect(sides.migrations.map(({ side, file }) => [side, file])).toEqual([
          ['base', script],
          ['head', script],
        ]);
        const type =
          "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 't'::regclass and attname = 'id'";
        expect([await value(sides, 'base', type), await value(sides, 'head', type)]).toEqual([
          'integer',
          'bigint',
        ]);
        const names = (
          await ask<{ name: string }>(sides, 'head', 'select name from names order by name')
        ).map(row => row.name);
        expect(
          names.filter(name => !['_', 'PWD', 'OLDPWD', 'SHLVL', '__CF_USER_TEXT_ENCODING'].includes(name)),
        ).toEqual([
          'DATABASE_URL',
          'HOME',
          'PATH',
          'PGDATABASE',
          'PGHOST',
          'PGPASSWORD',
          'PGPORT',
          'PGSSLMODE',
          'PGUSER',
        ]);
      },
      {
        sources: { prepare: 'echo yes > prepared', migrations: { command: script } },
        environment: {
          PATH: process.env.PATH,
          HOME: '/tmp',
          INPUT_TOKEN: 'x',
          GITHUB_TOKEN: 'x',
          ACTIONS_RUNTIME_TOKEN: 'x',
        },
      },
    );
  });

  test('may fail, with its last words and without the password', async () => {
    const failed = building(server, {}, {}, async () => null, command('echo "at $DATABASE_URL" >&2; exit 7'));
    const error = await failed.then(
      () => '',
      (caught: unknown) => String(caught),
    );
    expect(error).toMatch(
      /^PlangateError: migrations\.command: "echo .*" failed on base: it ended with code 7\./,
    );
    expect(error).toMatch(/\n {2}at postgresql:\/\/postgres:\*\*\*@127\.0\.0\.1:\d+\/plangate$/);
  });
});

describe('extensions', () => {
  test('are there before the first migration, on both sides', () => {
    const files = { 'db/migrations/1.sql': "create table t as select hstore('a', 'b') as pair;" };
    return building(
      server,
      files,
      { ...files, 'db/migrations/2.sql': 'create extension if not exists hstore' },
      async sides => expect(await value(sides, 'head', "select pair -> 'a' from t")).toBe('b'),
      { extensions: ['hstore'] },
    );
  });

  test('that are missing are told with what there is', async () => {
    const told = await mistake(server, old, old, { extensions: ['no"such'] });
    expect(told).toMatch(
      /^postgres\.extensions: the extension "no"such" is not part of PostgreSQL .*\. Take an image that has it \(postgres\.image, with the engine docker\), or install its package for PostgreSQL \d+ and take the engine local\.\n {2}Extensions it has: .*plpgsql/,
    );
  });

  test('that everybody asks for are told with the image and the package that have them', async () => {
    const { major } = server.version;
    const told = await mistake(server, old, old, { extensions: ['postgis'] });
    expect(told).toContain(`Take the image postgis/postgis:${major}-3.`);
    expect(told).toContain(`postgresql-${major}-postgis-3`);
    const created = { ...old, 'db/migrations/9.sql': 'create extension vector;' };
    const inFile = await mistake(server, old, created);
    expect(inFile).toContain('db/migrations/9.sql:1');
    expect(inFile).toContain(`Take the image pgvector/pgvector:pg${major}`);
  });
});

describe('a run that cannot be finished', () => {
  test('a failing migration says file, line and side, and leaves no server behind', async () => {
    expect(
      await mistake(server, old, { ...old, 'db/migrations/3.sql': 'select 1;\ndrop table nowhere;' }),
    ).toMatch(/^db\/migrations\/3\.sql:2: The migration failed on head: table "nowhere" does not exist\./);
    expect(await mistake(server, { ...old, 'db/seed.sql': 'select nope;' }, old)).toMatch(
      /^db\/seed\.sql:1: The seed failed on base: /,
    );
    // Built on the second server.
    expect(await mistake(server, old, { ...old, 'db/seed.sql': 'select nope;' })).toMatch(
      /^db\/seed\.sql:1: The seed failed on head: /,
    );
  });

  test('an index whose function fails', async () => {
    const broken = `create function f(int) returns int immutable language sql as 'select $1';
      create table t as select 1 as id; create index on t (f(id));
      create or replace function f(int) returns int immutable language plpgsql as 'begin raise exception $$not today$$; end';`;
    expect(await mistake(server, {}, { 'db/migrations/1.sql': broken })).toMatch(
      /^VACUUM and ANALYZE \(head\): PostgreSQL cannot settle the database: not today\. A function in an index .*\n {2}PL\/pgSQL function (?:public\.)?f/,
    );
  });

  test('an aborted one ends with the reason', async () => {
    const controller = new AbortController();
    const began = performance.now();
    const progress = {
      ...silent,
      step: () => ({
        update(detail: string) {
          if (detail.startsWith('db/migrations/9.sql (1 of 1), statement 2 of 2'))
            controller.abort(new Error('time is up'));
        },
        done() {},
      }),
    };
    const running = building(
      server,
      old,
      { ...old, 'db/migrations/9.sql': 'select 1; select pg_sleep(60);' },
      async () => {},
      {
        progress,
        signal: controller.signal,
      },
    );
    await expect(running).rejects.toThrow('time is up');
    expect(performance.now() - began).toBeLessThan(30_000);
  });
});

test('progress names every file and what came of it', async () => {
  const said: string[] = [];
  const progress = {
    ...silent,
    step: (title: string) => ({
      update: (detail: string) => said.push(`${title}: ${detail}`),
      done: (result?: string) => said.push(`${title}: ${(result ?? 'done').replace(/\d+\.\d/, 'N')}`),
    }),
  };
  const head = { ...old, 'db/migrations/3.sql': 'select 1;' };
  await building(server, old, head, async () => {}, { progress });
  await expect(`${said.join('\n')}\n`).toMatchFileSnapshot('golden/progress.txt');
});
