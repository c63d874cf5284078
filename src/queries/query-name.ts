import { quoted } from '../config/index.ts';
import type { Annotation } from './annotations.ts';
import { queryError } from './query-error.ts';

/** In characters. */
const longest = 200;

/** sqlc's word for what comes back, behind the name. */
const sqlcCommand =
  /\s+:(?:one|many|exec|execrows|execresult|execlastid|batchone|batchmany|batchexec|copyfrom)$/;

/** Characters that print as nothing or turn a line around. The joiners are left, emoji are made with them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** The name in `-- name: …`. Any text that prints on one line will do; who shows it has to escape it. */
export function annotatedName(file: string, annotation: Annotation): string {
  const name = annotation.value.replace(sqlcCommand, '');
  const remedy = `Write a name of at most ${longest} printable characters, such as latest-deployments.`;
  if (name === '' || sqlcCommand.test(` ${name}`))
    throw queryError(file, annotation.line, 'the name is missing.', remedy, { part: 'name' });
  if (!isName(name))
    throw queryError(file, annotation.line, `${quoted(name)} cannot be a name.`, remedy, { part: 'name' });
  return name;
}

/** The name of the only statement of a file that does not name it: the file's, without its folder and ending. */
export function fileName(file: string, line: number): string {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.sql$/i, '');
  if (name !== '' && isName(name)) return name;
  throw queryError(
    file,
    line,
    `the file's name ${quoted(name)} cannot be the name of its query.`,
    'Write a line such as -- name: latest-deployments above the statement.',
  );
}

function isName(name: string): boolean {
  return [...name].length <= longest && !unprintable.test(name) && name.trim() === name;
}
