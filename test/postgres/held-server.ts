import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** A server that another process holds, see hold-server.ts. */
export interface Held {
  readonly process: ChildProcess;
  /** The temporary folder with the data directory in it. */
  readonly folder: string;
  /** Process numbers of the postmaster and of one backend. */
  readonly postmaster: number;
  readonly backend: number;
  readonly answer: number;
  /** What `env` prints in the server, line by line, sorted. */
  readonly environment: readonly string[];
  readonly origin: string;
  /** Resolves to the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
}

export interface Holding {
  readonly request?: object;
  readonly environment?: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
}

/** Starts the process and waits until its server answers. Throws with its stderr when it ends before. */
export async function holdServer(holding: Holding = {}): Promise<Held> {
  const { process: child, ended, errors } = spawnHolder(holding);
  if (child.stdout === null) throw new Error('stdout is a pipe');
  for await (const line of createInterface({ input: child.stdout })) {
    const { data, ...told } = JSON.parse(line);
    const folder = dirname(data);
    return { process: child, folder, ended, ...told };
  }
  throw new Error(`the process ended with ${await ended}: ${await errors}`);
}

/** Starts the process and waits for nothing. */
export function spawnHolder({ request = {}, environment = {}, ...user }: Holding = {}) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'hold-server.ts'), JSON.stringify(request)],
    {
      cwd: '/',
      env: { PATH: process.env.PATH, DOCKER_HOST: 'unix:///nowhere/docker.sock', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...user,
    },
  );
  const ended = new Promise<number | string>(resolve => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? ''));
  });
  return { process: child, ended, errors: text(child.stderr) };
}

/** Process number of the postmaster in the temporary folder of a server, 0 when there is none (any more). */
export function postmasterIn(folder: string): number {
  const file = join(folder, 'data', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
}

/** Whether the process does anything yet; one that ended and whose parent never asked does not count. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/stat`;
  return !existsSync(status) || !/\) [ZX] /.test(readFileSync(status, 'utf8'));
}
