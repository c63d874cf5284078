/** A place in an SQL text, as a person would look it up. */
export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in characters (code points). */
  readonly column: number;
  /** UTF-16 offset into the text. */
  readonly offset: number;
  /** The line, cut around the place with `…` when it is long; control characters appear as spaces. */
  readonly excerpt: string;
  /** Spaces and a `^` that stands below the place when printed under `excerpt`. */
  readonly caret: string;
}

/** What an excerpt keeps of a long line, in characters. */
const width = 100;

/**
 * Describes `position`, counted as PostgreSQL does it: 1-based, in characters (code points), not UTF-16 units.
 * A position beyond the end is the end.
 */
export function describePosition(sql: string, position: number): Position {
  const offset = offsetOf(sql, position);
  const start = offset === 0 ? 0 : sql.lastIndexOf('\n', offset - 1) + 1;
  const newline = sql.indexOf('\n', offset);
  const before = [...sql.slice(start, offset)];
  const after = [...sql.slice(offset, newline < 0 ? sql.length : newline)];
  const left = before.length > width / 2 ? ['…', ...before.slice(1 - width / 2)] : before;
  const room = width - left.length;
  const right = after.length > room ? [...after.slice(0, room - 1), '…'] : after;
  let line = 1;
  for (let at = sql.indexOf('\n'); at >= 0 && at < offset; at = sql.indexOf('\n', at + 1)) line++;
  return {
    line,
    column: before.length + 1,
    offset,
    excerpt: printable([...left, ...right].join('')).trimEnd(),
    caret: `${' '.repeat(left.length)}^`,
  };
}

/** The UTF-16 offset of a 1-based code-point position. */
function offsetOf(sql: string, position: number): number {
  let offset = 0;
  for (let seen = 1; seen < position && offset < sql.length; seen++) {
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  }
  return offset;
}

/** Text for one line of a terminal: control characters, which could move the cursor or turn the text, become spaces. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ');
}
