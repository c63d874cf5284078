import { matchFiles } from '../config/index.ts';
import type { Tree } from '../workspace/index.ts';
import { printable, queryError } from './query-error.ts';
import { readQueryFile } from './query-file.ts';
import type { RegisteredQuery } from './types.ts';

/**
 * The registered queries of one side, by file and by place in it. `patterns` are those of `Sources.queries`.
 * Throws a PlangateError (query) for what is wrong in a file, and for a name that is given twice.
 */
export async function readQueries(
  tree: Tree,
  patterns: readonly string[],
): Promise<readonly RegisteredQuery[]> {
  const known = new Map<string, RegisteredQuery>();
  const files = new Set(matchFiles(tree.files, patterns));
  for (const file of tree.files) {
    if (!files.has(file)) continue;
    const text = await tree.read(file);
    for (const query of await readQueryFile(file, text.replace(/^\ufeff/, ''))) {
      const before = known.get(query.name);
      if (before !== undefined)
        throw queryError(
          file,
          query.line,
          `the name "${query.name}" is given in ${printable(before.file)}:${before.line} already.`,
          'Give each query a name of its own, with a line such as -- name: latest-deployments.',
        );
      known.set(query.name, query);
    }
  }
  return [...known.values()];
}
