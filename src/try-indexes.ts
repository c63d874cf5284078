import type { Comparison } from './comparison/index.ts';
import { finerTarget, tryFreshStatistics } from './fresh-statistics.ts';
import { answerOf, isServed } from './index-answers.ts';
import { indexQuestions, type Question } from './index-questions.ts';
import { MeasuredSession, type SessionPolicy } from './measurement/index.ts';
import type { Plan } from './plan/index.ts';
import { type Catalogue, type Database, DatabaseError, type Server, withSettings } from './postgres/index.ts';
import type { Finding } from './rules/index.ts';

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
  /** Head's. */
  readonly catalogue: Catalogue;
}

/**
 * Asks the planner about scans beside an index that has the columns: what it would do with sequential scans switched off and,
 * where it reads another index, without any other; where it takes the one in question then, what it does once the table was
 * analysed anew, in a copy. Scans of a table's partitions, and of tables that inherit, are one. No query is executed. Gives the
 * findings with what came of it in their facts:
 *
 * - `tried`: `used` where the index is then taken, of partitions by all, whatever its definition seemed to say, `unused` where
 *   it is not; missing where it was not tried.
 * - `isByIndex`: whether it was tried without other indexes, as one of them is read.
 * - `without`: what is read, `runs_kind and runs_code`; null where the scan is sequential, and of several partitions.
 * - `costWith`, `costWithout`: what the planner estimates of the scan with and without the index, of partitions in all, and of
 *   what another index gives up to the LIMIT; null where a scan is repeated, and the estimates of one round say nothing.
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
  { head, server, catalogue }: Grounds,
  policy: SessionPolicy,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const open = findings
    .filter(({ side }) => side === 'head')
    .toSorted((a, b) => b.impact - a.impact)
    .flatMap(finding => indexQuestions(finding, comparisons, catalogue))
    // Whose catalogue is not ours is told nothing, not even what is taken back.
    .filter(({ isByIndex }) => !isByIndex || server !== null)
    .slice(0, mostTried);
  if (open.length === 0 || signal.aborted) return findings;
  const limited = { ...policy, statementTimeout: Math.min(longest, policy.statementTimeout) };
  const answers = new Map<Facts, Facts>();
  const dearer: Question[] = [];
  for (const { question, forced } of await withoutOtherWays(open, head, limited, signal)) {
    const answer = answerOf(question, forced);
    if (answer === null) continue;
    answers.set(question.facts, answer);
    if (answer.tried === 'used') dearer.push(question);
  }
  const more =
    server === null
      ? await changesOf(dearer, head)
      : await statisticsOf(dearer, { head, server }, limited, signal);
  for (const [facts, own] of more) answers.set(facts, { ...answers.get(facts), ...own });
  const answered = (facts: Facts): Facts => ({ ...facts, ...answers.get(facts) });
  return findings.map(finding => ({
    ...finding,
    facts: answered(finding.facts),
    also: finding.also.map(cause => ({ ...cause, facts: answered(cause.facts) })),
  }));
}

type Facts = Finding['facts'];

/** Facts, and what there is to add to them. */
type Answer = readonly [Facts, Facts];

/** The plans without sequential scans and, where an index is read, with that alone which is looked for; of those that can be planned. */
async function withoutOtherWays(
  questions: readonly Question[],
  head: Database,
  policy: SessionPolicy,
  signal: AbortSignal,
): Promise<readonly { readonly question: Question; readonly forced: Plan }[]> {
  const without = withSettings(head, { enable_seqscan: 'off' });
  await using session = await MeasuredSession.open(without, policy);
  const planned: { readonly question: Question; readonly forced: Plan }[] = [];
  for (const question of questions) {
    if (signal.aborted) break;
    try {
      const { own, isByIndex, parts } = question;
      const known = parts.map(({ table: { schema, name }, indexes }) => ({ schema, name, indexes }));
      const plan = isByIndex ? session.planWithOnly(own, known) : session.plan(own);
      planned.push({ question, forced: await plan });
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.lost) throw error;
    }
  }
  return planned;
}

/** What fresh statistics change. */
async function statisticsOf(
  questions: readonly Question[],
  { head, server }: { readonly head: Database; readonly server: Server },
  policy: SessionPolicy,
  signal: AbortSignal,
): Promise<readonly Answer[]> {
  const hopes = questions.map(question => ({
    ...question,
    isFulfilled: (plan: Plan) => isServed(question, plan),
  }));
  const refreshed = await tryFreshStatistics(hopes, head, server, policy, signal);
  return [...refreshed].map(([{ facts, typed }, statistics]) => {
    const finer = typed.map(column => `ALTER COLUMN ${column} SET STATISTICS ${finerTarget}`).join(', ');
    return [facts, { statistics, ...(statistics === 'finer' ? { finer } : {}) }];
  });
}

/** Rows changed since the tables were last analysed. Changes are counted whatever becomes of their transaction. */
async function changesOf(questions: readonly Question[], head: Database): Promise<readonly Answer[]> {
  if (questions.length === 0) return [];
  await using session = await head.connect({ applicationName: 'plangate changes' });
  const answers: Answer[] = [];
  for (const { facts, parts } of questions) {
    const tables = JSON.stringify(parts.map(({ table }) => ({ schema: table.schema, name: table.name })));
    const [row] = await session.query<{ changed: number }>(changesSql, [tables]);
    answers.push([facts, { changedSince: row?.changed ?? 0 }]);
  }
  return answers;
}

const changesSql = `
  select coalesce(sum(pg_stat_get_mod_since_analyze(c.oid)), 0)::float8 as changed
  from json_to_recordset($1) wanted (schema text, name text)
  join pg_namespace n on n.nspname = wanted.schema
  join pg_class c on c.relnamespace = n.oid and c.relname = wanted.name`;
