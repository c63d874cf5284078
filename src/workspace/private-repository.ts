import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { PlangateError } from '../errors.ts';
import { privateEnvironment } from './environment.ts';
import { type GitRun, git } from './git.ts';
import { lookUp, type Setting, settingsEnvironment } from './settings.ts';
import type { WorkspaceRequest } from './types.ts';
import type { UserRepository } from './user-repository.ts';

/**
 * A bare repository in plangate's temporary folder that borrows the user's objects and keeps all that is new to itself.
 * Disposing ends every git that works in it and waits until it has ended; the folder stays.
 */
export interface PrivateRepository extends AsyncDisposable {
  readonly user: UserRepository;
  readonly folder: string;
  /** An object store that knows nothing of the user's. What is written there is seen by every command. */
  readonly ownObjects: string;
  run(args: readonly string[], options?: RunOptions): Promise<GitRun>;
  /** stdout of a command that has no reason to fail. */
  output(args: readonly string[], options?: RunOptions): Promise<Buffer>;
  /** Settings with which a remote is reached from now on, by lazy fetches of a partial clone too. */
  reachWith(transport: readonly Setting[]): void;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer | Readable;
  readonly hear?: (chunk: Buffer) => void;
  readonly settings?: readonly Setting[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether a partial clone is to say what it lacks instead of fetching it. */
  readonly isOffline?: boolean;
}

const weakest: readonly Setting[] = [
  // A server that says nothing for a minute is as good as gone.
  ['http.lowSpeedLimit', '1000'],
  ['http.lowSpeedTime', '60'],
];

const strongest: readonly Setting[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.compression', '0'],
  ['credential.interactive', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  // Unpacking sets the time of objects that the user has already.
  ['fetch.unpackLimit', '1'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['protocol.version', '2'],
  ['submodule.recurse', 'false'],
];

export async function createPrivateRepository(
  folder: string,
  user: UserRepository,
  request: WorkspaceRequest,
): Promise<PrivateRepository> {
  await mkdir(join(folder, 'objects/info'), { recursive: true });
  const ownObjects = join(folder, 'own');
  await mkdir(ownObjects);
  await mkdir(join(folder, 'refs'));
  await mkdir(join(folder, 'info'));
  const stores = [ownObjects, join(user.commonDirectory, 'objects')];
  await Promise.all([
    writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n'),
    writeFile(join(folder, 'config'), configuration(user.settings)),
    // git follows the alternates of an alternate by itself.
    writeFile(join(folder, 'objects/info/alternates'), `${stores.map(quotePath).join('\n')}\n`),
    copyIfThere(join(user.commonDirectory, 'shallow'), join(folder, 'shallow')),
  ]);
  const environment = privateEnvironment(request.environment);
  if (lookUp(user.settings, 'core.sshcommand') === null && environment.GIT_SSH === undefined) {
    // A question that nobody sees would hang the job.
    environment.GIT_SSH_COMMAND ??= 'ssh -o BatchMode=yes';
  }
  let transport: readonly Setting[] = [];
  const closing = new AbortController();
  const signals = request.signal ? [request.signal, closing.signal] : [closing.signal];
  const signal = AbortSignal.any(signals);
  const running = new Set<Promise<GitRun>>();
  const run = async (args: readonly string[], options: RunOptions = {}) => {
    const started = git(args, {
      cwd: options.cwd ?? user.folder,
      environment: {
        ...environment,
        GIT_DIR: folder,
        ...settingsEnvironment([
          ...weakest,
          // Among them is what makes it a partial clone.
          ...(options.isOffline ? [] : transport),
          ...(options.settings ?? []),
          ...strongest,
        ]),
        ...options.environment,
      },
      input: options.input,
      hear: options.hear,
      signal,
    });
    running.add(started);
    try {
      return await started;
    } finally {
      running.delete(started);
    }
  };
  return {
    user,
    folder,
    ownObjects,
    run,
    output: async (args, options) => {
      const { code, stdout, stderr } = await run(args, options);
      if (code === 0) return stdout;
      throw gitFailed(user, args[0] ?? '', stderr);
    },
    reachWith: settings => {
      transport = settings;
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort(new Error('The workspace was disposed.'));
      await Promise.allSettled(running);
    },
  };
}

/** For a command that has no reason to fail. */
export function gitFailed(user: UserRepository, command: string, details: string): PlangateError {
  return new PlangateError({
    kind: 'repository',
    place: user.folder,
    problem: `git ${command} failed.`,
    remedy: 'Check the repository with `git fsck`.',
    details,
  });
}

export async function copyIfThere(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

function configuration(settings: readonly Setting[]): string {
  const format = lookUp(settings, 'extensions.objectformat') ?? 'sha1';
  const lines = ['[core]', 'repositoryFormatVersion = 1', 'bare = true', '[extensions]'];
  return `${[...lines, `objectFormat = ${format}`].join('\n')}\n`;
}

/** One line of an alternates file, where a path that begins with a double quote is read like a string in C. */
function quotePath(path: string): string {
  return path.includes('\n') ? JSON.stringify(path) : path;
}
