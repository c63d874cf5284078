import { accessByIndex, costOf, isByAnotherIndex } from './access-by-index.ts';
import { bitmaps, type Comparison, displayName } from './comparison/index.ts';
import { finerTarget, type Hope, tryFreshStatistics } from './fresh-statistics.ts';
import { MeasuredSession, type SessionPolicy } from './measurement/index.ts';
import type { Plan } from './plan/index.ts';
import { type Database, DatabaseError, type Server, withSettings } from './postgres/index.ts';
import type { Finding } from './rules/index.ts';
import { type Question, type Scan, scansOf, withIndexes } from './unchosen-scans.ts';

/** Findings for which it is tried, most costly first. */
const mostTried = 10;

/** ms for planning one statement. */
const longest = 2_000;

/** The databases in which it is tried. */
export interface Grounds {
  /** Without any session. */
  readonly head: Database;
  /** On which head can be copied; null where it is only read. */
  readonly server: Server | null;
}

/**
 * Asks the planner about scans beside an index that has the columns: what it would do with sequential scans switched off, and
 * without the index that it reads instead; where it takes the one in question then, what it does once the table was analysed
 * anew, in a copy. No query is executed. Gives the findings with what came of it in their facts:
 *
 * - `tried`: `used` where the index is then taken, whatever its definition seemed to say, `unused` where it is not; missing
 *   where it was not tried.
 * - `without`: what it was tried without, `runs_kind and runs_code`; null where the scan is sequential.
 * - `costWith`, `costWithout`: what the planner estimates of the scan with and without the index; null where a scan is
 *   repeated, and the estimates of one round say nothing.
 * - `statistics`: `fresh` where the planner chooses the index by itself once the table was analysed anew, `finer` where it
 *   does with more statistics of the columns, `neither` and `untried`; missing where nothing was analysed.
 * - `finer`: what to do to the columns for that, behind ALTER TABLE and the table's name.
 * - `changedSince`: rows changed since the table was last analysed, where nothing can be analysed to see.
 *
 * What cannot be planned is left as it was.
 */
export async function tryIndexes(
  findings: readonly Finding[],
  comparisons: readonly Comparison[],
  { head, server }: Grounds,
  policy: SessionPolicy,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const open = findings
    .filter(({ side }) => side === 'head')
    .toSorted((a, b) => b.impact - a.impact)
    .flatMap(finding => scansOf(finding, comparisons))
    // Whose catalogue is not ours is told nothing, not even what is taken back.
    .filter(({ by }) => by.length === 0 || server !== null)
    .slice(0, mostTried);
  if (open.length === 0 || signal.aborted) return findings;
  const limited = { ...policy, statementTimeout: Math.min(longest, policy.statementTimeout) };
  const answers = new Map<Facts, Facts>();
  const dearer: (Question & Hope)[] = [];
  for (const { question, forced } of await withoutOtherWays(open, head, limited, signal)) {
    const answer = answerOf(question, forced);
    if (answer === null) continue;
    const { changedSince } = question;
    answers.set(question.facts, server === null ? { ...answer, changedSince } : answer);
    if (answer.tried === 'used') dearer.push({ ...question, isFulfilled: plan => isServed(question, plan) });
  }
  const refreshed = server === null ? null : await tryFreshStatistics(dearer, head, server, limited, signal);
  for (const [{ facts, typed }, statistics] of refreshed ?? []) {
    const finer = typed.map(column => `ALTER COLUMN ${column} SET STATISTICS ${finerTarget}`).join(', ');
    answers.set(facts, { ...answers.get(facts), statistics, ...(statistics === 'finer' ? { finer } : {}) });
  }
  const answered = (facts: Facts): Facts => ({ ...facts, ...answers.get(facts) });
  return findings.map(finding => ({
    ...finding,
    facts: answered(finding.facts),
    also: finding.also.map(cause => ({ ...cause, facts: answered(cause.facts) })),
  }));
}

type Facts = Finding['facts'];

/** The plans without sequential scans and without the index that is read; of those that can be planned, and whose index is known. */
async function withoutOtherWays(
  scans: readonly Scan[],
  head: Database,
  policy: SessionPolicy,
  signal: AbortSignal,
): Promise<readonly { readonly question: Question; readonly forced: Plan }[]> {
  const questions = await withIndexes(scans, head);
  const without = withSettings(head, { enable_seqscan: 'off' });
  await using session = await MeasuredSession.open(without, policy);
  const planned: { readonly question: Question; readonly forced: Plan }[] = [];
  for (const question of questions) {
    if (signal.aborted) break;
    try {
      const { own, by, table } = question;
      const plan = by.length === 0 ? session.plan(own) : session.planWithout(own, table.schema, by);
      planned.push({ question, forced: await plan });
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.lost) throw error;
    }
  }
  return planned;
}

/** How another plan makes each scan; null for one that it does not make by the index. */
function instead({ nodes, indexes, facts }: Question, plan: Plan) {
  const isJoin = typeof facts.joinFilter === 'string';
  return nodes.map((node, at) => {
    const { relation, filter } = node;
    const indexCond = node.indexCond ?? bitmaps(node)[0]?.indexCond ?? null;
    return accessByIndex(indexes[at] ?? '', { relation, filter, indexCond, isJoin }, plan);
  });
}

function isServed(question: Question, plan: Plan): boolean {
  return instead(question, plan).every(access => access?.serves === true);
}

/** null where it is so for some partitions only, or where another index is taken first. */
function answerOf(question: Question, forced: Plan) {
  const { nodes, indexes, plan, by } = question;
  const without = by.length === 0 ? null : by.map(displayName).join(' and ');
  const found = instead(question, forced).filter(access => access !== null);
  if (found.length === 0) {
    const isHidden = nodes.some(({ relation }, at) => isByAnotherIndex(indexes[at] ?? '', relation, forced));
    return isHidden ? null : { tried: 'unused', without, costWith: null, costWithout: null };
  }
  if (!isServed(question, forced)) return null;
  const costWith = costOf(
    found.map(({ node }) => node),
    forced,
  );
  const costWithout = costOf(nodes, plan);
  // Below a LIMIT it is not the whole scan that is reckoned with.
  const isTold = costWith !== null && costWithout !== null && costWith > costWithout;
  return {
    tried: 'used',
    without,
    costWith: isTold ? costWith : null,
    costWithout: isTold ? costWithout : null,
    unservedWhy: 'planner',
    unservedDetail: null,
    unservedAgainst: null,
    randomPageCost: plan.settings.random_page_cost ?? null,
  };
}
