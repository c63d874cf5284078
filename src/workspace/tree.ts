import { mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { PlangateError } from '../errors.ts';
import type { PrivateRepository } from './private-repository.ts';
import type { Side, Tree } from './types.ts';

/**
 * Makes files appear byte for byte as the repository holds them: no line endings converted, no keyword expanded,
 * no filter run, whatever a pull request writes into its .gitattributes.
 */
export async function writeRawAttributes(repository: PrivateRepository): Promise<void> {
  const attributes = '* -text !eol -ident !filter !working-tree-encoding\n';
  await writeFile(join(repository.folder, 'info/attributes'), attributes);
}

export interface TreeSource {
  readonly side: Side;
  readonly ref: string;
  readonly sha: string | null;
  /** The commit or tree to write out. */
  readonly treeish: string;
  /** Does not exist yet. */
  readonly folder: string;
}

export async function writeTree(repository: PrivateRepository, source: TreeSource): Promise<Tree> {
  const { side, ref, sha, treeish, folder } = source;
  await mkdir(folder);
  const environment = { GIT_WORK_TREE: folder, GIT_INDEX_FILE: join(repository.folder, `${side}.index`) };
  const [list] = await Promise.all([
    repository.output(['ls-tree', '-r', '-z', '--full-tree', treeish]),
    repository.output(['read-tree', '--reset', '-u', treeish], { cwd: folder, environment }),
  ]);
  const hashes = await regularFiles(folder, list);
  const files = [...hashes.keys()].sort();
  return {
    side,
    ref,
    sha,
    folder,
    files,
    read: path => read(side, folder, path),
    hash: path => hashes.get(path) ?? null,
  };
}

/** Git's blob id per path. A symbolic link to a regular file within `folder` has the file's. */
async function regularFiles(folder: string, list: Buffer): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  const links: string[] = [];
  for (const entry of splitAtZero(list)) {
    const [, mode = '', hash = '', name = ''] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
    if (mode === '100644' || mode === '100755') hashes.set(name, hash);
    if (mode === '120000') links.push(name);
  }
  for (const link of links) {
    const target = await realpath(join(folder, link)).catch(() => null);
    const hash = target === null ? undefined : hashes.get(relative(folder, target).split(sep).join('/'));
    if (hash !== undefined) hashes.set(link, hash);
  }
  return hashes;
}

/** A name that is not UTF-8 cannot be written as a string, and nothing can ask for it. */
function* splitAtZero(list: Buffer): Generator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (let start = 0; start < list.length; ) {
    const end = list.indexOf(0, start);
    try {
      yield decoder.decode(list.subarray(start, end));
    } catch {}
    start = end + 1;
  }
}

async function read(side: Side, folder: string, path: string): Promise<string> {
  const fail = (problem: string, remedy: string) =>
    new PlangateError({ kind: 'repository', place: `${path} (${side})`, problem, remedy });
  const file = await realpath(resolve(folder, path)).catch(() => null);
  if (file === null) throw fail('There is no such file.', 'Check the name, upper and lower case included.');
  const inside = relative(folder, file);
  if (isAbsolute(path) || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw fail('This leads outside the repository.', 'Put the file itself into the repository.');
  }
  if (!(await stat(file)).isFile()) throw fail('This is no regular file.', 'Name a file.');
  const bytes = await readFile(file);
  if (bytes.subarray(0, pointer.length).equals(pointer)) {
    throw fail(
      'This is a pointer to a file in Git LFS, not the file itself.',
      'Commit the file without LFS; plangate reads what the repository holds.',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fail('This is not UTF-8.', 'Save the file as UTF-8.');
  }
}

const pointer = Buffer.from('version https://git-lfs.github.com/spec/v1\n');
