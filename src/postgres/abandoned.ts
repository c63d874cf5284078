import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Every temporary folder starts like this, so that a later run finds what a killed one left. */
export const folderPrefix = 'plangate-pg-';

const ownerFile = 'owner.json';

interface Owner {
  /** Where the process numbers below mean something: containers may share a temporary folder. */
  readonly machine: string;
  readonly pid: number;
  /** What tells a process from a later one with the same number; null where the system does not say. */
  readonly started: string | null;
}

/** Writes down which process a folder belongs to. */
export async function markOwner(folder: string): Promise<void> {
  const owner: Owner = { machine: await machine(), pid: process.pid, started: await startOf(process.pid) };
  await writeFile(join(folder, ownerFile), JSON.stringify(owner), { mode: 0o600 });
}

/**
 * Stops servers and deletes folders of runs that were killed before they could clean up. Those of living runs, of
 * other users and folders without a mark are left alone. Never throws: it is nobody's errand but ours.
 */
export async function sweepAbandonedServers(): Promise<void> {
  const parents = new Set(
    await Promise.all([tmpdir(), '/tmp'].map(path => realpath(path).catch(() => path))),
  );
  for (const parent of parents) {
    for (const name of await readdir(parent).catch(() => [])) {
      if (name.startsWith(folderPrefix)) await sweep(join(parent, name)).catch(() => {});
    }
  }
}

async function sweep(folder: string): Promise<void> {
  // The mark is written by plangate itself, so its owner is the user who ran it, whoever owns the folder.
  const mark = join(folder, ownerFile);
  const { uid } = await stat(mark);
  if (uid !== process.getuid?.()) return;
  const owner: Owner = JSON.parse(await readFile(mark, 'utf8'));
  if (owner.machine !== (await machine()) || (await lives(owner))) return;
  const data = join(folder, 'data');
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (pid > 1 && (await isPostmaster(pid, data))) {
    process.kill(pid, 'SIGQUIT');
    for (let waited = 0; waited < 5000 && exists(pid); waited += 20) await sleep(20);
  }
  await killOrphans(data);
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}

async function lives(owner: Owner): Promise<boolean> {
  if (!exists(owner.pid)) return false;
  return owner.started === null || owner.started === (await startOf(owner.pid));
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function startOf(pid: number): Promise<string | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // Field 22 is the start time; the name in field 2 may hold spaces and ends with the last parenthesis.
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function machine(): Promise<string> {
  return `${hostname()} ${await readlink('/proc/self/ns/pid').catch(() => '')}`;
}

/** Proof that the number was not given to somebody else: a postmaster works in its data directory, and names it. */
async function isPostmaster(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'linux') return worksIn(pid, data);
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]);
  return stdout.includes(`-D ${data}`);
}

async function worksIn(pid: number, data: string): Promise<boolean> {
  return (await readlink(`/proc/${pid}/cwd`).catch(() => null)) === data;
}

/**
 * Kills backends that outlived their postmaster: a busy one notices only when its statement ends, which may be never.
 * Only Linux tells who works in a folder; elsewhere they are left to notice.
 */
export async function killOrphans(data: string): Promise<void> {
  for (const name of await readdir('/proc').catch(() => [])) {
    const pid = Number(name);
    if (!(pid > 1 && (await worksIn(pid, data)))) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in between.
    }
  }
}
