import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Server } from '../../src/postgres/index.ts';
import { testServer } from '../support/postgres.ts';
import { ask, building, type Files, value } from './builder.ts';

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

  test.each<[string, string, number]>([
    ['rewritten', 'alter table t alter id type bigint', 2],
    ['updated', "update t set note = 'changed' where id % 3 = 0", 2],
    ['given an expression index', 'create index on t (lower(kind))', 2],
    ['given extended statistics', 'create statistics both_columns on id, kind from t', 2],
    ['given another statistics target', 'alter table t alter kind set statistics 1000', 2],
    ['left alone', 'create index on t (kind)', 0],
  ])('a table that is %s is analysed on both sides with every row, or on none', (_, sql, analysed) =>
    building(server, old, { ...old, 'db/migrations/3.sql': `${sql};` }, async sides => {
      // Without an ANALYZE of its own, a random sample of 30,000 rows saw some values of the unique column; a full one saw all.
      const distinct = "select n_distinct from pg_stats where tablename = 't' and attname = 'id'";
      const fresh = "select analyze_count from pg_stat_user_tables where relname = 't'";
      expect(await value(sides, 'base', distinct)).toBe(await value(sides, 'head', distinct));
      expect(await value(sides, 'base', fresh)).toBe(1 + analysed / 2);
      expect(await value(sides, 'head', fresh)).toBe(analysed / 2);
      expect(await value(sides, 'base', "select reltuples from pg_class where relname = 't'")).toBe(50_000);
      if (analysed > 0) {
        const untouched = (rows: readonly Record<string, unknown>[]) =>
          rows.filter(row => row.attname === 'kind').map(row => row.most_common_freqs);
        if (!sql.includes('statistics 1000'))
          expect(untouched(await ask(sides, 'base', statistics('t')))).toEqual(
            untouched(await ask(sides, 'head', statistics('t'))),
          );
        expect(
          await value(sides, 'head', "select relallvisible = relpages from pg_class where relname = 't'"),
        ).toBe(true);
      }
    }),
  );

  test('expression indexes, extended statistics and new tables have statistics', () =>
    building(
      server,
      old,
      {
        ...old,
        'db/migrations/3.sql': `create index t_lower on t (lower(kind));
          create statistics s (dependencies) on kind, note from t;
          create table made as select i as id from generate_series(1, 1000) i;`,
      },
      async sides => {
        expect(
          await value(sides, 'head', "select n_distinct from pg_stats where tablename = 't_lower'"),
        ).toBe(10);
        expect(
          await value(sides, 'head', 'select count(*) from pg_stats_ext where dependencies is not null'),
        ).toBe(1);
        expect(
          await ask(
            sides,
            'head',
            "select reltuples, relallvisible = relpages as visible from pg_class where relname = 'made'",
          ),
        ).toEqual([{ reltuples: 1000, visible: true }]);
        expect(await value(sides, 'head', "select n_distinct from pg_stats where tablename = 'made'")).toBe(
          -1,
        );
      },
    ));

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

  test('base may have no migration yet', () =>
    building(server, {}, { 'db/migrations/1.sql': 'create table t as select 1 as id;' }, async sides => {
      expect(sides.why).toBe('head adds 1 migration (1.sql) (base has none): base was built once and cloned');
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
    const script =
      'set -e; test "$(cat prepared)" = yes; env | cut -d= -f1 | sort > names; psql -X -q -v ON_ERROR_STOP=1 -f schema.sql "$DATABASE_URL"; psql -X -q -c "create role app"';
    const files = (type: string) => ({
      'schema.sql': `create table t (id ${type}, names text); create table names (name text);\n\\copy names from names`,
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
        const names = (await ask<{ name: string }>(sides, 'head', 'select name from names')).map(
          row => row.name,
        );
        expect(names.filter(name => !['_', 'PWD', 'OLDPWD', 'SHLVL'].includes(name))).toEqual([
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
