import { createServer, isIP } from 'node:net';
import type { Daemon } from './ask-daemon.ts';

/** Where a container's port is published, and how plangate gets there. */
export interface Address {
  /** On the daemon's machine: an address of it; '' is every address. */
  readonly publish: string;
  readonly connect: string;
  /** What the user should know of it, a sentence; null when only this machine gets there. */
  readonly warning: string | null;
}

const loopback: Address = { publish: '127.0.0.1', connect: '127.0.0.1', warning: null };

/**
 * `host` is where testcontainers reaches the daemon's machine: `localhost`, in a container the gateway of its network,
 * for a daemon elsewhere its name. Where that is this machine itself (also in a container, with a daemon of its own
 * inside), the port is open to nobody else.
 */
export async function addressOf(host: string, { uri }: Daemon): Promise<Address> {
  if (host === 'localhost' || /^127\.|^::1$/.test(host) || (await isOwn(host))) return loopback;
  if (uri.startsWith('unix:')) {
    return {
      publish: host,
      connect: host,
      warning: `plangate runs in a container: the server listens on ${host}, where other containers of this machine reach it too.`,
    };
  }
  return {
    publish: '',
    connect: host,
    warning: `The Docker daemon is on another machine: the server listens on every address of ${host}, behind a random password.`,
  };
}

/** Whether an address is one of this machine's: os.networkInterfaces() leaves out a bridge that has no container yet. */
function isOwn(host: string): Promise<boolean> {
  if (isIP(host) === 0) return Promise.resolve(false);
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(0, host, () => server.close(() => resolve(true)));
  });
}
