import { matchFiles } from '../config/index.ts';
import { compareNaturally, inMigrationOrder } from './natural-order.ts';

export interface FoundFiles {
  /** In the order they run. */
  readonly files: readonly string[];
  /** What matched and undoes a migration, so that it never runs. */
  readonly undo: readonly string[];
}

/** The migrations that `patterns` name: pattern by pattern, each in migration order. */
export function findMigrations(files: readonly string[], patterns: readonly string[]): FoundFiles {
  const matched = sqlFiles(files, patterns);
  const undo = matched.filter(file => undoes(file, files));
  const runs = new Set(matched.filter(file => !undo.includes(file)));
  const ordered = inMigrationOrder([...runs]);
  return { files: [...matchFiles(ordered, patterns)], undo };
}

/** The seed files that `patterns` name: pattern by pattern, each in natural order. */
export function findSeeds(files: readonly string[], patterns: readonly string[]): readonly string[] {
  return sqlFiles([...files].sort(compareNaturally), patterns);
}

/** A pattern such as `db/migrations/*` also matches a README; a file that is named is taken whatever its ending. */
function sqlFiles(files: readonly string[], patterns: readonly string[]): string[] {
  return matchFiles(files, patterns).filter(file => /\.sql$/i.test(file) || patterns.includes(file));
}

const undoName = /(?:^|\.)(?:down|undo|rollback)\.sql$|^U\d[\d._]*__/i;

/** Whether a file takes a migration back: by its name, by its folder, or because it is the other half of an `up` file. */
function undoes(file: string, files: readonly string[]): boolean {
  const folders = file.split('/');
  const name = folders.pop() ?? '';
  if (undoName.test(name) || folders.some(folder => /^downs?$/i.test(folder))) return true;
  const half = /^(.*[-_])down(\.sql)$/i.exec(file);
  return half !== null && files.includes(`${half[1]}up${half[2]}`);
}
