import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { type EngineName, type Server, startServer } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { inTurn, type Ratio } from './ratio.ts';

const run = promisify(execFile);

/** MB; less where the disk has no room for four of them. The line printed says how many there were. */
const wanted = 1024;

/**
 * Cloning a database of 1 GB, with all that CREATE DATABASE leaves behind, against `createdb -T` in the quickest way that
 * the server has: file copies, and on 18 the file system's own (shared blocks where it can, else a copy in the kernel).
 */
export async function benchClone(): Promise<readonly Ratio[]> {
  return [await cloneOn('local', null, []), await cloneOn('embedded', 18, ['-c file_copy_method=clone'])];
}

async function cloneOn(
  engine: EngineName,
  version: number | null,
  options: readonly string[],
): Promise<Ratio> {
  await using server = await startServer(
    { engine, version, locale: 'C.UTF-8', settings: {}, environment: process.env },
    silent,
  );
  const megabytes = await fill(server);
  const source = server.database('source');
  const ours = () =>
    timed(async () => {
      await server.cloneDatabase(source, 'clone');
    }, server);
  const strategy = server.version.major >= 15 ? ['--strategy=file_copy'] : [];
  const byHand = () =>
    timed(async () => {
      await run('createdb', ['-T', 'source', ...strategy, 'clone'], {
        env: {
          PATH: process.env.PATH,
          ...source.environment,
          PGDATABASE: 'postgres',
          PGOPTIONS: options.join(' '),
        },
      });
    }, server);
  const how = [...strategy, ...options.map(option => option.replace('-c ', ''))].join(' ');
  return {
    name: `clone of ${megabytes} MB, ${engine} ${server.version.major}`,
    against: `createdb -T ${how}`,
    limit: 1.2,
    ...(await inTurn(5, ours, byHand)),
  };
}

/** Drops the clone, and lets what it wrote reach the disk before the next one is timed. */
async function timed(clone: () => Promise<void>, server: Server): Promise<number> {
  const began = performance.now();
  await clone();
  const took = performance.now() - began;
  await server.dropDatabase(server.database('clone'));
  await run('sync');
  return took;
}

/** Makes the database to clone, and gives its size in MB. */
async function fill(server: Server): Promise<number> {
  const { bavail, bsize } = await statfs(tmpdir());
  const megabytes = Math.min(wanted, Math.floor((bavail * bsize) / 2 ** 20 / 4));
  const source = await server.createDatabase('source');
  await using session = await source.connect();
  // Two rows of 3,200 bytes fill a block of 8 kB.
  await session.execute(`create table filling (i int, text text);
    alter table filling alter text set storage plain;
    insert into filling select i, repeat(md5(i::text), 100) from generate_series(1, ${megabytes * 256}) i`);
  await session.execute('vacuum (freeze, analyze) filling');
  await session.execute('checkpoint');
  const [row] = await session.query<{ size: number }>(
    'select (pg_database_size(current_database()) / 1024 / 1024)::int as size',
  );
  return row?.size ?? 0;
}
