import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAst } from 'rolldown/parseAst';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRepository } from './support/git.ts';
import { npm } from './support/npm.ts';

const run = promisify(execFile);
const top = join(import.meta.dirname, '..');
const manifest = JSON.parse(await readFile(join(top, 'package.json'), 'utf8')) as { version: string };

/** An empty project into which the package is installed, as its users do it. */
let project = '';
let packed: readonly string[] = [];

beforeAll(async () => {
  project = await realpath(await mkdtemp(join(tmpdir(), 'plangate-package-')));
  const { stdout } = await npm('npm', top, 'pack', '--json', '--pack-destination', project);
  // Older versions of npm give a list, newer ones an object by name.
  const [tarball] = Object.values(JSON.parse(stdout) as Record<string, Tarball>);
  if (tarball === undefined) throw new Error(`npm pack said ${stdout}`);
  packed = tarball.files.map(file => file.path);
  await writeFile(join(project, 'package.json'), '{"private": true, "type": "module"}\n');
  await npm('npm', project, 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball.filename);
});

interface Tarball {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

afterAll(() => rm(project, { recursive: true, force: true }));

describe('the npm package', () => {
  it('holds what is built, its declarations and nothing of the sources', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'action.yml',
        'dist/action.js',
        'dist/chunks/libpg-query.wasm',
        'dist/cli.js',
        'dist/config.schema.json',
        'dist/index.js',
        'dist/post.js',
        'dist/report.schema.json',
        'dist/types/index.d.ts',
        'package.json',
      ]),
    );
    const foreign = packed.filter(
      file => !/^(dist\/|(LICENSE|README\.md|action\.yml|package\.json)$)/.test(file),
    );
    expect(foreign).toEqual([]);
  });

  it('brings the command, which runs where it was installed', async () => {
    expect((await npm('npx', project, 'plangate', '--version')).stdout).toBe(`${manifest.version}\n`);
    const help = await npm('npx', project, 'plangate', 'check', '--help');
    expect(help.stdout).toContain('Usage: plangate check [options]');
    expect(help.stderr).toBe('');
  });

  it('checks a repository on the embedded PostgreSQL that comes with it', async () => {
    await using repository = await makeRepository();
    await repository.commit('base', {
      'plangate.yml': 'samples: 5\n',
      'db/migrations/1.sql': 'CREATE TABLE t AS SELECT generate_series(1, 1000) AS id;\n',
      'db/queries/count.sql': 'SELECT count(*) FROM t;\n',
    });
    const report = join(repository.temporary, 'report.json');
    const { stdout, stderr } = await npm(
      'npx',
      project,
      ...['plangate', 'check', '--repo', repository.folder, '--base', 'HEAD'],
      ...['--engine', 'embedded', '--report', report],
    );
    expect(stdout).toContain('✓ plangate: nothing changed in 1 query');
    expect(stderr).toContain(join(project, 'node_modules'));
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({
      verdict: 'pass',
      postgres: { engine: 'embedded' },
    });
  });

  it('is a library with types of its own', async () => {
    const program = [
      "import { type Report, type RunRequest, reportSchema, run } from 'plangate';",
      'const report: Report = reportSchema.parse({});',
      "export const verdict: 'pass' | 'warn' | 'fail' | 'error' = report.verdict;",
      '// @ts-expect-error A verdict is no number: the types are there, and none is any.',
      'export const number: number = report.verdict;',
      'export const again = (request: RunRequest): Promise<{ report: Report }> => run(request);',
    ].join('\n');
    await writeFile(join(project, 'program.ts'), program);
    const compiler = join(top, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--lib', 'es2024,dom,esnext.disposable'];
    const compiled = await run(process.execPath, [compiler, ...options, 'program.ts'], {
      cwd: project,
    }).catch(error => error as { stdout: string });
    expect(compiled.stdout).toBe('');

    const script = [
      "import { version } from 'plangate';",
      "import report from 'plangate/report.schema.json' with { type: 'json' };",
      "import config from 'plangate/config.schema.json' with { type: 'json' };",
      'process.stdout.write([version, report.type, config.type].join());',
    ].join('\n');
    const ran = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: project });
    expect(ran.stdout).toBe(`${manifest.version},object,object`);
  });
});

describe('dist/', () => {
  // So that packages that are bundled need not be installed. Who imports these two can do without them.
  it('asks for no package but the optional ones that it looks for and can miss', async () => {
    const scripts = (await readdir(join(top, 'dist'), { recursive: true })).filter(file =>
      file.endsWith('.js'),
    );
    expect(scripts).toEqual(expect.arrayContaining(['action.js', 'cli.js', 'index.js', 'post.js']));
    const wanted = new Set<string>();
    for (const file of scripts) {
      const program = parseAst(await readFile(join(top, 'dist', file), 'utf8'));
      for (const name of importsOf(program)) if (!name.startsWith('.') && !isBuiltin(name)) wanted.add(name);
    }
    expect([...wanted].sort()).toEqual(['cpu-features', 'pg-native']);
  });
});

/** What a program names in `import`, `export … from`, `import()` and calls of whatever is named like `require`. */
function* importsOf(node: unknown): Generator<string> {
  if (Array.isArray(node)) for (const each of node) yield* importsOf(each);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const { type, source, callee, arguments: values = [] } = node as Partial<Call>;
  const called = type === 'CallExpression' && /require/i.test(callee?.name ?? '') ? values[0] : source;
  if (typeof called?.value === 'string') yield called.value;
  for (const child of Object.values(node)) yield* importsOf(child);
}

/** The parts of a syntax tree that can name a package. */
interface Call {
  readonly type: string;
  readonly source: { readonly value?: unknown };
  readonly callee: { readonly name?: string };
  readonly arguments: readonly { readonly value?: unknown }[];
}
