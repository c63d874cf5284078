import { accessByIndex, costOf } from './access-by-index.ts';
import type { Comparison } from './comparison/index.ts';
import { finerTarget, tryFreshStatistics } from './fresh-statistics.ts';
import { MeasuredSession, type SessionPolicy } from './measurement/index.ts';
import { type Plan, type PlanNode, parents, type Relation, walk } from './plan/index.ts';
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

type SequentialScan = PlanNode & { readonly relation: Relation };

/** A sequential scan that a finding is about, or what explains it; of partitions those of each. */
interface Scan {
  readonly facts: Facts;
  readonly own: Case;
  readonly plan: Plan;
  readonly nodes: readonly SequentialScan[];
}

/** With the index that is looked for. */
interface Question extends Scan {
  /** Of each scan; a partition's part of an index has a name of its own. */
  readonly indexes: readonly string[];
  /** The one that is scanned, or else the one that is partitioned. */
  readonly table: { readonly schema: string; readonly name: string };
  /** Of the index; where it has expressions, the others. */
  readonly columns: readonly string[];
  /** The same, quoted where they must be. */
  readonly typed: readonly string[];
  readonly changedSince: number;
  /** Whether the scans are then made by the index. */
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
  // An index scan is nothing that could be switched off.
  if (node === undefined || !isSequential(node)) return [];
  const beside = parents(plan)[node.id]?.children.filter(isSequential) ?? [];
  return [finding.facts, ...finding.also.map(({ facts }) => facts)]
    .filter(facts => tryable.has(facts.unservedWhy))
    .map(facts => ({
      facts,
      own: result.case,
      plan,
      nodes: Number(facts.partitions ?? 1) > 1 ? beside : [node],
    }))
    .filter(({ facts, nodes }) => nodes.length === Number(facts.partitions ?? 1));
}

function isSequential(node: PlanNode): node is SequentialScan {
  return node.type === 'Seq Scan' && node.relation !== null;
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

/** Of each table the index, or its part of it. Changes are counted whatever becomes of their transaction. */
const indexSql = `
  with recursive family (oid) as (
    select oid from pg_class where relname = $1 and relkind in ('i', 'I')
    union select inhrelid from pg_inherits join family on inhparent = family.oid
  )
  select n.nspname as schema, t.relname as name, c.relname as index, a.columns, a.typed,
    coalesce(pg_stat_get_mod_since_analyze(t.oid), 0)::float8 as changed,
    rn.nspname as "rootSchema", r.relname as "rootName"
  from family join pg_index i on i.indexrelid = family.oid join pg_class c on c.oid = i.indexrelid
  join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = t.relnamespace
  join pg_class r on r.oid = coalesce(pg_partition_root(t.oid), t.oid)
  join pg_namespace rn on rn.oid = r.relnamespace
  cross join lateral (
    select coalesce(json_agg(a.attname order by k.place), '[]') as columns,
      coalesce(json_agg(quote_ident(a.attname) order by k.place), '[]') as typed
    from unnest(i.indkey) with ordinality k (number, place)
    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number where k.place <= i.indnkeyatts
  ) a
  where t.relname in (select json_array_elements_text($2::json)) and n.nspname !~ '^pg_'`;

type IndexRow = Readonly<
  Record<'schema' | 'name' | 'index' | 'rootSchema' | 'rootName', string> &
    Record<'columns' | 'typed', readonly string[]> & { changed: number }
>;

/** EXPLAIN leaves the schema out; what could be one of two is not tried. */
async function withIndexes(scans: readonly Scan[], head: Database): Promise<readonly Question[]> {
  await using session = await head.connect({ applicationName: 'plangate catalogue' });
  const questions: Question[] = [];
  for (const scan of scans) {
    const names = scan.nodes.map(({ relation }) => relation.name);
    const rows = await session.query<IndexRow>(indexSql, [
      String(scan.facts.unservedBy),
      JSON.stringify(names),
    ]);
    const own = scan.nodes.flatMap(({ relation: { schema, name } }) => {
      const [row, ...others] = rows.filter(
        each => each.name === name && (schema === null || each.schema === schema),
      );
      return row === undefined || others.length > 0 ? [] : row;
    });
    const [first] = own;
    if (first === undefined || own.length < scan.nodes.length) continue;
    const { columns, typed } = first;
    const indexes = own.map(({ index }) => index);
    questions.push({
      ...scan,
      indexes,
      table:
        own.length === 1
          ? { schema: first.schema, name: first.name }
          : { schema: first.rootSchema, name: first.rootName },
      columns,
      typed,
      changedSince: own.reduce((sum, { changed }) => sum + changed, 0),
      isFulfilled: plan => instead(indexes, scan, plan)?.every(({ serves }) => serves) === true,
    });
  }
  return questions;
}

/** How each scan is made in another plan; null where one of them is not made by the index. */
function instead(indexes: readonly string[], { nodes, facts }: Scan, plan: Plan) {
  const isJoin = typeof facts.joinFilter === 'string';
  const found = nodes.flatMap(({ relation, filter }, at) => {
    return accessByIndex(indexes[at] ?? '', { relation, filter, isJoin }, plan) ?? [];
  });
  return found.length === nodes.length ? found : null;
}

function answerOf(question: Question, forced: Plan) {
  const { nodes, plan, indexes } = question;
  const found = instead(indexes, question, forced);
  if (found === null) return { tried: 'unused', costWith: null, costWithout: null };
  if (!found.every(({ serves }) => serves)) return null;
  const costWith = costOf(
    found.map(({ node }) => node),
    forced,
  );
  const costWithout = costOf(nodes, plan);
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
