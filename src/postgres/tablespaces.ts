import { readdir, readlink, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type CopyTreeOptions, copyTree } from './copy-tree.ts';

/**
 * Gives a copied data directory tablespaces of its own, in `folder`: the copied symbolic links still point to those of
 * the original, and two servers in one folder would destroy each other's files.
 * https://www.postgresql.org/docs/current/storage-file-layout.html
 */
export async function separateTablespaces(
  data: string,
  folder: string,
  options: CopyTreeOptions,
): Promise<void> {
  const links = join(data, 'pg_tblspc');
  for (const entry of await readdir(links, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const link = join(links, entry.name);
    const copy = join(folder, `tablespace-${entry.name}`);
    await copyTree(await readlink(link), copy, options);
    await rm(link);
    await symlink(copy, link);
  }
}
