import { PlangateError } from '../errors.ts';
import type { Tree } from '../workspace/index.ts';
import { findMigrations, findSeeds } from './find-files.ts';
import type { SideInput } from './types.ts';

/** Files in the order they run, or a command. */
export type Step = { readonly files: readonly string[] } | { readonly command: string };

/** What one side runs. */
export interface SidePlan {
  readonly tree: Tree;
  readonly prepare: string | null;
  readonly migrations: Step;
  readonly seed: Step;
}

/** Finds a side's files. Head without a migration is an error; base may be older than the first one. */
export function planSide({ tree, sources }: SideInput): SidePlan {
  const { prepare, seed, migrations } = sources;
  return {
    tree,
    prepare,
    migrations: 'command' in migrations ? migrations : { files: migrationsOf(tree, migrations.patterns) },
    seed:
      seed === null
        ? { files: [] }
        : 'command' in seed
          ? seed
          : { files: findSeeds(tree.files, seed.patterns) },
  };
}

function migrationsOf(tree: Tree, patterns: readonly string[]): readonly string[] {
  const { files, undo } = findMigrations(tree.files, patterns);
  if (files.length > 0 || tree.side === 'base') return files;
  throw new PlangateError({
    kind: 'configuration',
    place: 'migrations',
    problem:
      undo.length > 0
        ? `only files that undo migrations were found on head (${tree.ref}), such as ${undo[0]}.`
        : patterns.length === 0
          ? `there are none on head (${tree.ref}), and databases may be created on this server.`
          : `no file matches ${patterns.join(', ')} on head (${tree.ref}).`,
    remedy: `Write in plangate.yml where they are, such as migrations: path/to/folder${patterns.length === 0 ? ', or give --read-only to explain the queries in the database as it is' : ''}.`,
  });
}
