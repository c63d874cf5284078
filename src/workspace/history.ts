import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PrivateRepository } from './private-repository.ts';
import type { Remote } from './remote.ts';

/** The commits of both the user's repository and its remote: what a shallow clone lacks is fetched when it is needed. */
export interface History {
  /** Makes sure that `commit`, a full hash, is here with its files. `name` is what people call it. */
  need(commit: string, name: string): Promise<void>;
  /** The parents that the commit itself names, whether they are here or not. */
  parents(commit: string): Promise<string[]>;
  /**
   * The first parent of `commit` when it is the merge of `other` into it, such as GitHub keeps in refs/pull/7/merge;
   * null when it is not.
   */
  mergedInto(commit: string, other: string): Promise<string | null>;
  /** What `commit` followed by `~` and `^` steps leads to, or null when history ends before. */
  follow(commit: string, steps: string): Promise<string | null>;
  /** The best common ancestor, or null when there is none. */
  mergeBase(one: string, other: string): Promise<string | null>;
  /**
   * The newest of `wanted` among the ancestors of `commit`, or null. A shallow clone is deepened by thousands of commits,
   * but never to the whole history.
   */
  newestBefore(commit: string, wanted: ReadonlySet<string>): Promise<string | null>;
}

/** Each step asks for more: a merge base is mostly near, and whole histories are large. */
const depths = [['--deepen=50'], ['--deepen=500'], ['--deepen=5000'], ['--unshallow']];

export function openHistory(repository: PrivateRepository, remote: Remote): History {
  const isHere = async (commit: string) =>
    (await repository.run(['cat-file', '-e', `${commit}^{commit}`])).code === 0;

  /** Commits whose parents a shallow clone left out. */
  const cuts = async (): Promise<Set<string>> => {
    const text = await readFile(join(repository.folder, 'shallow'), 'utf8').catch(() => '');
    return new Set(text.split('\n').filter(line => line !== ''));
  };

  /** The cut commits among the ancestors of `tips` that are no ancestors of `known`. */
  const cutsAbove = async (tips: readonly string[], known: string | null): Promise<string[]> => {
    const cut = await cuts();
    if (cut.size === 0) return [];
    const except = known === null ? [] : [`^${known}`];
    const list = await repository.output(['rev-list', '--stdin'], {
      input: [...tips, ...except, ''].join('\n'),
    });
    return list
      .toString('utf8')
      .split('\n')
      .filter(commit => cut.has(commit));
  };

  /** Asks `find` again and again with more history until it is sure. */
  const search = async (
    find: () => Promise<string | null>,
    open: (found: string | null) => Promise<string[]>,
    what: string,
    steps = depths,
  ) => {
    for (const depth of steps) {
      const found = await find();
      const cut = await open(found);
      if (cut.length === 0) return found;
      await remote.fetch(cut, depth, what);
    }
    return await find();
  };

  const parents = async (commit: string) => {
    const text = (await repository.output(['cat-file', 'commit', commit])).toString('utf8');
    const [header = ''] = text.split('\n\n', 1);
    return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent);
  };

  return {
    need: async (commit, name) => {
      if (await isHere(commit)) return;
      await remote.fetch(
        [commit],
        (await cuts()).size > 0 ? ['--depth=1'] : [],
        `${name} (${commit.slice(0, 7)})`,
      );
    },
    parents,
    mergedInto: async (commit, other) => {
      const [first, second, ...others] = await parents(commit);
      return second === other && others.length === 0 ? (first ?? null) : null;
    },
    follow: async (commit, steps) => {
      const find = async () => {
        const run = await repository.run(['rev-parse', '--verify', '--quiet', `${commit}${steps}^{commit}`]);
        return run.code === 0 ? run.stdout.toString('utf8').trim() : null;
      };
      const open = async (found: string | null) => (found === null ? await cutsAbove([commit], null) : []);
      return await search(find, open, `the history of ${commit.slice(0, 7)}`);
    },
    mergeBase: async (one, other) => {
      const find = async () => {
        const run = await repository.run(['merge-base', one, other]);
        return run.code === 0 ? run.stdout.toString('utf8').trim() : null;
      };
      // A better one may hide behind a cut above the one that was found.
      const open = (found: string | null) => cutsAbove([one, other], found);
      return await search(find, open, `the history of ${one.slice(0, 7)} and ${other.slice(0, 7)}`);
    },
    newestBefore: async (commit, wanted) => {
      const find = async () => {
        const list = await repository.output(['rev-list', '--date-order', '--stdin'], {
          input: `${commit}\n`,
        });
        const ancestors = list.toString('utf8').split('\n').slice(1);
        return ancestors.find(each => wanted.has(each)) ?? null;
      };
      // A newer one may hide behind a cut.
      const open = (found: string | null) => cutsAbove([commit], found);
      return await search(find, open, `the history of ${commit.slice(0, 7)}`, depths.slice(0, -1));
    },
  };
}
