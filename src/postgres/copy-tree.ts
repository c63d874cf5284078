import { constants } from 'node:fs';
import { chmod, copyFile, lchown, link, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './account.ts';

export interface CopyTreeOptions {
  /** Who shall own the copy; null leaves it to plangate's own user. */
  readonly account: Account | null;
  /** Make hard links of files that everyone may read: quick, and right only for files that nobody writes. */
  readonly link: boolean;
}

/** Copies a folder with modes and symbolic links as they are, sharing blocks where the file system can. */
export async function copyTree(source: string, target: string, options: CopyTreeOptions): Promise<void> {
  const { account } = options;
  const { mode } = await lstat(source);
  await mkdir(target, { mode: 0o700 });
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const from = join(source, entry.name);
    const to = join(target, entry.name);
    if (entry.isDirectory()) await copyTree(from, to, options);
    else if (entry.isSymbolicLink()) await symlink(await readlink(from), to);
    else if (entry.isFile()) {
      if (options.link && (await linked(from, to))) continue;
      await copyFile(from, to, constants.COPYFILE_FICLONE);
      if (account !== null) await lchown(to, account.uid, account.gid);
    }
  }
  await chmod(target, mode & 0o7777);
  if (account !== null) await lchown(target, account.uid, account.gid);
}

/** A hard link shares owner and mode with the original, so it serves only where everyone may read. */
async function linked(from: string, to: string): Promise<boolean> {
  if (((await lstat(from)).mode & 0o004) === 0) return false;
  return link(from, to).then(
    () => true,
    () => false,
  );
}
