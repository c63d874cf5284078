import { PlangateError } from '../../src/errors.ts';
import type { Tree } from '../../src/workspace/index.ts';

/** A tree of files that were never written to a disk. */
export function memoryTree(files: Readonly<Record<string, string>>, side: Tree['side'] = 'head'): Tree {
  return {
    side,
    ref: side === 'head' ? 'working tree' : 'main',
    sha: null,
    files: Object.keys(files).sort(),
    async read(path) {
      const text = files[path];
      if (text !== undefined) return text;
      throw new PlangateError({
        kind: 'repository',
        place: path,
        problem: 'there is no such file.',
        remedy: '',
      });
    },
    hash: path => files[path] ?? null,
    writeOut: async () => '/nowhere',
  };
}

/** The message of the PlangateError that `promise` rejects with; anything else fails the test. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('value' in outcome)
    throw new Error(`nothing was refused: ${JSON.stringify(outcome.value).slice(0, 1000)}`);
  if (!(outcome.error instanceof PlangateError)) throw outcome.error;
  return `${outcome.error.message}\n`;
}
