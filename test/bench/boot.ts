import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { serverAccount } from '../../src/postgres/account.ts';
import { local } from '../../src/postgres/engines/local.ts';
import { type ServerRequest, startServer } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
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
 * Boot of the local engine to the first SELECT, against `initdb --no-sync` and `pg_ctl start` typed by hand with
 * default settings, in turn.
 */
export async function benchBoot(): Promise<Ratio> {
  let port = 54_000;
  const medians = await inTurn(5, bootOurs, () => bootByHand(port++));
  return {
    name: 'boot of the local engine',
    against: 'initdb --no-sync and pg_ctl start',
    ...medians,
    limit: 1.2,
  };
}

async function bootOurs(): Promise<number> {
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

async function bootByHand(port: number): Promise<number> {
  const account = await serverAccount();
  const [installation] = (await local.find(request, account)).installations;
  if (installation === undefined) throw new Error('this benchmark needs a local PostgreSQL');
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
  const client = new Client({ host: folder, port, user: 'postgres', database: 'postgres', ssl: false });
  await client.connect();
  await client.query('select 1');
  const took = performance.now() - began;
  await client.end();
  await run(program('pg_ctl'), ['stop', '-m', 'immediate', '-D', data], options);
  await rm(folder, { recursive: true });
  return took;
}
