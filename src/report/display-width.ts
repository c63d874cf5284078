/**
 * How many columns a text takes in a terminal: nothing for combining marks, two for East Asian wide characters and emoji.
 * Source: Unicode Standard Annex 11, the ranges that matter; a grapheme is as wide as its widest code point.
 */

const plain = /^[\x20-\x7e]*$/;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;
const empty = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** Cut to `width` columns, ending in `…` where something was left out. */
export function clipWidth(text: string, width: number): string {
  // A grapheme may hold any number of marks; no line that people read needs more than this many.
  const start = text.slice(0, width * 16).toWellFormed();
  if (start.length === text.length && displayWidth(text) <= width) return text;
  let taken = '';
  let columns = 0;
  for (const { segment } of graphemes.segment(start)) {
    const next = graphemeWidth(segment);
    if (columns + next > width - 1) break;
    taken += segment;
    columns += next;
  }
  return `${taken}…`;
}

/** Lines of at most `width` columns, broken at spaces, though not between a number and its % or ×; a longer word is cut into pieces. A text that fits stays as it is. */
export function wrapWidth(text: string, width: number): string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ (?![%×])/).flatMap(word => pieces(word, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

function pieces(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(word)) {
    if (part !== '' && displayWidth(part + segment) > width) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}

function graphemeWidth(segment: string): number {
  if (empty.test(segment)) return 0;
  return wide.test(segment) ? 2 : 1;
}
