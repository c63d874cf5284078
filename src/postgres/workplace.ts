import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { chown, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderPrefix, markOwner } from '../temporary-folder.ts';
import { type Account, mayEnter } from './account.ts';
import { type Leftover, register } from './leftovers.ts';

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

/** A new folder where the account may work: in the system's temporary folder, else in /tmp. */
export async function openWorkplace(account: Account | null): Promise<Workplace> {
  const shared = await realpath('/tmp');
  const temporary = await realpath(tmpdir());
  const workplace = new OwnWorkplace(
    (await mayEnter(account, temporary)) ? temporary : shared,
    shared,
    account,
  );
  try {
    for (const folder of workplace.folders) {
      await markOwner(folder);
      if (account !== null) await chown(folder, account.uid, account.gid);
    }
    return workplace;
  } catch (error) {
    await workplace[Symbol.asyncDispose]();
    throw error;
  }
}

class OwnWorkplace implements Workplace, Leftover {
  readonly folder: string;
  readonly socketFolder: string;
  readonly account: Account | null;
  readonly processes = new Set<ChildProcess>();
  readonly #registration: Disposable;
  #disposal: Promise<void> | null = null;

  /** Synchronous, so that no signal comes between the making of a folder and its registration. */
  constructor(parent: string, shortParent: string, account: Account | null) {
    this.account = account;
    this.folder = mkdtempSync(join(parent, `${folderPrefix}pg-`));
    const fits = Buffer.byteLength(join(this.folder, '.s.PGSQL.65535')) <= longestSocketPath;
    this.socketFolder = fits ? this.folder : mkdtempSync(join(shortParent, `${folderPrefix}pg-`));
    this.#registration = register(this);
  }

  get folders(): readonly string[] {
    return [...new Set([this.folder, this.socketFolder])];
  }

  own(child: ChildProcess): void {
    this.processes.add(child);
    child.once('exit', () => this.processes.delete(child));
    if (this.#disposal !== null) child.kill('SIGKILL');
  }

  async end(signal: keyof typeof patience): Promise<void> {
    await Promise.all([...this.processes].map(child => ended(child, signal)));
  }

  kill(): void {
    for (const child of this.processes) child.kill('SIGQUIT');
    for (const folder of this.folders) removeNow(folder);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#disposal ??= this.#dispose();
    return this.#disposal;
  }

  async #dispose(): Promise<void> {
    try {
      await this.end('SIGQUIT');
      for (const folder of this.folders) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    } finally {
      this.#registration[Symbol.dispose]();
    }
  }
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

/** A dying server still removes files of its own, and what is being removed by two cannot be by one in a single go. */
function removeNow(folder: string): void {
  for (let attempt = 0; attempt < 100 && existsSync(folder); attempt++) {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
