import { expect, test } from 'vitest';
import type { SqlSource } from '../../src/config/index.ts';
import { chooseWay } from '../../src/migrations/choose-way.ts';
import { planSide } from '../../src/migrations/side-plan.ts';
import type { Side, Tree } from '../../src/workspace/index.ts';

type Files = Record<string, string>;

const plan = (side: Side, files: Files, migrations: SqlSource, seed: SqlSource | null) => {
  const tree: Tree = {
    side,
    ref: 'main',
    sha: null,
    files: Object.keys(files).sort(),
    read: async path => files[path] ?? '',
    hash: path => files[path] ?? null,
    writeOut: () => Promise.reject(new Error('nothing is written')),
  };
  return planSide({ tree, sources: { prepare: null, migrations, seed, queries: [], paths: [] } });
};

const folder: SqlSource = { patterns: ['db/m/**/*.sql'] };
const seeds: SqlSource = { patterns: ['db/seed*.sql'] };

const way = (base: Files, head: Files, sources: [SqlSource, SqlSource | null] = [folder, seeds]) =>
  chooseWay(plan('base', base, ...sources), plan('head', head, ...sources));

const old = { 'db/m/1.sql': 'a', 'db/m/2.sql': 'b', 'db/seed.sql': 's' };

test.each<[string, Files, Files, string[], string]>([
  ['nothing new', old, old, [], 'head adds no migration: base was built once and cloned'],
  [
    'one more',
    old,
    { ...old, 'db/m/10.sql': 'c' },
    ['db/m/10.sql'],
    'head adds 1 migration (10.sql): base was built once and cloned',
  ],
  [
    'many more, one of which sorts earlier',
    old,
    {
      ...old,
      'db/m/0.sql': 'x',
      'db/m/3.sql': 'c',
      'db/m/4/up.sql': 'c',
      'db/m/5.sql': 'c',
      'db/m/6.sql': 'c',
    },
    ['db/m/0.sql', 'db/m/3.sql', 'db/m/4/up.sql', 'db/m/5.sql', 'db/m/6.sql'],
    'head adds 5 migrations (0.sql, 3.sql, 4/up.sql and 2 more): base was built once and cloned',
  ],
  [
    'the first',
    {},
    { 'db/m/1.sql': 'a' },
    ['db/m/1.sql'],
    'head adds 1 migration (1.sql), base has none: base was built once and cloned',
  ],
  [
    'other files changed',
    old,
    { ...old, 'db/q.sql': 'q', 'db/m/1.down.sql': 'd' },
    [],
    'head adds no migration: base was built once and cloned',
  ],
])('clone: %s', (_, base, head, added, why) => {
  expect(way(base, head)).toEqual({ kind: 'clone', added, why });
});

test.each<[string, Files, Files, string]>([
  [
    'an edited migration',
    old,
    { ...old, 'db/m/1.sql': 'A', 'db/m/3.sql': 'c' },
    'db/m/1.sql differs between the sides',
  ],
  ['a removed migration', old, { 'db/m/1.sql': 'a', 'db/seed.sql': 's' }, 'db/m/2.sql does not run on head'],
  [
    'a renamed migration',
    old,
    { 'db/m/1.sql': 'a', 'db/m/2b.sql': 'b', 'db/seed.sql': 's' },
    'db/m/2.sql does not run on head',
  ],
  ['an edited seed', old, { ...old, 'db/seed.sql': 'S' }, 'db/seed.sql differs between the sides'],
  ['a removed seed', old, { 'db/m/1.sql': 'a', 'db/m/2.sql': 'b' }, 'db/seed.sql does not run on head'],
  ['one more seed', old, { ...old, 'db/seed2.sql': 't' }, 'head adds the seed db/seed2.sql'],
])('both: %s', (_, base, head, reason) => {
  expect(way(base, head)).toEqual({ kind: 'both', why: `${reason}: each side was built from scratch` });
});

test('both: commands', () => {
  expect(way(old, old, [{ command: 'migrate' }, null])).toMatchObject({
    kind: 'both',
    why: 'migrations come from a command: each side was built from scratch',
  });
  expect(way(old, old, [folder, { command: 'seed' }])).toMatchObject({
    why: 'the seed comes from a command: each side was built from scratch',
  });
});

test('both: another order', () => {
  const base = plan('base', old, { patterns: ['db/m/1.sql', 'db/m/2.sql'] }, null);
  const head = plan('head', old, { patterns: ['db/m/2.sql', 'db/m/1.sql'] }, null);
  expect(chooseWay(base, head)).toMatchObject({
    kind: 'both',
    why: expect.stringContaining('another order'),
  });
});

test('head without a migration is an error', () => {
  const files = { 'db/m/1.down.sql': 'd', 'db/m/x.txt': '' };
  expect(() => plan('head', files, folder, null)).toThrowErrorMatchingInlineSnapshot(
    `[PlangateError: migrations: only files that undo migrations were found on head (main), such as db/m/1.down.sql. Write in plangate.yml where they are, such as migrations: path/to/folder.]`,
  );
  expect(() => plan('head', {}, folder, null)).toThrowErrorMatchingInlineSnapshot(
    `[PlangateError: migrations: no file matches db/m/**/*.sql on head (main). Write in plangate.yml where they are, such as migrations: path/to/folder.]`,
  );
  expect(plan('base', files, folder, null).migrations).toEqual({ files: [] });
});
