import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { exists, folderPrefix, isAbandoned } from '../temporary-folder.ts';
import { removeMarkedContainer } from './docker/remove-container.ts';

/**
 * Stops servers, removes containers and deletes folders, the workspaces' too, of runs that were killed before they could clean up. Those of
 * living runs, of other users and folders without a mark are left alone. Never throws: it is nobody's errand but ours.
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
  if (!(await isAbandoned(folder))) return;
  const data = join(folder, 'data');
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (pid > 1 && (await isPostmaster(pid, data))) {
    process.kill(pid, 'SIGQUIT');
    for (let waited = 0; waited < 5000 && exists(pid); waited += 20) await sleep(20);
  }
  await killOrphans(data);
  await removeMarkedContainer(folder);
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
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
