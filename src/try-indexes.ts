import type { Comparison } from './comparison/index.ts';
import { MeasuredSession, type SessionPolicy } from './measurement/index.ts';
import { type Plan, walk } from './plan/index.ts';
import { type Database, DatabaseError, withSettings } from './postgres/index.ts';
import type { Case } from './queries/index.ts';
import type { Finding } from './rules/index.ts';

/** Findings for which it is tried, most costly first. */
const mostTried = 10;

/** ms for planning one statement. */
const longest = 2_000;

/**
 * Asks the planner about sequential scans beside an index that, as its definition reads, could have served: what it would do
 * with sequential scans switched off. Nothing is executed. Gives the findings with what came of it in their facts:
 *
 * - `tried`: `used` where the index is then taken, `unused` where it is not; missing where it was not tried.
 * - `costWith`, `costWithout`: what the planner estimates of the scan with and without the index; null where a scan is
 *   repeated, and the estimates of one round say nothing.
 *
 * What cannot be planned is left as it was.
 */
export async function tryIndexes(
  findings: readonly Finding[],
  comparisons: readonly Comparison[],
  head: Database,
  policy: SessionPolicy,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const open = findings
    .filter(({ side, facts }) => side === 'head' && facts.unservedWhy === 'planner')
    .toSorted((a, b) => b.impact - a.impact)
    .slice(0, mostTried);
  if (open.length === 0 || signal.aborted) return findings;
  const statementTimeout = Math.min(longest, policy.statementTimeout);
  const without = withSettings(head, { enable_seqscan: 'off' });
  await using session = await MeasuredSession.open(without, { ...policy, statementTimeout });
  const tried = new Map<Finding, Finding>();
  for (const finding of open) {
    const { result } = comparisons.find(each => isOf(finding, each)) ?? {};
    if (result?.sides.head.kind !== 'measured' || signal.aborted) continue;
    const answer = await answerOf(session, result.case, result.sides.head.measurement.plan, finding);
    if (answer !== null) tried.set(finding, { ...finding, facts: { ...finding.facts, ...answer } });
  }
  return findings.map(finding => tried.get(finding) ?? finding);
}

function isOf({ query, parameters }: Finding, { result }: Comparison): boolean {
  return result.case.query.name === query && result.case.parameters === parameters;
}

async function answerOf(session: MeasuredSession, own: Case, plan: Plan, { node, facts }: Finding) {
  const scan = walk(plan).find(({ id }) => id === node);
  // A partition's index has a name of its own, and an index scan is nothing that could be switched off.
  if (scan?.type !== 'Seq Scan' || Number(facts.partitions ?? 1) > 1) return null;
  try {
    const forced = walk(await session.plan(own));
    // An index that is read as a whole serves no filter.
    if (!forced.some(({ index, indexCond }) => index === facts.unservedBy && indexCond !== null))
      return { tried: 'unused', costWith: null, costWithout: null };
    const alias = scan.relation?.alias;
    const instead = forced.find(({ relation }) => relation !== null && relation.alias === alias);
    const isOnce = scan.actual?.loops === 1 && instead !== undefined;
    return {
      tried: 'used',
      costWith: isOnce ? instead.totalCost : null,
      costWithout: isOnce ? scan.totalCost : null,
    };
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.lost) throw error;
    return null;
  }
}
