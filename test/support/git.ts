import { execFile } from 'node:child_process';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A real git repository in a temporary folder of its own. Disposing deletes the folder and all that was made beside it. */
export interface TestRepository extends AsyncDisposable {
  /** The checkout, or the bare repository. */
  readonly folder: string;
  /** Deleted with the repository: a place for what a test needs beside it. */
  readonly temporary: string;
  /** What plangate and git get: PATH, an empty HOME and a TMPDIR of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs git in the repository and gives its stdout, trimmed. */
  git(...args: string[]): Promise<string>;
  /** Writes files, text by path, into the working tree. null deletes. */
  write(files: Readonly<Record<string, string | Buffer | null>>): Promise<void>;
  /** Writes `files`, commits all there is, and gives the commit's hash. */
  commit(message: string, files?: Readonly<Record<string, string | Buffer | null>>): Promise<string>;
  /** Merges `branch` into the branch that is checked out, always with a merge commit. */
  merge(branch: string): Promise<string>;
  /**
   * A bare clone with `branch`, else `main`, as its default branch. It becomes `origin` of this repository, with a
   * URL that begins with file://.
   */
  publish(branch?: string): Promise<TestRepository>;
  /** A clone of this repository, such as `clone('--depth=1')`. */
  clone(...options: string[]): Promise<TestRepository>;
  /**
   * What actions/checkout leaves behind: nothing but `ref`, detached, in a shallow clone of `url`
   * (that of this repository when none is given).
   */
  checkOut(ref: string, url?: string): Promise<TestRepository>;
}

/** An empty repository on branch `main`. */
export async function makeRepository(): Promise<TestRepository> {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), 'plangate-test-')));
  await mkdir(join(temporary, 'home'));
  await mkdir(join(temporary, 'tmp'));
  const repository = at(join(temporary, 'work'), temporary);
  await mkdir(repository.folder);
  await repository.git('init', '--quiet', '--initial-branch=main');
  return repository;
}

function at(folder: string, temporary: string): TestRepository {
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: join(temporary, 'home'),
    TMPDIR: join(temporary, 'tmp'),
    GIT_CONFIG_NOSYSTEM: '1',
  };
  // Fixed, so that hashes are the same in every run.
  const person = (role: string) => ({
    [`GIT_${role}_NAME`]: 'Ada',
    [`GIT_${role}_EMAIL`]: 'ada@example.org',
    [`GIT_${role}_DATE`]: '2026-01-01T00:00:00Z',
  });
  const everything = { ...environment, ...person('AUTHOR'), ...person('COMMITTER'), LC_ALL: 'C' };
  const git = async (...args: string[]) => {
    const { stdout } = await run('git', args, { cwd: folder, env: everything, maxBuffer: 1e9 });
    return stdout.trim();
  };
  const write: TestRepository['write'] = async files => {
    for (const [path, content] of Object.entries(files)) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      if (content === null) await rm(file);
      else await writeFile(file, content);
    }
  };
  const beside = (name: string) => mkdtemp(join(temporary, `${name}-`));
  return {
    folder,
    temporary,
    environment,
    git,
    write,
    commit: async (message, files = {}) => {
      await write(files);
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty', `--message=${message}`);
      return await git('rev-parse', 'HEAD');
    },
    merge: async branch => {
      await git('merge', '--quiet', '--no-ff', '--no-edit', branch);
      return await git('rev-parse', 'HEAD');
    },
    publish: async (branch = 'main') => {
      const origin = await beside('origin');
      await git('clone', '--quiet', '--bare', folder, origin);
      await run('git', ['symbolic-ref', 'HEAD', `refs/heads/${branch}`], { cwd: origin, env: everything });
      await git('remote', 'add', 'origin', `file://${origin}`);
      await git('fetch', '--quiet', 'origin');
      await git('remote', 'set-head', 'origin', '--auto');
      return at(origin, temporary);
    },
    clone: async (...options) => {
      const clone = await beside('clone');
      await git('clone', '--quiet', ...options, `file://${folder}`, clone);
      return at(clone, temporary);
    },
    checkOut: async (ref, url = `file://${folder}`) => {
      const checkout = at(await beside('checkout'), temporary);
      await checkout.git('init', '--quiet', '--initial-branch=main');
      await checkout.git('remote', 'add', 'origin', url);
      const target = ref.replace(/^refs\/(?:heads\/)?/, 'refs/remotes/');
      const options = ['--quiet', '--no-tags', '--depth=1'];
      await checkout.git('fetch', ...options, `file://${folder}`, `+${ref}:${target}`);
      await checkout.git('checkout', '--quiet', '--detach', target);
      return checkout;
    },
    [Symbol.asyncDispose]: () => rm(temporary, { recursive: true, force: true }),
  };
}

/**
 * Everything below `folder`, `.git` included: kind, mode, time of the last change and content per path. Equal before
 * and after means that nothing was written, created, deleted or written back.
 */
export async function fingerprint(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const visit = async (path: string): Promise<void> => {
    const file = join(folder, path);
    const { mode, mtimeMs, ...entry } = await lstat(file);
    const facts = `${mode.toString(8)} ${mtimeMs}`;
    if ((mode & 0o170000) === 0o120000) found[path] = `${facts} ${await readlink(file)}`;
    else if ((mode & 0o170000) === 0o040000) {
      found[path] = facts;
      for (const name of await readdir(file)) await visit(join(path, name));
    } else found[path] = `${facts} ${entry.size} ${(await readFile(file)).toString('base64')}`;
  };
  await visit('.');
  return found;
}
