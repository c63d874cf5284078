import { readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Every temporary folder of a run starts like this, so that a later run finds what a killed one left. */
export const folderPrefix = 'plangate-';

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
 * Whether the run that made `folder` is over, so that its folder may be deleted: it bears a mark of this user's on this
 * machine, and its process has gone. Folders without a mark are nobody's to delete.
 */
export async function isAbandoned(folder: string): Promise<boolean> {
  // The mark is written by plangate itself, so its owner is the user who ran it, whoever owns the folder.
  const mark = join(folder, ownerFile);
  const found = await stat(mark).catch(() => null);
  if (found === null || found.uid !== process.getuid?.()) return false;
  const owner: Owner = JSON.parse(await readFile(mark, 'utf8'));
  return owner.machine === (await machine()) && !(await lives(owner));
}

async function lives(owner: Owner): Promise<boolean> {
  if (!exists(owner.pid)) return false;
  return owner.started === null || owner.started === (await startOf(owner.pid));
}

/** Whether a process of that number runs, whoever's it is. */
export function exists(pid: number): boolean {
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
