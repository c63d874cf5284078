import { execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { serverAccount } from '../../src/postgres/account.ts';
import type { Server } from '../../src/postgres/index.ts';

/** Settings of a server that takes standbys. */
export const primarySettings = { wal_level: 'replica', max_wal_senders: '5', full_page_writes: 'on' };

export interface Standby extends AsyncDisposable {
  readonly port: number;
  /** Waits until everything that the primary has written is applied. */
  catchUp(): Promise<void>;
}

const randomPort = () => randomInt(20_000, 32_767);

/** Starts a streaming standby of `primary`, which runs Debian's programs in `bin`. */
export async function startStandby(primary: Server, bin: string, wish = randomPort()): Promise<Standby> {
  const account = await serverAccount();
  const owner = account === null ? {} : { uid: account.uid, gid: account.gid };
  const folder = await mkdtemp(join(tmpdir(), 'plangate-test-standby-'));
  if (account !== null) await chown(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const environment = { PATH: process.env.PATH ?? '', ...primary.database('postgres').environment };
  const options = { env: environment, cwd: folder, ...owner };
  await promisify(execFile)(
    join(bin, 'pg_basebackup'),
    ['-D', data, '-R', '-X', 'stream', '-c', 'fast', '--no-sync'],
    options,
  );
  const start = async (port: number) => {
    const settings = [
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      'max_connections=60',
      'shared_buffers=32MB',
      'fsync=off',
    ];
    const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap(each => ['-c', each])], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let log = '';
    child.stderr?.on('data', chunk => {
      log += chunk;
    });
    for (let waited = 0; waited < 30_000 && child.exitCode === null; waited += 50) {
      const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
      if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return { child, port };
      await sleep(50);
    }
    child.kill('SIGQUIT');
    throw new Error(`the standby did not start:\n${log}`);
  };
  // The port may be somebody's; another one is then nobody's.
  const { child, port } = await start(wish).catch(() => start(randomPort()));
  return {
    port,
    async catchUp() {
      await using session = await primary.database('postgres').connect();
      for (let waited = 0; waited < 30_000; waited += 50) {
        const [row] = await session.query(
          'select count(*) as n from pg_stat_replication where replay_lsn >= pg_current_wal_lsn()',
        );
        if (row?.n === 1) return;
        await sleep(50);
      }
      throw new Error('the standby does not catch up');
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) {
        child.kill('SIGINT');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
