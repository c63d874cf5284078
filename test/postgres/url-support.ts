import { execFile } from 'node:child_process';
import { accessSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { PlangateError } from '../../src/errors.ts';
import { type FoundDatabase, reachServer, type Server, type UrlRequest } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { have } from '../support/have.ts';
import { testServer } from '../support/postgres.ts';

/** Debian's programs, some of which (pg_dumpall, pg_basebackup) no other way of having PostgreSQL brings. */
export const bin = '/usr/lib/postgresql/15/bin';

export const havePrograms = () => {
  let found = true;
  try {
    accessSync(`${bin}/pg_dumpall`);
  } catch {
    found = false;
  }
  return have('PostgreSQL 15 with its client programs', found, 'apt-get install postgresql-15');
};

/** The server of somebody: settings and roles are theirs. */
export const theirServer = (settings: Readonly<Record<string, string>> = {}) =>
  testServer(15, { engine: 'local', settings: { jit: 'on', synchronize_seqscans: 'on', ...settings } });

export const request = (url: string, changes: Partial<UrlRequest> = {}): UrlRequest => ({
  url,
  place: '--database-url',
  isReadOnly: false,
  version: null,
  locale: 'C.UTF-8',
  settings: {},
  environment: {},
  ...changes,
});

export async function reachOwn(url: string, changes: Partial<UrlRequest> = {}): Promise<Server> {
  const reached = await reachServer(request(url, changes), silent);
  if ('createDatabase' in reached) return reached;
  await reached[Symbol.asyncDispose]();
  throw new Error(`read only: ${reached.why}`);
}

export async function reachFound(url: string, changes: Partial<UrlRequest> = {}): Promise<FoundDatabase> {
  const reached = await reachServer(request(url, changes), silent);
  if (!('createDatabase' in reached)) return reached;
  await reached[Symbol.asyncDispose]();
  throw new Error('it is a server');
}

/** Where a server listens: the TCP address that external commands get. */
export function addressOf(server: Server): { readonly port: number; readonly password: string } {
  const { PGPORT = '', PGPASSWORD = '' } = server.database('postgres').environment;
  return { port: Number(PGPORT), password: PGPASSWORD };
}

/** Everything in a server, roles and their settings too, as text. */
export async function dumpOf(server: Server): Promise<string> {
  const { environment } = server.database('postgres');
  const options = { env: { PATH: process.env.PATH, ...environment }, maxBuffer: 2 ** 28 };
  const { stdout } = await promisify(execFile)(`${bin}/pg_dumpall`, ['--restrict-key=same'], options);
  expect(stdout).toContain('PostgreSQL database cluster dump complete');
  return stdout;
}

/** The error of a URL that leads nowhere. */
export async function reachError(url: string, changes: Partial<UrlRequest> = {}): Promise<PlangateError> {
  const error: unknown = await reachServer(request(url, changes), silent).then(
    reached => reached[Symbol.asyncDispose](),
    error => error,
  );
  if (!(error instanceof PlangateError)) throw error ?? new Error('it was reached');
  return error;
}
