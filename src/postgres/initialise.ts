import { spawn } from 'node:child_process';
import { chown, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlangateError } from '../errors.ts';
import { childEnvironment } from './child-environment.ts';
import type { Installation } from './installation.ts';
import { dataFolder } from './launch.ts';
import type { Workplace } from './workplace.ts';

export interface Initialisation {
  readonly installation: Installation;
  readonly workplace: Workplace;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly locale: string;
  readonly password: string;
}

/** Creates the data directory with superuser `postgres`. Gives the locale that was taken. */
export async function initialise(request: Initialisation): Promise<string> {
  const { locale } = request;
  const first = await initdb(request, locale);
  if (first.code === 0) return locale;
  const unknown = /invalid locale (name|settings)/.test(first.output);
  if (unknown && /^C\.utf-?8$/i.test(locale)) {
    // Older systems and macOS do not have it; C sorts the same and differs only beyond ASCII in upper() and lower().
    await rm(dataFolder(request.workplace), { recursive: true, force: true });
    const second = await initdb(request, 'C');
    if (second.code === 0) return 'C';
    throw failed(second.output);
  }
  if (!unknown) throw failed(first.output);
  throw new PlangateError({
    kind: 'configuration',
    place: 'postgres.locale',
    problem: `"${locale}" is not a locale of this machine.`,
    remedy: '`locale -a` lists those it has; C.UTF-8 and C work everywhere.',
    details: first.output,
  });
}

function failed(output: string): PlangateError {
  return new PlangateError({
    kind: 'server',
    place: 'PostgreSQL',
    problem: 'initdb could not create a data directory.',
    remedy: 'Its own message says why.',
    details: output.split('\n').slice(-20).join('\n'),
  });
}

async function initdb(
  request: Initialisation,
  locale: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const { installation, workplace, password } = request;
  const { account, folder } = workplace;
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== null) await chown(passwordFile, account.uid, account.gid);
  const child = spawn(
    join(installation.bin, 'initdb'),
    [
      '--pgdata',
      dataFolder(workplace),
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--no-sync',
      '--no-instructions',
      // From 18 on they are the default, and setting a hint bit then writes WAL.
      ...(installation.major >= 18 ? ['--no-data-checksums'] : []),
    ],
    {
      cwd: folder,
      env: childEnvironment(request.environment, folder),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
    },
  );
  workplace.own(child);
  let output = '';
  child.stdout.on('data', () => {});
  child.stderr.on('data', chunk => {
    output += chunk;
  });
  const code = await new Promise<number | null>(resolve => {
    child.once('error', error => {
      output += error.message;
      resolve(null);
    });
    child.once('close', resolve);
  });
  await rm(passwordFile, { force: true });
  return { code, output };
}
