/**
 * Text from a pull request, made safe for a terminal. Nothing that moves the cursor, colours, rings or reorders
 * gets through: escape sequences, control characters, bidirectional overrides and lone surrogates are removed.
 * The other outputs start from here too, because none of them has a use for these characters.
 */

const esc = '\u001b';

/** CSI, then OSC, DCS and their kin up to BEL or ST, then the short ones. Source: ECMA-48, 5.4 and 5.6. */
const escapeSequence = new RegExp(
  [
    `(?:${esc}\\[|\u009b)[0-?]*[ -/]*[@-~]`,
    `(?:${esc}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007${esc}\u009c]*(?:\u0007|${esc}\\\\|\u009c)`,
    `${esc}[ -/]*[0-~]`,
  ].join('|'),
  'g',
);

/** What is left of controls, marks that turn the direction of writing, and characters without a width of their own. */
const unseen = /(?!\n)\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

/** Nothing to remove or to change, which is so for nearly all text. */
const harmless = /^[\n -~]*$/;

/** Several lines, ended by `\n` only; a tab becomes two spaces. */
export function terminalBlock(text: string): string {
  if (harmless.test(text)) return text;
  return text
    .toWellFormed()
    .replace(escapeSequence, '')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, '  ')
    .replace(unseen, '');
}

/** One line: line breaks and runs of white space become one space. Cut to `limit` code points, the last one a `…`. */
export function terminalLine(text: string, limit = Number.POSITIVE_INFINITY): string {
  return clip(terminalBlock(text).replace(/\s+/g, ' ').trim(), limit);
}

/** At most `limit` code points, so that no surrogate pair is cut in two. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const points = Array.from(text.slice(0, limit * 2));
  return points.length <= limit && text.length <= limit * 2
    ? text
    : `${points.slice(0, limit - 1).join('')}…`;
}
