import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { serverAccount } from '../../src/postgres/account.ts';
import { embedded } from '../../src/postgres/engines/embedded.ts';
import type { Engine } from '../../src/postgres/engines/engine.ts';
import { local } from '../../src/postgres/engines/local.ts';
import { type ServerRequest, startServer } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { have } from '../support/have.ts';
import { inTurn, type Ratio } from './ratio.ts';

const run = promisify(execFile);
const request: ServerRequest = {
  engine: 'local',
  version: null,
  locale: 'C.UTF-8',
  settings: {},
  environment: process.env,
};

/**
 * Boot of the engines local and embedded to the first SELECT, against `initdb --no-sync` and `pg_ctl start` of the same
 * programs typed by hand with default settings, in turn.
 */
export async function benchBoot(): Promise<readonly Ratio[]> {
  let port = 54_000;
  const ratios: Ratio[] = [];
  for (const engine of [local, embedded]) {
    const ours = () => bootOurs({ ...request, engine: engine.name });
    const medians = await inTurn(5, ours, () => bootByHand(engine, port++));
    ratios.push({
      name: `boot of the engine ${engine.name}`,
      against: 'initdb --no-sync and pg_ctl start',
      ...medians,
      limit: 1.2,
    });
  }
  return ratios;
}

/**
 * Boot of the docker engine to the first SELECT, against `docker run` typed by hand with the same image, data in memory,
 * default settings and a loop of attempts to connect. Nothing without Docker.
 */
export async function benchContainer(): Promise<readonly Ratio[]> {
  const remedy = 'test/docker/postgres-image makes it, and the engine';
  if (!have(`the image ${image} in a Docker engine`, await hasImage(), remedy)) return [];
  const ours = () => bootOurs({ ...request, engine: 'docker', image });
  const medians = await inTurn(7, ours, bootContainerByHand);
  return [
    { name: 'boot of the engine docker', against: 'docker run and connecting', ...medians, limit: 1.2 },
  ];
}

const image = process.env.PLANGATE_TEST_IMAGE ?? 'postgres:15';

function hasImage(): Promise<boolean> {
  return run('docker', ['image', 'inspect', image]).then(
    () => true,
    () => false,
  );
}

async function bootContainerByHand(): Promise<number> {
  const began = performance.now();
  const { stdout: id } = await run('docker', [
    ...['run', '-d', '-p', '127.0.0.1:0:5432', '--tmpfs', '/data:mode=1777', '-e', 'PGDATA=/data/data'],
    ...['-e', 'POSTGRES_PASSWORD=secret', '-e', 'POSTGRES_INITDB_ARGS=--no-sync', image],
  ]);
  const { stdout: published } = await run('docker', ['port', id.trim(), '5432']);
  const port = Number(published.trim().split(':').at(-1));
  while (!(await connects(port))) await sleep(10);
  const took = performance.now() - began;
  await run('docker', ['rm', '-f', '-v', id.trim()]);
  return took;
}

/** A server that listens already but is not up yet refuses too. */
async function connects(port: number): Promise<boolean> {
  const client = new Client({ ...byHand, port, password: 'secret', host: '127.0.0.1' });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    await client.end();
    return true;
  } catch {
    return false;
  }
}

const byHand = { user: 'postgres', database: 'postgres', ssl: false } as const;

async function bootOurs(request: ServerRequest): Promise<number> {
  const began = performance.now();
  const server = await startServer(request, silent);
  {
    await using session = await server.database('postgres').connect();
    await session.query('select 1');
  }
  const took = performance.now() - began;
  await server[Symbol.asyncDispose]();
  return took;
}

async function bootByHand(engine: Engine, port: number): Promise<number> {
  const account = await serverAccount();
  const [installation] = (await engine.find(request, account)).installations;
  if (installation === undefined) throw new Error(`this benchmark needs the engine ${engine.name}`);
  const folder = await mkdtemp(join(tmpdir(), 'boot-'));
  if (account !== null) await chown(folder, account.uid, account.gid);
  const options = {
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  };
  const program = (name: string) => join(installation.bin, name);
  const data = join(folder, 'data');
  const began = performance.now();
  await run(
    program('initdb'),
    ['--no-sync', '-U', 'postgres', '-A', 'trust', '--locale=C.UTF-8', '-D', data],
    options,
  );
  await run(
    program('pg_ctl'),
    [
      'start',
      '-w',
      '-D',
      data,
      '-l',
      join(folder, 'log'),
      '-o',
      `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`,
    ],
    options,
  );
  const client = new Client({ ...byHand, host: folder, port });
  await client.connect();
  await client.query('select 1');
  const took = performance.now() - began;
  await client.end();
  await run(program('pg_ctl'), ['stop', '-m', 'immediate', '-D', data], options);
  await rm(folder, { recursive: true });
  return took;
}
