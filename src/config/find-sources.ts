import { PlangateError } from '../errors.ts';
import type { Tree } from '../workspace/index.ts';
import { migrationFolders, queryFolders, seedPatterns } from './defaults.ts';
import { quoted } from './found.ts';
import type { ParsedFile } from './parse-file.ts';
import { anyPattern, matchFiles, sqlPattern } from './paths.ts';
import type { File } from './schema.ts';
import type { Sources, SqlSource } from './types.ts';

/**
 * Where migrations, seed and queries are: as the file says, else where common tools keep them. On head it is an error
 * when there are no queries, or no migrations where databases must be built; base may be older than its first ones.
 */
export function findSources(
  tree: Tree,
  written: File,
  file: string | null,
  parsed: ParsedFile | null,
  mustBuild: boolean,
): Sources {
  const search = new Search(tree, file, parsed);
  return {
    prepare: written.prepare ?? null,
    migrations: search.sql('migrations', written.migrations) ?? search.migrations(mustBuild),
    seed: search.sql('seed', written.seed) ?? search.seed(),
    queries: written.queries?.paths
      ? search.written('queries', written.queries.paths)
      : search.folder('queries', queryFolders, true),
    paths: search.written('paths', written.paths?.paths ?? []),
  };
}

type Key = 'migrations' | 'seed' | 'queries' | 'paths';

const examples: Record<Key, string> = {
  migrations: 'migrations: path/to/folder, or migrations: {command: npx prisma migrate deploy}',
  seed: 'seed: path/to/seed.sql',
  queries: 'queries: path/to/folder',
  paths: 'paths: [prisma/**, package-lock.json]',
};

class Search {
  private readonly tree: Tree;
  private readonly file: string | null;
  private readonly parsed: ParsedFile | null;

  constructor(tree: Tree, file: string | null, parsed: ParsedFile | null) {
    this.tree = tree;
    this.file = file;
    this.parsed = parsed;
  }

  /** null when nothing is written. */
  sql(key: Key, source: File['migrations']): SqlSource | null {
    if (source?.command !== undefined) return { command: source.command };
    return source?.paths === undefined ? null : { patterns: this.written(key, source.paths) };
  }

  migrations(isRequired: boolean): SqlSource {
    return { patterns: this.folder('migrations', migrationFolders, isRequired) };
  }

  seed(): SqlSource | null {
    const pattern = seedPatterns.find(known => matchFiles(this.tree.files, [known]).length > 0);
    return pattern === undefined ? null : { patterns: [pattern] };
  }

  /** Every path must lead to something. */
  written(key: Key, paths: readonly string[]): readonly string[] {
    const pattern = key === 'paths' ? anyPattern : sqlPattern;
    const patterns = paths.map(path => pattern(path, this.tree.files));
    if (this.tree.side === 'base' || paths.length === 0) return patterns;
    for (const [index, pattern] of patterns.entries()) {
      if (pattern.startsWith('!') || matchFiles(this.tree.files, [pattern]).length > 0) continue;
      const line = this.parsed?.lineOf([key, index]) ?? 1;
      throw this.nothing(
        `${this.file}:${line}, ${key}`,
        `no file of ${this.side()} matches ${quoted(paths[index] ?? '')}`,
        key,
      );
    }
    if (matchFiles(this.tree.files, patterns).length === 0)
      throw this.nothing(
        `${this.file}:${this.parsed?.lineOf([key]) ?? 1}, ${key}`,
        `every file of ${this.side()} is taken away`,
        key,
      );
    return patterns;
  }

  folder(key: Key, folders: readonly string[], isRequired: boolean): readonly string[] {
    for (const folder of folders) {
      const pattern = `${folder}/**/*.sql`;
      if (matchFiles(this.tree.files, [pattern]).length > 0) return [pattern];
    }
    if (this.tree.side === 'base' || !isRequired) return [];
    const place = this.file === null ? key : `${this.file}, ${key}`;
    throw this.nothing(place, `${this.side()} has no .sql files in ${alternatives(folders)}`, key);
  }

  private side(): string {
    return `${this.tree.side} (${this.tree.ref})`;
  }

  private nothing(place: string, what: string, key: Key): PlangateError {
    return new PlangateError({
      kind: 'configuration',
      place,
      problem: `${what}.`,
      remedy: `Write in ${this.file ?? 'plangate.yml'} where they are, such as ${examples[key]}.`,
    });
  }
}

function alternatives(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
