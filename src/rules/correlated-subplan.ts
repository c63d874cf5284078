import { formatCount, formatShare } from '../comparison/index.ts';
import { describeNode, type PlanNode, parents, subtree, touched, walk } from '../plan/index.ts';
import { shareOf } from './case-buffers.ts';
import { relationScans } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import type { Facts } from './types.ts';

/** A subquery that depends on the row around it runs once for each: a join would read its table once. */
export const correlatedSubplan: CaseRule = {
  id: 'correlated-subplan',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/functions-subquery.html',
  check,
  describe,
};

function check(
  { measurement, catalogue }: Scene,
  thresholds: Readonly<Record<string, number>>,
): readonly Observation[] {
  const { loops: least = 0, share: leastShare = 0 } = thresholds;
  const { plan } = measurement;
  const above = parents(plan);
  const scans = relationScans(measurement, catalogue);
  return walk(plan).flatMap(node => {
    // A hashed subplan, and an InitPlan, run once.
    if (node.parentRelationship !== 'SubPlan' || node.actual === null) return [];
    const { loops, rows } = node.actual;
    const buffers = node.buffers === null ? 0 : touched(node.buffers);
    const share = shareOf(buffers, measurement);
    const outer = above[node.id] ?? null;
    if (loops < least || share < leastShare || isWithinSubplan(outer, above)) return [];
    const below = subtree(plan, node);
    const within = scans.filter(
      ({ first }) => first.node.id >= node.id && first.node.id < node.id + below.length,
    );
    const scanned = [...new Set(within.map(({ subject }) => subject))];
    const names = new Set(within.map(({ relation }) => relation));
    return {
      key: scanned.join(', ') || (node.subplanName ?? node.type),
      amount: loops,
      buffers,
      relation: names.size === 1 ? ([...names][0] ?? null) : null,
      node: node.id,
      facts: {
        subplan: node.subplanName,
        lastNode: node.id + below.length - 1,
        reads: scanned.join(', ') || null,
        outer: outer === null ? null : describeNode(outer),
        /** It depends on no row, is too big to be hashed, and so its rows are kept and gone through again. */
        isKept: node.type === 'Materialize',
        loops: Math.round(loops),
        rows: Math.round(rows * loops),
        buffers,
        share: Number(share.toFixed(4)),
      },
    };
  });
}

/** The outermost one is the cause. */
function isWithinSubplan(node: PlanNode | null, above: readonly (PlanNode | null)[]): boolean {
  for (let at = node; at !== null; at = above[at.id] ?? null)
    if (at.parentRelationship === 'SubPlan' && (at.actual?.loops ?? 0) > 1) return true;
  return false;
}

function describe(facts: Facts): Words {
  const reads = facts.reads === null ? '' : `, which reads ${facts.reads},`;
  const loops = Number(facts.loops);
  if (facts.isKept === true) return keptWords(facts, reads);
  return {
    cause: `The subquery${reads} depends on the row around it, so it runs once for each.`,
    message: `The subquery${reads} depends on the row around it, so it runs once for each: ${formatCount(loops)} times, ${formatCount(Number(facts.buffers))} blocks in all (about ${formatCount(Math.round(Number(facts.buffers) / loops))} each time). That is ${formatShare(Number(facts.share))} of the query's buffers.`,
    remedy: `${join} Where it must stay, an index on the columns of its condition makes each run cheap.`,
    remedyBefore: `${join} Where it must stay, make each run cheap.`,
  };
}

const join =
  'Compute it once for all rows: join its table, grouped by what the condition compares (LEFT JOIN … GROUP BY), or LEFT JOIN LATERAL where only a few rows are wanted of each.';

function keptWords(facts: Facts, reads: string): Words {
  const kept = `The subquery${reads} gives more rows than a hash table of work_mem holds, or is compared by something else than =, so they are kept, and gone through for each row around it: ${formatCount(Number(facts.loops))} times.`;
  return {
    message: `${kept} That is ${formatShare(Number(facts.share))} of the query's buffers.`,
    cause: kept,
    remedy:
      'Ask with NOT EXISTS instead of NOT IN, and with EXISTS instead of ANY, which PostgreSQL can join by; or give the query the work_mem to hash the rows of the subquery.',
  };
}
