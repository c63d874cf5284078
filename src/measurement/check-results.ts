import { type Database, DatabaseError } from '../postgres/index.ts';
import type { Progress } from '../progress.ts';
import type { Case } from '../queries/index.ts';
import { anyRowsWillDo } from './any-rows-will-do.ts';
import { collectRows, rowLimits, TooManyRows } from './collect-rows.ts';
import { compareResults, type ResultsPolicy } from './compare-results.ts';
import { MeasuredSession, type SessionPolicy } from './measured-session.ts';
import type { CasePair } from './pair-cases.ts';
import type { CaseResult, ResultsCheck, ResultsDifference } from './types.ts';

export interface CheckPolicy extends SessionPolicy {
  /** For queries that do not say it themselves. */
  readonly results: 'off' | 'bag' | 'ordered';
  /** Relative, for floats and numerics. */
  readonly resultsTolerance: number;
}

export interface CheckedSides {
  readonly base: Database | null;
  readonly head: Database;
  readonly way: 'clone' | 'both' | 'found';
  readonly migrations: readonly unknown[];
}

/**
 * Adds to every case that asks for it whether both sides return the same rows. Only cases that were measured on both
 * sides, and whose text or database a change may have touched: what is the same on a clone returns the same.
 */
export async function checkResults(
  pairs: readonly CasePair[],
  results: readonly CaseResult[],
  sides: CheckedSides,
  policy: CheckPolicy,
  progress: Progress,
  signal: AbortSignal,
): Promise<readonly CaseResult[]> {
  const databaseChanged = sides.way !== 'clone' || sides.migrations.length > 0;
  const tasks = results.flatMap((result, at) => {
    const { base = null, head = null } = pairs[at] ?? {};
    if (base === null || head === null || !isMeasured(result)) return [];
    const mode = head.query.results ?? policy.results;
    return mode !== 'off' && (databaseChanged || result.textChanged) ? [{ at, base, head, mode }] : [];
  });
  if (tasks.length === 0 || sides.base === null) return results;
  const step = progress.step(
    `Comparing the rows of ${tasks.length} ${tasks.length === 1 ? 'case' : 'cases'}`,
  );
  await using base = await MeasuredSession.open(sides.base, policy);
  await using head = await MeasuredSession.open(sides.head, policy);
  const cancel = () => {
    for (const session of [base, head]) session.cancel().catch(() => {});
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const checked = [...results];
    for (const task of tasks) {
      if (signal.aborted) break;
      const own = { mode: task.mode, tolerance: policy.resultsTolerance };
      const check = await checkCase(task, { base, head }, own);
      const result = results[task.at];
      const found = { ...check, sameData: sides.way === 'clone' };
      if (result !== undefined && !signal.aborted) checked[task.at] = { ...result, results: found };
    }
    return checked;
  } finally {
    signal.removeEventListener('abort', cancel);
    step.done();
  }
}

function isMeasured({ sides }: CaseResult): boolean {
  return sides.base.kind === 'measured' && sides.head.kind === 'measured';
}

type Check = Omit<ResultsCheck, 'sameData'>;

/** Executes base, then head, and base once more where they differ: a query that differs from itself tells nothing. */
async function checkCase(
  pair: { readonly base: Case; readonly head: Case },
  sessions: { readonly base: MeasuredSession; readonly head: MeasuredSession },
  policy: ResultsPolicy,
): Promise<Check> {
  const unknown = (why: string): Check => ({
    mode: policy.mode,
    same: null,
    rows: null,
    difference: null,
    why,
  });
  try {
    const readBase = sessions.base.rows(pair.base);
    const base = await collectRows(readBase, rowLimits);
    const { rows, difference } = await compareResults(base, sessions.head.rows(pair.head), policy, rowLimits);
    const counts = { base: base.rows.length, head: rows };
    if (difference === null) return { mode: policy.mode, same: true, rows: counts, difference, why: null };
    if (difference.kind !== 'columns') {
      if (counts.base === counts.head && [pair.base, pair.head].some(({ query }) => anyRowsWillDo(query.sql)))
        return unknown('LIMIT without ORDER BY lets PostgreSQL return any rows');
      const again = await compareResults(base, readBase, policy, rowLimits);
      if (again.difference !== null)
        return unknown('it does not repeat itself: base returns other rows each time');
    }
    const shown =
      sessions.base.hides || sessions.head.hides ? withoutValues(difference) : clipped(difference);
    return { mode: policy.mode, same: false, rows: counts, difference: shown, why: null };
  } catch (error) {
    if (error instanceof TooManyRows) return unknown(error.message);
    if (error instanceof DatabaseError && !error.lost) return unknown(sessions.base.messageOf(error).message);
    throw error;
  }
}

/** What is in a database of somebody else's stays there. */
function withoutValues(difference: ResultsDifference): ResultsDifference {
  if (difference.kind !== 'rows' || difference.value === null) return difference;
  return {
    ...difference,
    value: { column: difference.value.column, base: null, head: null, isHidden: true },
  };
}

/** Characters of a value that are worth showing. */
const longest = 60;

function clipped(difference: ResultsDifference): ResultsDifference {
  if (difference.kind !== 'rows' || difference.value === null) return difference;
  const clip = (text: string | null) => {
    return text === null || text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
  };
  const { value } = difference;
  return { ...difference, value: { ...value, base: clip(value.base), head: clip(value.head) } };
}
