import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chown, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderPrefix, markOwner } from './abandoned.ts';
import { type Account, mayEnter } from './account.ts';

/** Bytes that the address of a unix socket may have on every supported system (104 with the final zero on macOS). */
const longestSocketPath = 103;

/** The temporary folder of one server and the processes that run in it. Disposing ends them and deletes it. */
export interface Workplace extends AsyncDisposable {
  /** Absolute, mode 700, owned by the server's account. */
  readonly folder: string;
  /** Where the unix socket is; within `folder` unless its path would be too long. */
  readonly socketFolder: string;
  readonly account: Account | null;
  /** Registers a process to be ended with the workplace. */
  own(child: ChildProcess): void;
  /** Ends what is running and waits for it; the folder stays. `SIGINT` stops a server cleanly, `SIGQUIT` at once. */
  end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void>;
}

/** ms until a process that was asked to end is killed: a clean stop writes what is in memory to disk first. */
const patience = { SIGINT: 60_000, SIGQUIT: 10_000 };

interface OpenWorkplace {
  readonly processes: Set<ChildProcess>;
  readonly folders: readonly string[];
  dispose(): Promise<void>;
}

const open = new Set<OpenWorkplace>();
let watching = false;

export async function openWorkplace(account: Account | null): Promise<Workplace> {
  if (!watching) {
    watching = true;
    process.once('exit', killAllServers);
  }
  const temporary = await realpath(tmpdir());
  const shared = await realpath('/tmp');
  const folder = await ownFolder((await mayEnter(account, temporary)) ? temporary : shared, account);
  const fits = Buffer.byteLength(join(folder, '.s.PGSQL.65535')) <= longestSocketPath;
  const socketFolder = fits ? folder : await ownFolder(shared, account);
  const folders = [...new Set([folder, socketFolder])];
  const processes = new Set<ChildProcess>();
  const end = async (signal: keyof typeof patience) => {
    await Promise.all([...processes].map(child => ended(child, signal)));
  };
  let disposal: Promise<void> | undefined;
  const dispose = () => {
    disposal ??= (async () => {
      await end('SIGQUIT');
      for (const each of folders) await rm(each, { recursive: true, force: true, maxRetries: 10 });
      open.delete(entry);
    })();
    return disposal;
  };
  const entry: OpenWorkplace = { processes, folders, dispose };
  open.add(entry);
  return {
    folder,
    socketFolder,
    account,
    own(child) {
      processes.add(child);
      child.once('exit', () => processes.delete(child));
    },
    end,
    [Symbol.asyncDispose]: dispose,
  };
}

async function ownFolder(parent: string, account: Account | null): Promise<string> {
  const folder = await mkdtemp(join(parent, folderPrefix));
  await markOwner(folder);
  if (account !== null) await chown(folder, account.uid, account.gid);
  return folder;
}

/** Sends `signal`, and SIGKILL when it is of no use; resolves when the process is gone. */
function ended(child: ChildProcess, signal: keyof typeof patience): Promise<void> {
  return new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve();
    const killer = setTimeout(() => child.kill('SIGKILL'), patience[signal]);
    child.once('exit', () => {
      clearTimeout(killer);
      resolve();
    });
    child.kill(signal);
  });
}

/** Stops every server that plangate started and deletes their folders. For handlers of SIGINT and SIGTERM. */
export async function stopAllServers(): Promise<void> {
  await Promise.allSettled([...open].map(entry => entry.dispose()));
}

/** The last resort when the process exits: the same without waiting for anything. */
export function killAllServers(): void {
  for (const { processes, folders } of open) {
    for (const child of processes) child.kill('SIGQUIT');
    for (const folder of folders) {
      try {
        // Retries while the dying server still removes files of its own.
        rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
      } catch {
        // The next run finds it by its owner's mark.
      }
    }
  }
  open.clear();
}
