/** Control and format characters, line separators and lone surrogates: what could break a line or turn it around. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const longest = 80;

/**
 * How a value from a file, the command line or an environment stands in an error: text in double quotes, on one line,
 * at most 80 characters of it; lists and groups are named, not printed.
 */
export function found(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of keys';
  if (typeof value === 'string') return quoted(value);
  return String(value);
}

/** `text` in double quotes on one line, cut after 80 characters. */
export function quoted(text: string): string {
  const characters = [...text.slice(0, 2 * longest + 2)];
  const cut = characters.length > longest ? `${characters.slice(0, longest).join('')}…` : characters.join('');
  return `"${cut.replace(unprintable, escaped)}"`;
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
