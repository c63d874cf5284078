import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { EngineName } from './types.ts';

/** The majors that plangate supports. */
export const supportedMajors: readonly number[] = [18, 17, 16, 15, 14];

/** PostgreSQL's programs on this machine. */
export interface Installation {
  readonly engine: EngineName;
  /** Folder with `initdb` and `postgres`. */
  readonly bin: string;
  readonly major: number;
  /** `15.18` */
  readonly version: string;
  /** What to copy to where the server's account can enter, or null when it can run the programs where they are. */
  readonly unreachable: string | null;
}

/** Why a folder that looks like an installation is none. */
export interface Refusal {
  readonly bin: string;
  readonly reason: string;
}

/**
 * Asks `bin/postgres` for its version, as the account that shall run it.
 * `root` is the folder that holds all the installation needs, in case it must be copied.
 */
export async function inspect(
  engine: EngineName,
  bin: string,
  root: string,
  account: Account | null,
): Promise<Installation | Refusal> {
  let answer = await ask(bin, account);
  let unreachable: string | null = null;
  if (answer.code === 'EACCES' && account !== null) {
    unreachable = root;
    answer = await ask(bin, null);
  }
  const version = /\(PostgreSQL\) (\d+)\S*/.exec(answer.text);
  if (version === null) return { bin, reason: whyNot(answer) };
  const major = Number(version[1]);
  const text = version[0].slice('(PostgreSQL) '.length);
  if (!supportedMajors.includes(major)) {
    return { bin, reason: `PostgreSQL ${text} is not supported` };
  }
  return { engine, bin, major, version: text, unreachable };
}

interface Answer {
  readonly text: string;
  readonly code: string | null;
}

function ask(bin: string, account: Account | null): Promise<Answer> {
  return new Promise(resolve => {
    const child = spawn(join(bin, 'postgres'), ['--version'], {
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
    });
    let text = '';
    child.stdout.on('data', chunk => (text += chunk));
    child.stderr.on('data', chunk => (text += chunk));
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ text: '', code: error.code ?? error.message }),
    );
    child.once('close', () => resolve({ text, code: null }));
  });
}

function whyNot(answer: Answer): string {
  if (answer.code === 'ENOENT')
    return 'built for another C library than this system has (musl instead of glibc?)';
  return `does not run: ${answer.code ?? (answer.text.trim().split('\n')[0] || 'it says no version')}`;
}
