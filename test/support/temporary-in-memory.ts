import { existsSync, statfsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism, freemem } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
const prefix = 'plangate-tests-';

/** Bytes that the servers of one worker may need at once, with all that is in them. */
const perWorker = 2 * 1024 ** 3;

/**
 * Runs before the tests: TMPDIR is a folder in memory where the system has one that is large enough and may hold
 * programs. Servers are made and deleted here by the hundred, and ext4 searches long for the place of a new file where
 * many were deleted within the last minute: half of a run was that. A TMPDIR that is set already is left alone.
 */
export default async function setup(): Promise<undefined | (() => Promise<void>)> {
  if (process.env.TMPDIR !== undefined || !(await isFit())) return undefined;
  await sweep();
  const folder = join(memory, `${prefix}${process.pid}`);
  await mkdir(folder);
  // As /tmp: servers run as other users.
  await chmod(folder, 0o1777);
  process.env.TMPDIR = folder;
  return () => rm(folder, { recursive: true, force: true });
}

async function isFit(): Promise<boolean> {
  const mounts = await readFile('/proc/self/mounts', 'utf8').catch(() => '');
  const options = new RegExp(`^\\S+ ${memory} tmpfs (\\S+)`, 'm').exec(mounts)?.[1]?.split(',') ?? ['noexec'];
  if (options.includes('noexec') || options.includes('ro')) return false;
  const { bavail, bsize } = statfsSync(memory);
  return Math.min(bavail * bsize, freemem()) > perWorker * Math.max(3, availableParallelism());
}

/** What a run left that was killed. */
async function sweep(): Promise<void> {
  for (const name of await readdir(memory)) {
    const isAbandoned = name.startsWith(prefix) && !existsSync(`/proc/${name.slice(prefix.length)}`);
    if (isAbandoned) await rm(join(memory, name), { recursive: true, force: true });
  }
}
