import type { Tree } from '../workspace/index.ts';
import { matchFiles } from './paths.ts';
import type { Config, Sources } from './types.ts';

interface Side extends Config {
  readonly tree: Tree;
}

/**
 * A sentence that says that head is made of the same files as base, migrations, seed, queries and configuration, so that
 * measuring could show no difference. null when they differ, and when nobody can tell: an external command may read
 * anything, unless `paths` says what.
 */
export function nothingChanged(base: Side, head: Side): string | null {
  const sides = [base, head];
  if (sides.some(({ sources }) => hasCommands(sources) && sources.paths.length === 0)) return null;
  const files = new Set(sides.flatMap(filesOf));
  for (const file of files) if (base.tree.hash(file) !== head.tree.hash(file)) return null;
  const others = sides.some(({ sources }) => sources.paths.length > 0)
    ? ', configuration or file of paths'
    : ' or configuration';
  return `No migration, seed, query${others} differs between base and head (${files.size} ${files.size === 1 ? 'file' : 'files'} compared).`;
}

function hasCommands({ prepare, migrations, seed }: Sources): boolean {
  return prepare !== null || 'command' in migrations || (seed !== null && 'command' in seed);
}

/** What a side names, be it there or not. */
function filesOf({ tree, file, sources, policy }: Side): string[] {
  const { migrations, seed, queries, paths } = sources;
  const sql = [migrations, seed].filter(source => source !== null).filter(source => 'patterns' in source);
  const patterns = [...sql.map(source => source.patterns), queries, paths];
  const named = [file, policy.postgres.settingsFrom?.file ?? null].filter(name => name !== null);
  return [...named, ...patterns.flatMap(each => matchFiles(tree.files, each))];
}
