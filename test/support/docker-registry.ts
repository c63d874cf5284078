import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Debian's docker-registry, on a port of this machine, which Docker talks to without TLS. */
export const program = '/usr/bin/docker-registry';

export interface Registry extends AsyncDisposable {
  /** `127.0.0.1:5001` */
  readonly host: string;
  /** For `docker login` and a config.json: base64 of name and password. */
  readonly auth: string;
}

/** bcrypt of `pull-secret`. */
const hash = '$2b$04$uDRdoAmqLzzMDVpGSI1mMuDs5YSkV2EPCDnx4rkLd.68iwdkb/XBa';

/** Starts a registry that wants a password for everything. */
export async function startRegistry(): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-test-'));
  const host = `127.0.0.1:${await freePort()}`;
  await writeFile(join(folder, 'htpasswd'), `puller:${hash}\n`);
  await writeFile(
    join(folder, 'config.yml'),
    JSON.stringify({
      version: 0.1,
      log: { level: 'error' },
      storage: { filesystem: { rootdirectory: join(folder, 'data') } },
      http: { addr: host },
      auth: { htpasswd: { realm: 'test', path: join(folder, 'htpasswd') } },
    }),
  );
  const child = spawn(program, ['serve', join(folder, 'config.yml')], { stdio: 'ignore' });
  for (let i = 0; i < 200; i++) {
    const answered = await fetch(`http://${host}/v2/`).catch(() => null);
    if (answered?.status === 401) break;
    await sleep(50);
  }
  return {
    host,
    auth: Buffer.from('puller:pull-secret').toString('base64'),
    async [Symbol.asyncDispose]() {
      const ended = new Promise(resolve => child.once('close', resolve));
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
