/** How much of a report a text shows. Every number is a most; what is left out is counted in its place. */
export interface Level {
  /** Lines of each plan of a case that failed or needs a look. */
  readonly loudPlan: number;
  /** Lines of each plan of a case that does not. */
  readonly quietPlan: number;
  /** Cases whose plans are shown. */
  readonly plans: number;
  /** Lines of each statement. */
  readonly sql: number;
  /** Cases that unfold. */
  readonly details: number;
  /** Rows of the table. */
  readonly rows: number;
  /** Items of every list. */
  readonly items: number;
  /** Characters of one message. */
  readonly text: number;
  /** Remedies that are shown without unfolding anything. */
  readonly remedies: number;
  /** Whether it shows everything. */
  readonly isFull: boolean;
}

const all = Number.POSITIVE_INFINITY;
const full: Level = {
  loudPlan: all,
  quietPlan: all,
  plans: all,
  sql: all,
  details: all,
  rows: all,
  items: 100,
  text: 2000,
  remedies: 3,
  isFull: true,
};
const noQuietPlans: Level = { ...full, quietPlan: 0, isFull: false };
const noPlans: Level = { ...noQuietPlans, loudPlan: 0, items: 50, text: 1000 };
const noSql: Level = { ...noPlans, sql: 0 };
const bare: Level = { ...noSql, details: 0, items: 10, text: 200 };

/** From everything to almost nothing, in the order in which a reader would give things up. */
const levels: readonly Level[] = [
  full,
  noQuietPlans,
  ...[120, 50].map(loudPlan => ({ ...noQuietPlans, loudPlan })),
  ...[10, 3, 1].map(plans => ({ ...noQuietPlans, loudPlan: 50, plans, sql: 100 })),
  noPlans,
  noSql,
  ...[50, 20, 5].map(details => ({ ...noSql, details, items: 10, text: 500 })),
  bare,
  ...[200, 100, 50, 20, 10, 5, 1].map(rows => ({ ...bare, rows, remedies: 1 })),
  { ...bare, rows: 0, items: 3, text: 100, remedies: 0 },
];

/**
 * The text of the fullest level that has one, null when none has. Every level shows less than the one before it, so
 * that few of them need be tried.
 *
 * @param textOf null when the text of that level is too long
 */
export function fullest(textOf: (level: Level) => string | null): string | null {
  let text = textOf(full);
  if (text !== null) return text;
  let [tooLong, most] = [0, levels.length - 1];
  while (tooLong < most) {
    const middle = Math.floor((tooLong + 1 + most) / 2);
    const level = levels[middle];
    const found = level === undefined ? null : textOf(level);
    if (found === null) tooLong = middle;
    else {
      text = found;
      most = middle - 1;
    }
  }
  return text;
}

/** The parts joined by empty lines, or null as soon as they are larger than `limit` by `size`. */
export function joinWithin(
  parts: Iterable<string>,
  limit: number,
  size: (text: string) => number,
): string | null {
  const taken: string[] = [];
  let total = 0;
  for (const part of parts) {
    total += size(part) + 2;
    // The last part is followed by one line break, not two.
    if (total - 1 > limit) return null;
    taken.push(part);
  }
  return `${taken.join('\n\n')}\n`;
}

/** The first `count` lines, each of at most 1,000 characters when any are left out, and a line that counts the rest. */
export function firstLines(text: string, count: number): string {
  const lines = text.replace(/\n+$/, '').split('\n');
  if (count === Number.POSITIVE_INFINITY) return lines.join('\n');
  const kept = lines.slice(0, count).map(line => (line.length > 1000 ? `${line.slice(0, 999)}…` : line));
  const rest = lines.length - kept.length;
  return rest === 0
    ? kept.join('\n')
    : [...kept, `… ${rest} more ${rest === 1 ? 'line' : 'lines'}`].join('\n');
}
