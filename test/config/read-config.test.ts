import { describe, expect, it } from 'vitest';
import { type Config, configJsonSchema, defaultPolicy, readConfig } from '../../src/config/index.ts';
import { memoryTree, refusal } from './memory-tree.ts';

const sources = { 'db/migrations/001.sql': '', 'db/queries/model.sql': '' };

function read(yaml: string, files: Readonly<Record<string, string>> = {}): Promise<Config> {
  return readConfig(memoryTree({ ...sources, ...files, 'plangate.yml': yaml }), null);
}

describe('plangate.yml', () => {
  it('gives every key as a typed value', async () => {
    const { sources: found, policy } = await read(
      `
postgres: {version: 17, image: "postgres:17", locale: en_US.UTF-8, settings: {work_mem: 8MB, jit: off, app.x: 1.5, a: true}, extensions: [pg_trgm]}
prepare: |
  npm ci
  npm run build
migrations: {command: npx prisma migrate deploy}
seed: [db/a.sql, db/b.sql]
queries: ["db/**/*.sql", "!db/seed/*.sql"]
paths: [db, package*.json]
role: app
budgets: {latency: 500ms, planning: 1.5s, buffers: 8MB, temp: 0, wal: 1kB, rows: 20}
tolerances: {buffers: 0, temp: 5%, wal: 200%, latency: 12.5%, latency-floor: 1min, buffers-floor: 8kB}
strict: true
policy-from: base
rules: {sequential-scan: {severity: warning, rows: 5, discarded: 100%, pages: 6, share: 0, queries: {a: off}, tables: {t: note}, tags: {b: error}}}
waivers:
  - {query: a, reason: nightly}
  - query: b
    rule: sequential-scan
    reason: "  it's fine "
    expires: 2027-03-31
  - {rule: duplicate-index, relation: old.t, reason: on purpose}
statement-timeout: 1.5ms
samples: 3
sampling-time: 12s
results: bag
results-tolerance: 1e-6
`,
      { 'db/a.sql': '', 'db/b.sql': '', 'package.json': '' },
    );
    expect(found).toEqual({
      prepare: 'npm ci\nnpm run build\n',
      migrations: { command: 'npx prisma migrate deploy' },
      seed: { patterns: ['db/a.sql', 'db/b.sql'] },
      queries: ['db/**/*.sql', '!db/seed/*.sql'],
      paths: ['db/**', 'package*.json'],
    });
    expect(policy).toEqual({
      postgres: {
        version: 17,
        image: 'postgres:17',
        storage: 'auto',
        locale: 'en_US.UTF-8',
        settings: { work_mem: '8MB', jit: 'off', 'app.x': '1.5', a: 'on' },
        settingsFrom: null,
        extensions: ['pg_trgm'],
      },
      role: 'app',
      budgets: { latency: 500, planning: 1500, buffers: 1024, temp: 0, wal: 1024, rows: 20 },
      tolerances: { buffers: 0, temp: 0.05, wal: 2, latency: 0.125, latencyFloor: 60_000, buffersFloor: 1 },
      strict: true,
      policyFrom: 'base',
      rules: {
        ...defaultPolicy.rules,
        'sequential-scan': {
          severity: 'warning',
          thresholds: { rows: 5, discarded: 1, pages: 6, share: 0 },
          queries: { a: 'off' },
          tables: { t: 'note' },
          tags: { b: 'error' },
        },
      },
      waivers: [
        { query: 'a', rule: null, reason: 'nightly', expires: null, line: 17 },
        { query: 'b', rule: 'sequential-scan', reason: "it's fine", expires: '2027-03-31', line: 18 },
        {
          query: '',
          rule: 'duplicate-index',
          relation: 'old.t',
          reason: 'on purpose',
          expires: null,
          line: 22,
        },
      ],
      statementTimeout: 2,
      samples: 3,
      samplingTime: 12_000,
      results: 'bag',
      resultsTolerance: 1e-6,
    });
  });

  it('keeps the defaults that it does not mention', async () => {
    const { policy } = await read('rules: {sequential-scan: {rows: 5}}\ntolerances: {latency: 50%}\n');
    expect(policy).toEqual({
      ...defaultPolicy,
      tolerances: { ...defaultPolicy.tolerances, latency: 0.5 },
      rules: {
        ...defaultPolicy.rules,
        'sequential-scan': {
          severity: 'error',
          thresholds: { ...defaultPolicy.rules['sequential-scan']?.thresholds, rows: 5 },
        },
      },
    });
  });

  it('means by the defaults that the JSON Schema states what plangate assumes', async () => {
    const stated = { ...defaultsIn(configJsonSchema()) };
    expect(Object.keys(stated)).toContain('tolerances');
    expect((await read(JSON.stringify(stated))).policy).toEqual(defaultPolicy);
  });

  it('is described key by key', () => {
    expect(withoutDescription(configJsonSchema())).toEqual([]);
  });

  it('of base says what base is made of, and nothing else is looked at', async () => {
    const yaml = 'migrations: db/old\nno-such-key: 1\nbudgets: {latency: fast}\nsamples: 5\n';
    const base = await readConfig(memoryTree({ 'plangate.yml': yaml }, 'base'), null);
    expect(base.sources.migrations).toEqual({ patterns: ['db/old/**/*.sql'] });
    expect(base.policy).toEqual(defaultPolicy);
  });

  it('has anchors and aliases', async () => {
    const { policy } = await read('budgets: {buffers: &n 100, temp: *n}\n');
    expect(policy.budgets).toEqual({ buffers: 100, temp: 100 });
  });

  it('may begin with a byte order mark and end its lines with CR LF', async () => {
    const { policy } = await read('\ufeffrole: app\r\nbudgets:\r\n  rows: 5\r\n');
    expect([policy.role, policy.budgets]).toEqual(['app', { rows: 5 }]);
  });
});

describe('where plangate.yml is', () => {
  it.each(['plangate.yml', 'plangate.yaml', '.github/plangate.yml'])('%s is found', async file => {
    const config = await readConfig(memoryTree({ ...sources, [file]: 'samples: 3' }), null);
    expect([config.file, config.policy.samples]).toEqual([file, 3]);
  });

  it('may be named', async () => {
    const tree = memoryTree({ ...sources, 'plangate.yml': 'samples: 3', 'ci/gate.yml': 'samples: 4' });
    expect((await readConfig(tree, './ci/gate.yml')).policy.samples).toBe(4);
  });

  it('is not needed', async () => {
    const config = await readConfig(memoryTree(sources), null);
    expect(config.file).toBeNull();
    expect(config.policy).toEqual(defaultPolicy);
  });

  it('is not needed on base even when it is named', async () => {
    expect((await readConfig(memoryTree(sources, 'base'), 'ci/gate.yml')).file).toBeNull();
  });

  it.each([
    [
      'two files',
      { 'plangate.yml': '', '.github/plangate.yml': '' },
      null,
      '.github/plangate.yml: plangate.yml is there as well. Keep one of the two.\n',
    ],
    [
      'a file that is not there',
      { 'ci/plangate.yml': '' },
      'ci/plangat.yml',
      'ci/plangat.yml: there is no such file in working tree. Did you mean "ci/plangate.yml"? Write its path from the top of the repository.\n',
    ],
    [
      'a file elsewhere',
      {},
      '../plangate.yml',
      'config: "../plangate.yml" leaves the repository. Write a path inside the repository, relative to its top, such as db/queries/**/*.sql.\n',
    ],
  ])('%s is refused', async (_, files, file, message) => {
    expect(await refusal(readConfig(memoryTree({ ...sources, ...files }), file))).toBe(message);
  });
});

describe('without a word about them', () => {
  it.each([
    ['db/migrations/001.sql'],
    ['migrations/001.sql'],
    ['supabase/migrations/001.sql'],
    ['prisma/migrations/20270101_init/migration.sql'],
  ])('migrations are found in %s', async file => {
    const { sources: found } = await readConfig(memoryTree({ [file]: '', 'queries/a.sql': '' }), null);
    expect(found.migrations).toEqual({ patterns: [`${file.split('migrations')[0]}migrations/**/*.sql`] });
    expect(found.queries).toEqual(['queries/**/*.sql']);
  });

  it.each([
    ['db/seed.sql', 'db/seed.sql'],
    ['db/seeds/a.sql', 'db/seeds/**/*.sql'],
    ['supabase/seed.sql', 'supabase/seed.sql'],
  ])('the seed %s is found', async (file, pattern) => {
    const { sources: found } = await readConfig(memoryTree({ ...sources, [file]: '' }), null);
    expect(found.seed).toEqual({ patterns: [pattern] });
  });

  it('there may be no seed', async () => {
    expect((await readConfig(memoryTree(sources), null)).sources.seed).toBeNull();
  });

  it.each([
    ['no migrations', { 'db/queries/a.sql': '' }],
    ['no queries', { 'db/migrations/a.sql': '', 'db/queries/README.md': '' }],
  ])('%s anywhere is refused on head, and fine on base', async (name, files) => {
    const message = await refusal(readConfig(memoryTree(files), null));
    await expect(message).toMatchFileSnapshot(`golden/found/${name.replace(' ', '-')}.txt`);
    const base = await readConfig(memoryTree(files, 'base'), null);
    expect([base.sources.migrations, base.sources.queries]).toContainEqual(
      name === 'no queries' ? [] : { patterns: [] },
    );
  });
});

describe('a path', () => {
  it.each([
    ['db/schema', 'db/schema/**/*.sql'],
    ['./db/schema/', 'db/schema/**/*.sql'],
    ['.', '**/*.sql'],
    ['db/schema/*.sql', 'db/schema/*.sql'],
    ['db/(new)/[a]', 'db/\\(new\\)/\\[a\\]/**/*.sql'],
    ['db/(new)/[a]/1.sql', 'db/\\(new\\)/\\[a\\]/1.sql'],
  ])('%s stands for %s', async (path, pattern) => {
    const files = { 'db/schema/1.sql': '', 'db/(new)/[a]/1.sql': '' };
    const config = await read(`migrations: ${JSON.stringify(path)}`, files);
    expect(config.sources.migrations).toEqual({ patterns: [pattern] });
  });
});

interface Schema {
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

function defaultsIn(schema: Schema): Record<string, unknown> {
  const entries = Object.entries(schema.properties ?? {}).flatMap(([key, below]) => {
    const inside = defaultsIn(below);
    if (below.default !== undefined) return [[key, below.default] as const];
    return Object.keys(inside).length === 0 ? [] : [[key, inside] as const];
  });
  return Object.fromEntries(entries);
}

function withoutDescription(schema: Schema, path = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, below]) => [
    ...(below.description ? [] : [`${path}${key}`]),
    ...withoutDescription(below, `${path}${key}.`),
  ]);
}
