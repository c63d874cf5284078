import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const run = promisify(execFile);
const top = join(import.meta.dirname, '..');
const read = (file: string) => readFile(join(top, file), 'utf8');
const { version } = JSON.parse(await read('package.json')) as { version: string };

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { name?: string; run?: string }[] }>>;
}

/** A folder with a package.json, and a `gh` that writes down how it is called and knows some tags. */
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plangate-release-'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ version: '1.2.10' }));
  const gh = [
    '#!/bin/sh',
    'echo "$*" >>calls',
    'case "$*" in',
    '  *matching-refs/tags/v1.*) printf "refs/tags/v%s\\n" 1.2.9 1.2.10 1.3.0-rc.1 1.0.0 ;;',
    '  *matching-refs/tags/v1\\ *) printf "%s" "$MAJOR_TAG" ;;',
    'esac',
  ];
  await writeFile(join(folder, 'gh'), `${gh.join('\n')}\n`);
  await chmod(join(folder, 'gh'), 0o755);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a named step of release.yml as GitHub does, and gives its output and the calls of `gh`. */
async function step(name: string, environment: Readonly<Record<string, string>>) {
  const { jobs } = parse(await read('.github/workflows/release.yml')) as Workflow;
  const found = Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .find(each => each.name === name);
  await writeFile(join(folder, 'script'), found?.run ?? 'exit 99');
  await writeFile(join(folder, 'calls'), '');
  const env = {
    PATH: [folder, dirname(process.execPath), process.env.PATH].join(delimiter),
    GITHUB_REPOSITORY: 'plangate/plangate',
    GITHUB_SHA: 'a'.repeat(40),
    ...environment,
  };
  const result = await run('bash', ['-e', 'script'], { cwd: folder, env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  );
  const calls = (await readFile(join(folder, 'calls'), 'utf8')).split('\n');
  return { ...result, changes: calls.filter(call => call.includes('--method')) };
}

describe('a release', () => {
  it('has one version everywhere', async () => {
    const lock = JSON.parse(await read('package-lock.json')) as {
      version: string;
      packages: Record<string, { version: string }>;
    };
    expect([lock.version, lock.packages['']?.version]).toEqual([version, version]);
    expect(await read('.github/CHANGELOG.md')).toMatch(
      new RegExp(`^## ${version.replaceAll('.', '\\.')}\\b`, 'm'),
    );
    const major = `v${version.split('.')[0]}`;
    const uses = [...(await read('README.md')).matchAll(/plangate\/plangate@(v\S+)/g)].map(([, tag]) => tag);
    expect(uses.length).toBeGreaterThan(0);
    expect(new Set(uses)).toEqual(new Set([major]));
  });

  it('is one of the version in package.json', async () => {
    expect(await step('The tag is the version', { GITHUB_REF_NAME: 'v1.2.10' })).toMatchObject({ code: 0 });
    for (const tag of ['v1.2.1', '1.2.10', 'v1.2.10-rc.1']) {
      const refused = await step('The tag is the version', { GITHUB_REF_NAME: tag });
      expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining(`The tag is ${tag} and`) });
    }
  });

  it('moves the tag of its major version', async () => {
    const moved = await step('The major tag moves', {
      GITHUB_REF_NAME: 'v1.2.10',
      MAJOR_TAG: 'refs/tags/v1',
    });
    expect(moved).toMatchObject({ code: 0, stdout: '' });
    expect(moved.changes).toEqual([
      `api --method PATCH repos/plangate/plangate/git/refs/tags/v1 -f sha=${'a'.repeat(40)} -F force=true --silent`,
    ]);
  });

  it('makes that tag when it is the first of its major version', async () => {
    const made = await step('The major tag moves', { GITHUB_REF_NAME: 'v1.2.10', MAJOR_TAG: '' });
    expect(made.changes).toEqual([
      `api --method POST repos/plangate/plangate/git/refs -f ref=refs/tags/v1 -f sha=${'a'.repeat(40)} --silent`,
    ]);
  });

  it('leaves it when a newer one is there', async () => {
    const older = await step('The major tag moves', { GITHUB_REF_NAME: 'v1.2.9', MAJOR_TAG: 'refs/tags/v1' });
    expect(older).toMatchObject({ code: 0, changes: [] });
    expect(older.stdout).toBe('refs/tags/v1.2.10 is newer than v1.2.9: v1 stays.\n');
  });
});
