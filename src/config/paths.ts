import picomatch from 'picomatch';
import { found } from './found.ts';
import { message } from './message.ts';

export const pathRemedy =
  'Write a path inside the repository, relative to its top, such as db/queries/**/*.sql.';

/** Why `value` is no pattern for files of the repository, or null when it is one. */
export function pathFault(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '' || /\p{Cc}/u.test(value))
    return message(
      value === '' || value === null ? 'a path is missing.' : `${found(value)} is not a path.`,
      pathRemedy,
    );
  const path = value.replace(/^!/, '');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.includes('\\'))
    return message(`${found(value)} is not a relative path with forward slashes.`, pathRemedy);
  if (path.split('/').includes('..')) return message(`${found(value)} leaves the repository.`, pathRemedy);
  return null;
}

/**
 * The pattern for picomatch that `path` stands for: a file or pattern as it is, a folder with every .sql file below it.
 * What exists under exactly this name is taken literally, so `app/(db)/[old]` needs no escaping.
 */
export function sqlPattern(path: string, files: readonly string[]): string {
  return patternOf(path, files, '**/*.sql');
}

/** The same, where a folder stands for every file below it. */
export function anyPattern(path: string, files: readonly string[]): string {
  return patternOf(path, files, '**');
}

function patternOf(path: string, files: readonly string[], below: string): string {
  const negated = path.startsWith('!') ? '!' : '';
  const plain = path
    .replace(/^!/, '')
    .replace(/^(?:\.\/+)+/, '')
    .replace(/\/+$/, '');
  if (plain === '' || plain === '.') return negated + below;
  if (files.includes(plain)) return negated + literally(plain);
  if (files.some(file => file.startsWith(`${plain}/`))) return `${negated}${literally(plain)}/${below}`;
  const folder = !picomatch.scan(plain).isGlob && !plain.endsWith('.sql');
  return folder ? `${negated}${plain}/${below}` : negated + plain;
}

function literally(path: string): string {
  return path.replace(/[\\*?[\]{}()!+@|^$]/g, '\\$&');
}

/**
 * The files that match: by the order of the patterns, then by their own order in `files`, each once. Patterns with a
 * leading `!` take files away again.
 */
export function matchFiles(files: readonly string[], patterns: readonly string[]): readonly string[] {
  const excluded = patterns.filter(pattern => pattern.startsWith('!')).map(pattern => pattern.slice(1));
  const isExcluded = excluded.length === 0 ? () => false : picomatch(excluded, { dot: true });
  const matched = new Set<string>();
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) continue;
    const matches = picomatch(pattern, { dot: true });
    for (const file of files) if (matches(file) && !isExcluded(file)) matched.add(file);
  }
  return [...matched];
}
