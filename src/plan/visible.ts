/** Control characters, line separators and marks that turn the direction of writing. */
const invisible = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A quick look before, as hardly any line holds such a character. */
const suspicious = /[^\x20-\x7e]/;

/** The text on one line, with what cannot be seen written as `\u{…}`. */
export function visible(text: string): string {
  if (!suspicious.test(text)) return text;
  return text.replace(invisible, character => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
