import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from './child-environment.ts';
import type { Installation } from './installation.ts';
import { linesOfLog, startupError } from './server-log.ts';
import type { Workplace } from './workplace.ts';

/** A postmaster that takes connections. */
export interface Postmaster {
  readonly process: ChildProcess;
  readonly port: number;
  readonly data: string;
  readonly log: string;
}

export interface Launch {
  readonly installation: Installation;
  readonly workplace: Workplace;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** All settings, see settings.ts. */
  readonly settings: Readonly<Record<string, string>>;
  /** The user's own among them, to tell their mistakes from ours. */
  readonly userSettings: Readonly<Record<string, string>>;
}

export const dataFolder = (workplace: Workplace) => join(workplace.folder, 'data');
export const logFile = (workplace: Workplace) => join(workplace.folder, 'server.log');

/** Longer than crash recovery takes; a server that needs more is not coming. */
const patience = 60_000;

/** Below the ports that systems give to outgoing connections (32768 on Linux, 49152 on macOS). */
const ports = [20_000, 32_767] as const;

/** Starts the server on the data directory of the workplace. `port` null: a free one is found by trying. */
export async function launch(request: Launch, port: number | null): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await start(request, port ?? randomInt(...ports));
    if (!('log' in outcome)) {
      if (outcome.problem === 'port' && attempt < 20) {
        if (port !== null) await sleep(50);
        continue;
      }
      throw startupError(outcome.lines, request.userSettings);
    }
    return outcome;
  }
}

interface Failure {
  readonly problem: 'port' | 'other';
  readonly lines: readonly string[];
}

async function start(request: Launch, port: number): Promise<Postmaster | Failure> {
  const { installation, workplace, environment, settings } = request;
  const data = dataFolder(workplace);
  const path = logFile(workplace);
  const all: Record<string, string> = {
    ...settings,
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: `"${workplace.socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
  };
  const log = await open(path, 'a', 0o600);
  const { size } = await log.stat();
  const { account } = workplace;
  const child = spawn(
    join(installation.bin, 'postgres'),
    ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      cwd: workplace.folder,
      env: childEnvironment(environment, workplace.folder),
      stdio: ['ignore', log.fd, log.fd],
      // Ctrl-C in a terminal goes to plangate, which then stops the server in order.
      detached: true,
      ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
    },
  );
  workplace.own(child);
  const failed = new Promise<Error | 'exit'>(resolve => {
    child.once('error', resolve);
    child.once('exit', () => resolve('exit'));
  });
  await log.close();
  const deadline = performance.now() + patience;
  let ended: Error | 'exit' | null = null;
  while (ended === null && performance.now() < deadline) {
    if (await isReady(data, child.pid, port)) return { process: child, port, data, log: path };
    ended = await Promise.race([failed, sleep(4, null)]);
  }
  if (ended === null) await workplace.end('SIGQUIT');
  const lines = await linesOfLog(path, size);
  if (ended instanceof Error) lines.push(ended.message);
  const taken = lines.some(line => line.includes('could not create any TCP/IP sockets'));
  return { problem: taken ? 'port' : 'other', lines };
}

/**
 * Whether the server says that it takes connections, and is the one that was started: process, port and state are
 * lines 1, 4 and 8 of postmaster.pid (src/include/utils/pidfile.h).
 */
async function isReady(data: string, pid: number | undefined, port: number): Promise<boolean> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  return lines[0] === String(pid) && lines[3] === String(port) && lines[7]?.trim() === 'ready';
}
