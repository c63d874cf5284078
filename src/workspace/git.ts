import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { PlangateError } from '../errors.ts';

export interface GitRun {
  /** 128 when git was ended by a signal. */
  readonly code: number;
  readonly stdout: Buffer;
  /** In English, because every child gets LC_ALL=C. */
  readonly stderr: string;
}

export interface GitOptions {
  readonly cwd: string;
  /** All that the child gets. */
  readonly environment: Readonly<Record<string, string>>;
  /** All of stdin, or a stream of it as long as git is to run. */
  readonly input?: string | Buffer | Readable | undefined;
  /** Gets stdout as it comes; the run's own is then empty. */
  readonly hear?: ((chunk: Buffer) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Runs git without a shell. An exit code is an answer, not an exception; a missing git is a PlangateError. */
export async function git(args: readonly string[], options: GitOptions): Promise<GitRun> {
  options.signal?.throwIfAborted();
  const child = spawn('git', args, {
    cwd: options.cwd,
    env: options.environment,
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own, so that what git has started (such as git-remote-https) ends with it.
    detached: true,
  });
  const stop = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It ended by itself.
    }
  };
  options.signal?.addEventListener('abort', stop);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', options.hear ?? ((chunk: Buffer) => stdout.push(chunk)));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A git that ends before it has read everything is told by its exit code.
  child.stdin.on('error', () => {});
  if (options.input instanceof Readable) options.input.pipe(child.stdin);
  else child.stdin.end(options.input ?? '');
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', error => reject(startError(error)));
      child.on('close', exit => resolve(exit ?? 128));
    });
    options.signal?.throwIfAborted();
    return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') };
  } finally {
    options.signal?.removeEventListener('abort', stop);
  }
}

function startError(error: Error): Error {
  if (!('code' in error) || error.code !== 'ENOENT') return error;
  return new PlangateError({
    kind: 'repository',
    place: 'git',
    problem: 'No git was found on the PATH.',
    remedy: 'Install git 2.32 or newer.',
    cause: error,
  });
}
