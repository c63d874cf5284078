import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { accessSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from '../../src/postgres/account.ts';
import { have } from './have.ts';

const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find(path => {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
});

export const havePgbouncer = () =>
  have('PgBouncer', program !== undefined, 'apt-get install --no-install-recommends pgbouncer');

export interface Pooler extends AsyncDisposable {
  readonly port: number;
}

export interface Behind {
  readonly host: string;
  readonly port: number;
  readonly users: Readonly<Record<string, string>>;
}

const randomPort = () => randomInt(20_000, 32_767);

/** Starts a PgBouncer in transaction mode in front of a server, with one backend for each database and user. */
export async function startPgbouncer(behind: Behind, wish = randomPort()): Promise<Pooler> {
  // The port may be somebody's; another one is then nobody's.
  return await start(behind, wish).catch(() => start(behind, randomPort()));
}

async function start(behind: Behind, port: number): Promise<Pooler> {
  if (program === undefined) throw new Error('there is no PgBouncer');
  const account = await serverAccount();
  const folder = await mkdtemp(join(tmpdir(), 'plangate-test-pgbouncer-'));
  const users = join(folder, 'users.txt');
  const configuration = join(folder, 'pgbouncer.ini');
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  await writeFile(
    users,
    Object.entries(behind.users)
      .map(([user, password]) => `${quote(user)} ${quote(password)}\n`)
      .join(''),
  );
  await writeFile(
    configuration,
    `[databases]
* = host=${behind.host} port=${behind.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = 1
`,
  );
  if (account !== null) {
    for (const path of [folder, users, configuration]) await chown(path, account.uid, account.gid);
  }
  // It refuses to run as root.
  const child = spawn(program, [configuration], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  });
  let log = '';
  child.stderr.on('data', chunk => {
    log += chunk;
  });
  // Whether it is PgBouncer that answers: it ends when the port is somebody else's.
  for (let waited = 0; waited < 200 || !(await answers(port)); waited += 50) {
    if (child.exitCode !== null || waited > 10_000) throw new Error(`PgBouncer did not start:\n${log}`);
    await sleep(50);
  }
  return {
    port,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) {
        child.kill('SIGINT');
        await Promise.race([once(child, 'exit'), sleep(3000)]);
        if (child.exitCode === null) child.kill('SIGKILL');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
