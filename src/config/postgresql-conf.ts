import type { SettingsFrom } from '../postgres/index.ts';

/** A line that cannot be read. */
export interface LineFault {
  /** 1-based. */
  readonly line: number;
  /** Half a sentence: what is wrong with it. */
  readonly what: string;
}

export type ReadSettings = Omit<SettingsFrom, 'file'>;

/** As the scanner has them: src/backend/utils/misc/guc-file.l. Bytes from 128 on are letters. */
const letter = '[A-Za-z_\\u0080-\\uffff]';
const letterOrDigit = '[A-Za-z_0-9\\u0080-\\uffff]';
const name = `${letter}${letterOrDigit}*`;
const string = `'[^'\\\\]*(?:(?:\\\\.|'')[^'\\\\]*)*'`;
const number =
  '[-+]?(?:0x[0-9A-Fa-f]+|\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?|\\.\\d+(?:[eE][-+]?\\d+)?)[A-Za-z]*';
const unquoted = `${letter}(?:${letterOrDigit}|[-._:/])*`;
const blank = /^[ \t]*(?:#.*)?$/;
const assignment = new RegExp(
  `^[ \\t]*(${name}(?:\\.${name})?)(?:[ \\t]*=[ \\t]*|[ \\t]+|(?='))(${string}|${number}|${unquoted})[ \\t]*(?:#.*)?$`,
);

const includes = ['include', 'include_if_exists', 'include_dir'];

/** Reads a postgresql.conf: https://www.postgresql.org/docs/current/config-setting.html#CONFIG-SETTING-CONFIGURATION-FILE */
export function readPostgresqlConf(text: string): ReadSettings | LineFault {
  const settings: { name: string; value: string; line: number }[] = [];
  const included: { directive: string; line: number }[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    const content = raw.replace(/\r$/, '');
    if (blank.test(content)) continue;
    const [, given = '', value = ''] = assignment.exec(content) ?? [];
    if (given === '') return { line, what: 'is no line of a postgresql.conf' };
    const lower = given.toLowerCase();
    if (includes.includes(lower)) included.push({ directive: lower, line });
    else settings.push({ name: lower, value: unquote(value), line });
  }
  return { settings, includes: included };
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** What DeescapeQuotedString of guc-file.l makes of it. */
function unquote(value: string): string {
  if (!value.startsWith("'")) return value;
  return value
    .slice(1, -1)
    .replace(/''|\\([0-7]{1,3}|.)/g, (all, escaped: string | undefined) =>
      escaped === undefined
        ? all.slice(1)
        : /^[0-7]/.test(escaped)
          ? String.fromCharCode(Number.parseInt(escaped, 8) & 255)
          : (escapes[escaped] ?? escaped),
    );
}
