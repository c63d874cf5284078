import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../src/report/index.ts';
import { cli, plangate } from './support/command.ts';
import { makeRepository } from './support/git.ts';

type Files = Readonly<Record<string, string>>;

interface Mistake {
  /** Files of the repository, over `sound`; an empty text leaves one out. */
  readonly files?: Files;
  readonly args?: readonly string[];
  readonly code: 0 | 1 | 2;
}

/** A small repository in which everything is right. */
const sound: Files = {
  'plangate.yml': 'samples: 5\n',
  'db/migrations/001_models.sql':
    'CREATE TABLE models (model_id int PRIMARY KEY, model_name text NOT NULL);\nCREATE INDEX ON models (model_name);\n',
  'db/seed.sql': "INSERT INTO models SELECT n, 'model-' || n FROM generate_series(1, 500) n;\n",
  'db/queries/model.sql':
    '-- name: model-by-name\n-- params: {"name": "model-7"}\nSELECT * FROM models WHERE model_name = :name;\n',
};

const mistakes: Record<string, Mistake> = {
  'unknown-ref': { args: ['--base', 'no-such-branch'], code: 2 },
  'no-migrations': { files: { 'db/migrations/001_models.sql': '' }, code: 2 },
  'no-queries': { files: { 'db/queries/model.sql': '' }, code: 2 },
  'broken-yaml': { files: { 'plangate.yml': 'budgets: {latency: 5ms\nqueries: [\n' }, code: 2 },
  'unknown-key': { files: { 'plangate.yml': 'budgts: {latency: 5ms}\n' }, code: 2 },
  'wrong-unit': { files: { 'plangate.yml': 'budgets: {latency: 5 minutes}\n' }, code: 2 },
  'query-syntax-error': {
    files: { 'db/queries/model.sql': '-- name: é-broken\nSELECT *\nFORM models;\n' },
    code: 2,
  },
  'parameter-without-a-value': {
    files: { 'db/queries/model.sql': '-- name: by-name\nSELECT * FROM models WHERE model_name = :name;\n' },
    code: 2,
  },
  'duplicate-query-name': {
    files: {
      'db/queries/a.sql': '-- name: twice\nSELECT count(*) FROM models;\n',
      'db/queries/b.sql': '-- name: other\nSELECT 1;\n\n-- name: twice\nSELECT 2;\n',
    },
    code: 2,
  },
  'migration-that-fails-half-way': {
    files: {
      'db/migrations/002_broken.sql':
        "ALTER TABLE models ADD COLUMN owner text;\n\nUPDATE models SET owner = 'é' || nme;\nSELECT 1;\n",
    },
    code: 2,
  },
  'seed-that-fails': {
    files: { 'db/seed.sql': "INSERT INTO models VALUES (1, 'a'), (1, 'b');\n" },
    code: 2,
  },
  'server-dies-in-a-migration': {
    files: {
      'db/migrations/002_kill.sql': [
        'DO $$ BEGIN',
        "  EXECUTE $c$COPY (SELECT 1) TO PROGRAM 'cat > /dev/null; kill -9 $(head -n 1 postmaster.pid)'$c$;",
        '  PERFORM pg_sleep(60);',
        'END $$;\n',
      ].join('\n'),
    },
    code: 2,
  },
  'server-dies-in-a-query': {
    files: {
      'db/migrations/002_kill.sql': [
        'CREATE FUNCTION die() RETURNS int LANGUAGE plpgsql AS $$ BEGIN',
        "  EXECUTE $c$COPY (SELECT 1) TO PROGRAM 'cat > /dev/null; kill -9 $(head -n 1 postmaster.pid)'$c$;",
        '  PERFORM pg_sleep(60);',
        '  RETURN 1;',
        'END $$;\n',
      ].join('\n'),
      'db/queries/die.sql': 'SELECT die();\n',
    },
    code: 2,
  },
  'query-that-times-out': {
    files: {
      'plangate.yml': 'samples: 5\nstatement-timeout: 200ms\n',
      'db/queries/sleep.sql': 'SELECT pg_sleep(30);\n',
    },
    code: 1,
  },
  'run-that-takes-too-long': {
    files: { 'db/queries/sleep.sql': 'SELECT pg_sleep(3);\n' },
    args: ['--time-limit', '20s'],
    code: 2,
  },
  'huge-query-file': {
    files: {
      'db/queries/huge.sql': `-- ${'a long comment '.repeat(170_000)}\nSELECT count(*), '${'x'.repeat(2_500_000)}' FROM models;\n`,
    },
    code: 0,
  },
  'reversing-characters-in-a-name': {
    files: { 'db/queries/names.sql': '-- name: \u202eslow\nSELECT 1;\n' },
    code: 2,
  },
  'hostile-names': {
    files: {
      'db/queries/names.sql': [
        `o'brien "quoted" and spaces`,
        'pipe | and ` backtick',
        '@everyone <script>alert(1)</script>',
        '🦄 \\n %0A &amp; 100 %',
        '--help',
        '[link](javascript:alert(1)) #1 </details>',
      ]
        .map(
          (name, n) =>
            `-- name: ${name}\nSELECT ${n} FROM models WHERE model_id < 0 AND model_name = 'new';\n`,
        )
        .join('\n'),
    },
    code: 0,
  },
};

describe('bad input', () => {
  it.each(Object.entries(mistakes))('%s', async (name, { files = {}, args = [], code }) => {
    await using repository = await makeRepository();
    await repository.commit('base', sound);
    const changes = Object.entries(files).map(([path, text]) => [path, text === '' ? null : text]);
    await repository.write(Object.fromEntries(changes));
    const json = join(repository.temporary, 'report.json');
    const result = await plangate(['check', '--quiet', '--report', json, ...args], {
      cwd: repository.folder,
      env: { ...repository.environment, COLUMNS: '1000' },
    });
    expect(result.code, result.stderr + result.stdout).toBe(code);
    const report = await readReport(json);
    // With exit code 2 a JSON report still is JSON and says why.
    expect(report.verdict).toBe(code === 2 ? 'error' : code === 1 ? 'fail' : 'pass');
    await expect(shown(result, repository.temporary)).toMatchFileSnapshot(`golden/bad-input/${name}.txt`);
  });

  it('no-git-repository', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plangate-test-'));
    const result = await plangate(['check', '--quiet'], { cwd: folder, env: { COLUMNS: '1000' } });
    await rm(folder, { recursive: true });
    expect(result.code).toBe(2);
    await expect(shown(result, folder)).toMatchFileSnapshot('golden/bad-input/no-git-repository.txt');
  });

  it('empty-repository', async () => {
    await using repository = await makeRepository();
    const result = await plangate(['check', '--quiet'], {
      cwd: repository.folder,
      env: { ...repository.environment, COLUMNS: '1000' },
    });
    expect(result.code).toBe(2);
    await expect(shown(result, repository.temporary)).toMatchFileSnapshot(
      'golden/bad-input/empty-repository.txt',
    );
  });

  it('no-postgresql', async () => {
    await using repository = await makeRepository();
    await repository.commit('base', sound);
    // As the Action has it: dist/ alone, without node_modules around it.
    const alone = join(repository.temporary, 'dist');
    await cp(dirname(cli), alone, { recursive: true });
    const result = await plangate(['check', '--quiet', '--engine', 'embedded'], {
      cwd: repository.folder,
      env: { ...repository.environment, COLUMNS: '1000' },
      script: join(alone, 'cli.js'),
    });
    expect(result.code).toBe(2);
    await expect(shown(result, repository.temporary)).toMatchFileSnapshot(
      'golden/bad-input/no-postgresql.txt',
    );
  });
});

async function readReport(file: string) {
  const { readFile } = await import('node:fs/promises');
  return reportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** What the user sees, with everything unstable replaced. */
function shown(result: { stdout: string; stderr: string; code: number | null }, folder: string): string {
  const stable = (text: string) =>
    text
      .replaceAll(folder, '<temporary>')
      .replace(/\/\S*plangate-[\w-]+/g, '<temporary>')
      .replace(/\b[0-9a-f]{12,40}\b/g, '<sha>')
      // A session may notice that the server has gone by its last word or by the socket, whichever comes first.
      .replace(/^ +(?:LOG|FATAL): .*\n/gm, '')
      .replace(
        /terminating connection due to unexpected postmaster exit|The connection to PostgreSQL was lost/g,
        '<the session ended>',
      )
      .replace(/\d+(?:\.\d+)? (?:µs|ms|s|min)\b/g, '<duration>')
      // Which parts of a run took enough of it to be named varies too.
      .replace(/ · <duration> \(.*\)$/gm, ' · <duration>')
      .replace(/^.*<duration>.*$/gm, line => line.replace(/(\S) {2,}/g, '$1  '))
      .replace(/PostgreSQL \d+\.\d+, \w+/g, 'PostgreSQL <version>, <engine>');
  return `exit ${result.code}\n--- stderr\n${stable(result.stderr)}--- stdout\n${stable(result.stdout)}`;
}
