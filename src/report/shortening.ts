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
  /** What a reader of this level misses, in words; null for nothing. */
  readonly missing: string | null;
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
  missing: null,
};
const noQuietPlans: Level = { ...full, quietPlan: 0, missing: 'the plans of queries that did not get worse' };
const noPlans: Level = { ...noQuietPlans, loudPlan: 0, items: 50, text: 1000, missing: 'plans' };
const noSql: Level = { ...noPlans, sql: 0, missing: 'plans and statements' };
const bare: Level = { ...noSql, details: 0, items: 10, text: 200, missing: 'all details' };

/** From everything to almost nothing, in the order in which a reader would give things up. */
export const levels: readonly Level[] = [
  full,
  noQuietPlans,
  ...[120, 50].map(lines => ({
    ...noQuietPlans,
    loudPlan: lines,
    missing: 'most plans and parts of long ones',
  })),
  ...[10, 3, 1].map(plans => ({ ...noQuietPlans, loudPlan: 50, plans, sql: 100, missing: 'most plans' })),
  noPlans,
  noSql,
  ...[50, 20, 5].map(details => ({ ...noSql, details, items: 10, text: 500, missing: 'most details' })),
  bare,
  ...[200, 100, 50, 20, 10, 5, 1].map(rows => ({ ...bare, rows, missing: 'all details and most rows' })),
  { ...bare, rows: 0, items: 3, text: 100, missing: 'all details and rows' },
];

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
