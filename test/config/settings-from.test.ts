import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { memoryTree, refusal } from './memory-tree.ts';

const folder = join(import.meta.dirname, 'settings-from');
const sources = { 'db/migrations/001.sql': '', 'db/queries/model.sql': '' };

function config(file: string, text: string | null, path = file) {
  const files = { ...sources, 'plangate.yml': `postgres:\n  version: 17\n  settings-from: ${path}\n` };
  return readConfig(memoryTree(text === null ? files : { ...files, [file]: text }), null);
}

async function read(text: string) {
  const { policy } = await config('db/production', text);
  const { settingsFrom } = policy.postgres;
  if (settingsFrom === null) throw new Error('nothing was read');
  return settingsFrom;
}

const pairs = async (text: string) =>
  Object.fromEntries((await read(text)).settings.map(({ name, value }) => [name, value]));

/** What psql 15 printed, each file in another of its ways. */
const printed = readdirSync(folder).filter(file => file.endsWith('.txt'));

describe('output of psql', () => {
  it.each(printed)('%s', async file => {
    const text = readFileSync(join(folder, file), 'utf8');
    const expected = {
      archive_command: '(disabled)',
      cluster_name: `it's "2", ok`,
      datestyle: 'ISO, MDY',
      effective_cache_size: '3145728',
      enable_seqscan: 'off',
      jit: 'off',
      log_line_prefix: expect.stringMatching(/^%m \[%p\] ?$/),
      random_page_cost: '1.1',
      search_path: '"$user", public',
      timezone: 'UTC',
      work_mem: '65536',
    };
    expect(await pairs(text)).toEqual(expected);
    expect(await pairs(text.replaceAll('\n', '\r\n'))).toEqual(expected);
    const { settings } = await read(text);
    const last = settings.at(-1);
    expect(text.split('\n')[(last?.line ?? 0) - 1]).toContain('work_mem');
  });

  it('has columns in any order, and more of them', async () => {
    expect(await pairs('setting|unit|name\n65536|kB|work_mem\n')).toEqual({ work_mem: '65536' });
  });

  it('has values of several lines', async () => {
    const aligned = ' cluster_name | one+\n              | two\n work_mem     | 64\n';
    expect(await pairs(aligned)).toMatchObject({ work_mem: '64' });
    expect(await pairs('name,setting\ncluster_name,"one\ntwo"\nwork_mem,64\n')).toEqual({
      cluster_name: 'one\ntwo',
      work_mem: '64',
    });
  });
});

describe('a postgresql.conf', () => {
  it('is read as the server reads it', async () => {
    const text = readFileSync(join(folder, 'production.conf'), 'utf8');
    expect(await pairs(text)).toEqual({
      data_directory: '/var/lib/postgresql/15/main',
      listen_addresses: '*',
      port: '5432',
      shared_buffers: '8GB',
      effective_cache_size: '24GB',
      random_page_cost: '1.1',
      cpu_tuple_cost: '.02',
      seq_page_cost: '1e0',
      enable_seqscan: 'off',
      enable_self_join_elimination: 'off',
      default_statistics_target: '0x1F4',
      log_line_prefix: '%m [%p] %q%u@%d ',
      archive_command: `test ! -f /mnt/it's/%f && cp "%p" '/mnt\\%f' # no comment`,
      cluster_name: '15/main\tA',
      jit: 'on',
      primary_conninfo: 'host=db password=hunter2',
      'auto_explain.log_min_duration': '250ms',
      timezone: 'Europe/Berlin',
      work_mem: '64MB',
    });
    const { file, includes } = await read(text);
    expect(file).toBe('db/production');
    expect(includes.map(({ directive }) => directive)).toEqual(['include_dir', 'include_if_exists']);
    expect(text.split('\n')[(includes[0]?.line ?? 0) - 1]).toContain('include_dir');
  });

  it('may be separated by tabs', async () => {
    expect(await pairs("work_mem\t'4MB'\t# per sort\njit\t=\toff\n")).toEqual({
      work_mem: '4MB',
      jit: 'off',
    });
  });

  it('may be empty, or begin with a byte order mark', async () => {
    expect(await pairs('')).toEqual({});
    expect(await pairs('# nothing\n\n')).toEqual({});
    expect(await pairs('\ufeffwork_mem = 1MB')).toEqual({ work_mem: '1MB' });
  });

  it('may have names that an object has already', async () => {
    expect((await read('constructor = 1\n__proto__ = 2\n')).settings.map(({ name }) => name)).toEqual([
      'constructor',
      '__proto__',
    ]);
  });
});

const remedy =
  'Write a postgresql.conf, or what psql prints for `select name, setting from pg_settings` (aligned, -A, --csv or tab-separated).';

describe('what is neither', () => {
  it.each([
    ['work_mem 4 MB\n', 'db/production:1: this is no line of a postgresql.conf.'],
    [
      "jit = off\nprimary_conninfo = 'password=hunter2\n",
      'db/production:2: this is no line of a postgresql.conf.',
    ],
    ['<html>\n', 'db/production:1: this is no line of a postgresql.conf.'],
    ['\0\u001b[2J\n', 'db/production:1: this is no line of a postgresql.conf.'],
    [
      ' name | setting\n------+---\n jit | off\n hunter2\n',
      'db/production:4: this is no row of name and setting.',
    ],
    [
      'jit,off\n"hunter2,1\n',
      'db/production:2: this has a quote that is not closed or stands within a cell.',
    ],
  ])('%j is refused without repeating it', async (text, words) => {
    expect(await refusal(read(text))).toBe(`${words} ${remedy}\n`);
  });

  it.each([
    `${' '.repeat(500_000)}x y z`,
    `work_mem = ${'1'.repeat(500_000)}!`,
    `work_mem = '${"''".repeat(250_000)}`,
    `work_mem = '${'\\'.repeat(500_000)}`,
    `jit${'|'.repeat(500_000)}\n!`,
    `jit,"${'""'.repeat(250_000)}`,
    `jit\t${'\t'.repeat(500_000)}!`,
    `${'-'.repeat(500_000)}x`,
  ])('is refused at once, however long it is (%#)', async text => {
    const began = performance.now();
    await refusal(read(text));
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('is refused beyond 1 MB', async () => {
    expect(await refusal(read('#'.repeat(2 ** 20 + 1)))).toBe(
      'db/production: the file is longer than 1 MB. Keep it to names and settings.\n',
    );
  });
});

it('is named by a path inside the repository that is there', async () => {
  expect(await refusal(config('db/production.conf', '', 'db/producton.conf'))).toBe(
    'plangate.yml:3, postgres.settings-from: head (working tree) has no file "db/producton.conf". Did you mean "db/production.conf"? ' +
      "Write the path of a postgresql.conf, or of the output of `psql -c 'select name, setting from pg_settings'`.\n",
  );
  for (const path of ['/etc/passwd', '../secret.conf', '""', '[a]', '{a: b}', '"a\\nb"'])
    expect(await refusal(config('x', '', path))).toMatch(
      /^plangate\.yml:3, postgres\.settings-from: .* path/,
    );
  expect((await config('a/b.conf', 'jit = on', './a/b.conf')).policy.postgres.settingsFrom?.file).toBe(
    'a/b.conf',
  );
});

it('is not looked at on base, whose server is head’s', async () => {
  const tree = memoryTree({ ...sources, 'plangate.yml': 'postgres: {settings-from: none.conf}\n' }, 'base');
  expect((await readConfig(tree, null)).policy.postgres.settingsFrom).toBeNull();
});
