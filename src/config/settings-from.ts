import { PlangateError } from '../errors.ts';
import type { SettingsFrom } from '../postgres/index.ts';
import type { Tree } from '../workspace/index.ts';
import { quoted } from './found.ts';
import { didYouMean } from './nearest.ts';
import { type LineFault, type ReadSettings, readPostgresqlConf } from './postgresql-conf.ts';
import { readPsqlOutput, separatorOf } from './psql-output.ts';

/** Longer files are not read: a whole pg_settings has 60 kB. */
const longest = 1024 * 1024;

/**
 * The settings that stand in a file of the tree: a postgresql.conf, or the output of
 * `select name, setting from pg_settings`. `place` is where the file is named.
 * Throws a PlangateError (configuration) that names a line and repeats nothing of it: such a file may hold passwords.
 */
export async function readSettingsFrom(tree: Tree, written: string, place: string): Promise<SettingsFrom> {
  const file = written.replace(/^(?:\.\/+)+/, '');
  if (!tree.files.includes(file))
    throw new PlangateError({
      kind: 'configuration',
      place,
      problem: `${tree.side} (${tree.ref}) has no file ${quoted(file)}.`,
      remedy: `${didYouMean(file, tree.files)}Write the path of a postgresql.conf, or of the output of \`psql -c 'select name, setting from pg_settings'\`.`,
    });
  const text = (await tree.read(file)).replace(/^\ufeff/, '');
  if (text.length > longest)
    throw new PlangateError({
      kind: 'configuration',
      place: file,
      problem: 'the file is longer than 1 MB.',
      remedy: 'Keep it to names and settings.',
    });
  const read = readText(text);
  if ('settings' in read) return { file, ...read };
  throw new PlangateError({
    kind: 'configuration',
    place: `${file}:${read.line}`,
    problem: `this ${read.what}.`,
    remedy:
      'Write a postgresql.conf, or what psql prints for `select name, setting from pg_settings` (aligned, -A, --csv or tab-separated).',
  });
}

/** Names and values with a tab between them may be either: what a postgresql.conf cannot be is the output of psql. */
function readText(text: string): ReadSettings | LineFault {
  const separator = separatorOf(text);
  if (separator !== null && separator !== '\t') return readPsqlOutput(text, separator);
  const read = readPostgresqlConf(text);
  return separator === null || 'settings' in read ? read : readPsqlOutput(text, separator);
}
