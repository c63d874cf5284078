import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Side, Tree } from '../../src/workspace/index.ts';

/** A tree in a temporary folder of its own. Disposing deletes it. */
export interface TestTree extends Tree, AsyncDisposable {
  /** Where it was written out to. */
  readonly folder: string;
}

/** Writes `files`, text by path, as one side of a pull request. What ends in `.sh` may be executed. */
export async function makeTree(side: Side, files: Readonly<Record<string, string>>): Promise<TestTree> {
  const folder = await mkdtemp(join(tmpdir(), 'plangate-tree-'));
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    if (path.endsWith('.sh')) await chmod(file, 0o755);
  }
  return {
    side,
    ref: side === 'base' ? 'main' : 'working tree',
    sha: null,
    folder,
    files: Object.keys(files).sort(),
    read: path => readFile(join(folder, path), 'utf8'),
    hash(path) {
      const text = files[path];
      return text === undefined ? null : createHash('sha1').update(text).digest('hex');
    },
    writeOut: async () => folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
