import { lstat, readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/**
 * npm packages hold no symbolic links. `pg-symlinks.json` of an embedded package lists them, as paths from the
 * package's folder, for its install script to make.
 */
interface Link {
  readonly source: string;
  readonly target: string;
}

/** Whether links between libraries are missing in the folder `native` of an embedded package. */
export async function lacksLinks(native: string): Promise<boolean> {
  for (const { target } of await readLinks(native)) {
    const there = await lstat(join(native, target)).catch(() => null);
    if (there === null) return true;
  }
  return false;
}

/** Makes the links that are missing. Does nothing in a folder that lists none. */
export async function linkLibraries(native: string): Promise<void> {
  for (const { source, target } of await readLinks(native)) {
    await symlink(relative(dirname(target), source), join(native, target)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
}

/** The links with paths relative to `native` itself. */
async function readLinks(native: string): Promise<Link[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return (JSON.parse(text) as Link[]).map(({ source, target }) => ({
    source: relative('native', source),
    target: relative('native', target),
  }));
}
