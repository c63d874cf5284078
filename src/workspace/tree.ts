import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlangateError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import type { Blobs } from './blobs.ts';
import { type Found, readListing } from './listing.ts';
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

/** All that a side holds, which never changes any more. */
export interface Snapshot {
  /** What `parseLines` reads. */
  readonly lines: Buffer;
  /** The commit or tree to write out. */
  treeish(): Promise<string>;
}

export async function snapshotCommit(repository: PrivateRepository, sha: string): Promise<Snapshot> {
  const lines = await repository.output(['ls-tree', '-r', '-z', '--full-tree', sha]);
  return { lines, treeish: async () => sha };
}

export interface TreeSource {
  readonly side: Side;
  readonly ref: string;
  readonly sha: string | null;
  readonly snapshot: Snapshot;
  /** Where to write it out. Does not exist yet. */
  readonly folder: string;
}

export async function openTree(
  repository: PrivateRepository,
  blobs: Blobs,
  source: TreeSource,
  progress: Progress,
): Promise<Tree> {
  const { side, ref, sha, snapshot } = source;
  const { files, find } = await readListing(snapshot.lines, blobs);
  let written: Promise<string> | null = null;
  return {
    side,
    ref,
    sha,
    files: [...files.keys()].sort(),
    read: path => read(blobs, side, path, find(path)),
    hash: path => files.get(path) ?? null,
    writeOut: () => {
      written ??= writeOut(repository, source, files.size, progress);
      return written;
    },
  };
}

async function writeOut(
  repository: PrivateRepository,
  { side, folder, snapshot }: TreeSource,
  count: number,
  progress: Progress,
): Promise<string> {
  const step = progress.step(`Writing out ${side}`);
  try {
    await mkdir(folder);
    const environment = { GIT_WORK_TREE: folder, GIT_INDEX_FILE: join(repository.folder, `${side}.index`) };
    await repository.output(['read-tree', '--reset', '-u', await snapshot.treeish()], {
      cwd: folder,
      environment,
    });
    step.done(`${count} files`);
    return folder;
  } catch (error) {
    step.done('failed');
    throw error;
  }
}

async function read(blobs: Blobs, side: Side, path: string, found: Found): Promise<string> {
  const fail = (problem: string, remedy: string) =>
    new PlangateError({ kind: 'repository', place: `${path} (${side})`, problem, remedy });
  if (found.kind === 'nothing') {
    throw fail('There is no such file.', 'Check the name, upper and lower case included.');
  }
  if (found.kind === 'outside') {
    throw fail('This leads outside the repository.', 'Put the file itself into the repository.');
  }
  if (found.kind === 'folder') throw fail('This is no regular file.', 'Name a file.');
  const bytes = await blobs.read(found.id);
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
