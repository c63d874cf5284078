import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { PlangateError } from '../errors.ts';
import { userEnvironment } from './environment.ts';
import { type GitRun, git } from './git.ts';
import { lookUp, parseSettings, type Setting } from './settings.ts';
import type { WorkspaceRequest } from './types.ts';

/** The repository that plangate was pointed at. It is only ever read. */
export interface UserRepository {
  /** The top level of the working tree; of a bare repository, the repository itself. */
  readonly folder: string;
  readonly isBare: boolean;
  /** `.git`, or where a worktree's or submodule's `.git` file points. Holds HEAD and the index. */
  readonly gitDirectory: string;
  /** Holds the objects, the shallow file and info/. The same as `gitDirectory` unless this is a linked worktree. */
  readonly commonDirectory: string;
  /** The effective configuration, in git's order. */
  readonly settings: readonly Setting[];
  /** The remote to fetch from: origin, else the first one. */
  readonly remote: { readonly name: string; readonly url: string } | null;
  /** For commands that read refs. */
  run(args: readonly string[]): Promise<GitRun>;
}

/** Finds the repository that `request.directory` lies in, as git would, whoever owns it. */
export async function findUserRepository(request: WorkspaceRequest): Promise<UserRepository> {
  const start = await existingFolder(request.directory);
  const found = await discover(start);
  if (!found) {
    throw new PlangateError({
      kind: 'repository',
      place: start,
      problem: 'There is no git repository in this folder or above it.',
      remedy: 'Run plangate inside a git repository, or name one with --repo.',
    });
  }
  const { gitDirectory } = found;
  const commonDirectory = await followCommonDirectory(gitDirectory);
  const options = {
    cwd: found.container,
    environment: userEnvironment(request.environment, gitDirectory),
    signal: request.signal,
  };
  const run = (args: readonly string[]) => git(args, options);
  const [version, list] = await Promise.all([run(['version']), run(['config', '--list', '-z'])]);
  checkVersion(version.stdout.toString('utf8').trim());
  if (list.code !== 0) {
    throw new PlangateError({
      kind: 'repository',
      place: found.container,
      problem: 'git cannot read the configuration of this repository.',
      remedy: 'Make `git config --list` work in this folder first.',
      details: list.stderr,
    });
  }
  const settings = parseSettings(list.stdout.toString('utf8'));
  // Both are about the main working tree and mean nothing in a linked one.
  const isLinked = commonDirectory !== gitDirectory;
  const elsewhere = isLinked ? null : lookUp(settings, 'core.worktree');
  const hasNoTree = found.container === gitDirectory && elsewhere === null;
  const isBare = !isLinked && (hasNoTree || lookUp(settings, 'core.bare') === 'true');
  const folder =
    elsewhere === null || isBare ? found.container : await realpath(resolve(gitDirectory, elsewhere));
  return { folder, isBare, gitDirectory, commonDirectory, settings, remote: pickRemote(settings), run };
}

interface Discovered {
  readonly gitDirectory: string;
  /** The folder with `.git` in it, or the bare repository itself. */
  readonly container: string;
}

async function discover(start: string): Promise<Discovered | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    const gitDirectory = await readDotGit(join(folder, '.git'));
    if (gitDirectory !== null) return { gitDirectory, container: folder };
    if (await isGitDirectory(folder)) {
      return { gitDirectory: folder, container: basename(folder) === '.git' ? dirname(folder) : folder };
    }
    if (dirname(folder) === folder) return null;
  }
}

async function readDotGit(path: string): Promise<string | null> {
  const entry = await stat(path).catch(() => null);
  let target = path;
  if (entry?.isFile()) {
    const link = /^gitdir: (.*?)\n*$/s.exec(await readFile(path, 'utf8'));
    if (!link) return null;
    target = resolve(dirname(path), link[1] ?? '');
  }
  return (await isGitDirectory(target)) ? await realpath(target) : null;
}

/** The test of git's is_git_directory: HEAD, objects and refs, the last two perhaps in the common directory. */
async function isGitDirectory(path: string): Promise<boolean> {
  // HEAD may be a symbolic link to a branch that has no commit yet.
  if (!(await lstat(join(path, 'HEAD')).catch(() => null))) return false;
  const common = await followCommonDirectory(path);
  const folders = await Promise.all(
    ['objects', 'refs'].map(name => stat(join(common, name)).catch(() => null)),
  );
  return folders.every(folder => folder?.isDirectory());
}

async function followCommonDirectory(gitDirectory: string): Promise<string> {
  const text = await readFile(join(gitDirectory, 'commondir'), 'utf8').catch(() => null);
  return text === null ? gitDirectory : resolve(gitDirectory, text.replace(/\n$/, ''));
}

async function existingFolder(path: string): Promise<string> {
  const folder = await realpath(path).catch(() => null);
  if (folder !== null && (await stat(folder)).isDirectory()) return folder;
  throw new PlangateError({
    kind: 'repository',
    place: path,
    problem: folder === null ? 'This folder does not exist.' : 'This is a file, not a folder.',
    remedy: 'Name a folder inside a git repository.',
  });
}

/** GIT_CONFIG_COUNT came with 2.31, GIT_CONFIG_GLOBAL with 2.32: without them tokens would have to be written to disk. */
function checkVersion(text: string): void {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  if (major === undefined || Number(major) * 1000 + Number(minor) >= 2032) return;
  throw new PlangateError({
    kind: 'repository',
    place: 'git',
    problem: `This is ${text}, which is too old.`,
    remedy: 'Install git 2.32 or newer.',
  });
}

function pickRemote(settings: readonly Setting[]): { name: string; url: string } | null {
  const remotes = new Map<string, string>();
  for (const [key, url] of settings) {
    const name = /^remote\.(.*)\.url$/s.exec(key)?.[1];
    // With several URLs git fetches from the first one.
    if (name !== undefined && !remotes.has(name)) remotes.set(name, url);
  }
  const [first] = remotes.keys();
  const name = remotes.has('origin') ? 'origin' : first;
  const url = name === undefined ? undefined : remotes.get(name);
  return name === undefined || url === undefined ? null : { name, url };
}
