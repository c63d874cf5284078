import { expect, it } from 'vitest';
import { nothingChanged, readConfig } from '../../src/config/index.ts';
import { memoryTree } from './memory-tree.ts';

type Files = Readonly<Record<string, string>>;

const files: Files = {
  'db/migrations/001.sql': 'create table a ();',
  'db/seed.sql': 'insert into a default values;',
  'db/queries/a.sql': 'select * from a;',
  'src/index.ts': 'main();',
  'conf/production.conf': 'work_mem = 8MB',
};

async function compare(before: Files, after: Files, file: string | null = null): Promise<string | null> {
  const sides = [memoryTree(before, 'base'), memoryTree(after, 'head')].map(async tree => ({
    tree,
    ...(await readConfig(tree, file)),
  }));
  const [base, head] = await Promise.all(sides);
  if (base === undefined || head === undefined) throw new Error('a side is missing');
  return nothingChanged(base, head);
}

function without(name: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([file]) => file !== name));
}

it('says so in one sentence, whatever else a pull request changes', async () => {
  const words =
    'No migration, seed, query or configuration differs between base and head (3 files compared).';
  expect(await compare(files, files)).toBe(words);
  expect(await compare(files, { ...files, 'src/index.ts': 'other();', 'db/README.md': 'new' })).toBe(words);
});

it.each([
  ['a migration changed', files, { ...files, 'db/migrations/001.sql': 'create table b ();' }],
  ['a migration was added', files, { ...files, 'db/migrations/002.sql': 'drop table a;' }],
  ['a migration was removed', { ...files, 'db/migrations/002.sql': 'drop table a;' }, files],
  [
    'a migration was renamed',
    { ...files, 'db/migrations/002.sql': 'drop table a;' },
    { ...files, 'db/migrations/003.sql': 'drop table a;' },
  ],
  ['the seed changed', files, { ...files, 'db/seed.sql': '' }],
  ['the seed came', without('db/seed.sql'), files],
  ['the seed went', files, without('db/seed.sql')],
  ['a query changed', files, { ...files, 'db/queries/a.sql': 'select 1;' }],
  ['a query was added', files, { ...files, 'db/queries/deep/b.sql': 'select 1;' }],
  ['a configuration came', files, { ...files, 'plangate.yml': 'samples: 3' }],
  ['a configuration went', { ...files, '.github/plangate.yml': 'samples: 3' }, files],
  [
    'a configuration moved',
    { ...files, '.github/plangate.yml': 'samples: 3' },
    { ...files, 'plangate.yml': 'samples: 3' },
  ],
  [
    'a tolerance changed',
    { ...files, 'plangate.yml': 'samples: 3' },
    { ...files, 'plangate.yml': 'samples: 4' },
  ],
  [
    "production's settings changed",
    { ...files, 'plangate.yml': 'postgres: {settings-from: conf/production.conf}' },
    {
      ...files,
      'plangate.yml': 'postgres: {settings-from: conf/production.conf}',
      'conf/production.conf': 'work_mem = 4MB',
    },
  ],
  [
    'another folder is found first',
    { ...without('db/migrations/001.sql'), 'migrations/1.sql': '' },
    { ...without('db/migrations/001.sql'), 'migrations/1.sql': '', 'db/migrations/1.sql': '' },
  ],
])('is silent where %s', async (_, before, after) => {
  expect(await compare(before, after)).toBeNull();
  expect(await compare(after, after)).not.toBeNull();
});

it('counts the configuration that is named, and no other', async () => {
  const both = { ...files, 'ci/gate.yml': 'samples: 3', 'ci/other.yml': 'samples: 3' };
  expect(await compare(both, { ...both, 'ci/other.yml': 'samples: 4' }, 'ci/gate.yml')).toContain('4 files');
  expect(await compare(both, { ...both, 'ci/gate.yml': 'samples: 4' }, 'ci/gate.yml')).toBeNull();
});

it.each([
  ['migrations: {command: migrate}'],
  ['seed: {command: fill}'],
  ['prepare: npm ci'],
])('cannot tell what %s depends on, unless paths says it', async written => {
  const silent = { ...files, 'plangate.yml': `${written}\n` };
  expect(await compare(silent, silent)).toBeNull();

  const told = { ...files, 'plangate.yml': `${written}\npaths: [src, "conf/*.conf", "!src/generated/**"]\n` };
  expect(await compare(told, told)).toMatch(
    /^No migration, seed, query, configuration or file of paths differs between base and head \(\d files compared\)\.$/,
  );
  expect(await compare(told, { ...told, 'src/generated/a.ts': '1', 'README.md': 'new' })).not.toBeNull();
  expect(await compare(told, { ...told, 'src/index.ts': 'other();' })).toBeNull();
  expect(await compare(told, { ...told, 'src/deep/new.ts': 'other();' })).toBeNull();
  expect(await compare(told, { ...told, 'db/queries/a.sql': 'select 1;' })).toBeNull();
  // Base says nothing, so what its commands depended on is unknown.
  expect(await compare(silent, told)).toBeNull();
});
