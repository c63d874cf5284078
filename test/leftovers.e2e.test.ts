import { execFileSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CommandResult, cli, plangate } from './support/command.ts';
import { makeRepository, type TestRepository } from './support/git.ts';

const files = {
  'plangate.yml': 'samples: 5\n',
  'db/migrations/1.sql': 'CREATE TABLE t AS SELECT generate_series(1, 1000) AS id;\n',
  'db/queries/slow.sql': 'SELECT pg_sleep(20);\n',
};
const harmless = { 'db/queries/slow.sql': 'SELECT count(*) FROM t;\n' };

/** A repository and an empty folder for temporary files, which must be empty again afterwards. */
async function prepare(): Promise<{ repository: TestRepository; temporary: string }> {
  const repository = await makeRepository();
  await repository.commit('base', files);
  const temporary = join(repository.temporary, 'leftovers');
  await mkdir(temporary);
  // Where the server's own user may enter, or as root it would take /tmp instead.
  await chmod(repository.temporary, 0o755);
  return { repository, temporary };
}

/** Command lines of all processes that mention `folder`. */
function processesIn(folder: string): string[] {
  const all = execFileSync('ps', ['-A', '-ww', '-o', 'args='], { encoding: 'utf8' }).split('\n');
  return all.filter(line => line.includes(folder) && !line.startsWith('ps '));
}

async function eventually(check: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt++) {
    if (await check()) return true;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return false;
}

/** Runs a check that is killed while it measures a slow query. */
async function killed(repository: TestRepository, temporary: string): Promise<CommandResult> {
  let sent = false;
  return plangate(['check'], {
    cwd: repository.folder,
    env: { ...repository.environment, TMPDIR: temporary },
    onStderr(text, kill) {
      if (sent || !text.includes('Measuring')) return;
      sent = true;
      kill('SIGKILL');
    },
  });
}

/** Other ends of a run, and its heir in the next one, are those of every engine: test/conformance. */
describe('plangate leaves nothing behind', () => {
  it('after SIGKILL, once the post step of the Action has cleaned up behind it', async () => {
    const { repository, temporary } = await prepare();
    await using _ = repository;
    expect((await killed(repository, temporary)).code).toBeNull();
    expect(await readdir(temporary)).toHaveLength(2);
    const post = await plangate([], {
      cwd: repository.folder,
      env: { ...repository.environment, TMPDIR: temporary },
      script: join(dirname(cli), 'post.js'),
    });
    expect(post).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await eventually(async () => processesIn(temporary).length === 0)).toBe(true);
    expect(await readdir(temporary)).toEqual([]);
  });

  it.runIf(process.getuid?.() === 0)('as an ordinary user, from a dist/ of its own', async () => {
    const { repository, temporary } = await prepare();
    await using _ = repository;
    await repository.commit('quick', harmless);
    const alone = join(repository.temporary, 'dist');
    await cp(dirname(cli), alone, { recursive: true });
    execFileSync('chown', ['-R', '65534:65534', repository.temporary]);
    await chown(repository.temporary, 65534, 65534);
    const result = await plangate(['check', '--quiet'], {
      cwd: repository.folder,
      env: { ...repository.environment, TMPDIR: temporary },
      script: join(alone, 'cli.js'),
      uid: 65534,
    });
    expect(result.code, result.stdout + result.stderr).toBe(0);
    expect(await readdir(temporary)).toEqual([]);
  });
});
