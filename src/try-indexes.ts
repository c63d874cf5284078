import { accessByIndex, costOf } from './access-by-index.ts';
import type { Comparison } from './comparison/index.ts';
import { finerTarget, tryFreshStatistics } from './fresh-statistics.ts';
import { MeasuredSession, type SessionPolicy } from './measurement/index.ts';
import { type Plan, type PlanNode, type Relation, walk } from './plan/index.ts';
import { type Database, DatabaseError, type Server, withSettings } from './postgres/index.ts';
import type { Case } from './queries/index.ts';
import type { Finding } from './rules/index.ts';

/** Findings for which it is tried, most costly first. */
const mostTried = 10;

/** ms for planning one statement. */
const longest = 2_000;

/** What a definition seems to say, and the planner may know better. */
const tryable: ReadonlySet<unknown> = new Set([
  'planner',
  'collation',
  'COLLATE',
  'operator class',
  'LIKE',
  'hash',
  'wrapped',
  'partial',
]);

/** The databases in which it is tried. */
export interface Grounds {
  /** Without any session. */
  readonly head: Database;
  /** On which head can be copied; null where it is only read. */
  readonly server: Server | null;
}

/**
 * Asks the planner about sequential scans beside an index that has the columns: what it would do with sequential scans
 * switched off, and where it takes the index then, what it does once the table was analysed anew, in a copy. No query is
 * executed. Gives the findings with what came of it in their facts:
 *
 * - `tried`: `used` where the index is then taken, whatever its definition seemed to say, `unused` where it is not; missing
 *   where it was not tried.
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
    .slice(0, mostTried);
  if (open.length === 0 || signal.aborted) return findings;
  const limited = { ...policy, statementTimeout: Math.min(longest, policy.statementTimeout) };
  const answers = new Map<Facts, Facts>();
  const dearer: Question[] = [];
  for (const { question, forced } of await withoutSequentialScans(open, head, limited, signal)) {
    const answer = answerOf(question, forced);
    if (answer === null) continue;
    const { changedSince } = question;
    answers.set(question.facts, server === null ? { ...answer, changedSince } : answer);
    if (answer.tried === 'used') dearer.push(question);
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

/** A sequential scan that a finding is about, or what explains it. */
interface Scan {
  readonly facts: Facts;
  readonly own: Case;
  readonly plan: Plan;
  readonly node: PlanNode & { readonly relation: Relation };
}

/** With the index that is looked for. */
interface Question extends Scan {
  readonly index: string;
  readonly table: { readonly schema: string; readonly name: string };
  /** Of the index; where it has expressions, the others. */
  readonly columns: readonly string[];
  /** The same, quoted where they must be. */
  readonly typed: readonly string[];
  readonly changedSince: number;
  /** Whether the scan is then made by the index. */
  isFulfilled(plan: Plan): boolean;
}

function scansOf(finding: Finding, comparisons: readonly Comparison[]): readonly Scan[] {
  const { result } =
    comparisons.find(
      ({ result: { case: own } }) =>
        own.query.name === finding.query && own.parameters === finding.parameters,
    ) ?? {};
  if (result?.sides.head.kind !== 'measured') return [];
  const { plan } = result.sides.head.measurement;
  const node = walk(plan).find(({ id }) => id === finding.node);
  // An index scan is nothing that could be switched off, and of several partitions each has an index of its own.
  if (node?.type !== 'Seq Scan' || node.relation === null) return [];
  const scan = { own: result.case, plan, node: { ...node, relation: node.relation } };
  return [finding.facts, ...finding.also.map(({ facts }) => facts)]
    .filter(facts => tryable.has(facts.unservedWhy) && Number(facts.partitions ?? 1) === 1)
    .map(facts => ({ ...scan, facts }));
}

/** The plans without sequential scans; of those that can be planned, and whose index is known. */
async function withoutSequentialScans(
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
      planned.push({ question, forced: await session.plan(question.own) });
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.lost) throw error;
    }
  }
  return planned;
}

/** A partition's part of an index has a name of its own. Changes are counted whatever becomes of their transaction. */
const indexSql = `
  with recursive family (oid) as (
    select oid from pg_class where relname = $1 and relkind in ('i', 'I')
    union select inhrelid from pg_inherits join family on inhparent = family.oid
  )
  select n.nspname as schema, t.relname as name, c.relname as index, a.columns, a.typed,
    coalesce(pg_stat_get_mod_since_analyze(t.oid), 0)::float8 as changed
  from family join pg_index i on i.indexrelid = family.oid join pg_class c on c.oid = i.indexrelid
  join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
  cross join lateral (
    select coalesce(json_agg(a.attname order by k.place), '[]') as columns,
      coalesce(json_agg(quote_ident(a.attname) order by k.place), '[]') as typed
    from unnest(i.indkey) with ordinality k (number, place)
    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number where k.place <= i.indnkeyatts
  ) a
  where t.relname = $2 and ($3::text is null or n.nspname = $3) and n.nspname !~ '^pg_'`;

type IndexRow = Readonly<
  Record<'schema' | 'name' | 'index', string> &
    Record<'columns' | 'typed', readonly string[]> & { changed: number }
>;

/** EXPLAIN leaves the schema out; what could be one of two is not tried. */
async function withIndexes(scans: readonly Scan[], head: Database): Promise<readonly Question[]> {
  await using session = await head.connect({ applicationName: 'plangate catalogue' });
  const questions: Question[] = [];
  for (const scan of scans) {
    const { relation } = scan.node;
    const wanted = [String(scan.facts.unservedBy), relation.name, relation.schema];
    const [row, ...others] = await session.query<IndexRow>(indexSql, wanted);
    if (row === undefined || others.length > 0) continue;
    const { schema, name, index, columns, typed, changed } = row;
    questions.push({
      ...scan,
      index,
      table: { schema, name },
      columns,
      typed,
      changedSince: changed,
      isFulfilled: plan => instead(index, scan, plan)?.serves === true,
    });
  }
  return questions;
}

function instead(index: string, { node: { relation, filter }, facts }: Scan, plan: Plan) {
  return accessByIndex(index, { relation, filter, isJoin: typeof facts.joinFilter === 'string' }, plan);
}

function answerOf(question: Question, forced: Plan) {
  const { node: scan, plan, index } = question;
  const access = instead(index, question, forced);
  if (access === null) return { tried: 'unused', costWith: null, costWithout: null };
  if (!access.serves) return null;
  const costWith = costOf(access.node, forced);
  const costWithout = costOf(scan, plan);
  // Below a LIMIT it is not the whole scan that is reckoned with.
  const isTold = costWith !== null && costWithout !== null && costWith > costWithout;
  return {
    tried: 'used',
    costWith: isTold ? costWith : null,
    costWithout: isTold ? costWithout : null,
    unservedWhy: 'planner',
    unservedDetail: null,
    unservedAgainst: null,
    randomPageCost: plan.settings.random_page_cost ?? null,
  };
}
