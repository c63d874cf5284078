import { formatCount, formatShare } from '../comparison/index.ts';
import { parents } from '../plan/index.ts';
import { filterConditions } from './filter-conditions.ts';
import { indexScanReading, isReadForOrder, orderOf } from './index-scan-reading.ts';
import { limitAbove } from './limit-above.ts';
import { passedOverFacts } from './passed-over-index.ts';
import { loopsOf } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { scanWords } from './scan-words.ts';
import { isServed } from './served-conditions.ts';
import { indexRemedy, servingIndexFacts, wantedOf } from './serving-index.ts';
import { shortened } from './shortened.ts';
import type { Facts } from './types.ts';

/**
 * The planner reads an index for the order of a LIMIT, hoping to meet enough rows of the filter soon, and does not. Rows of a
 * filter are seldom spread evenly over an order, which is what it assumes.
 */
export const wrongIndexForOrder: CaseRule = {
  id: 'wrong-index-for-order',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/indexes-ordering.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const threshold = (name: string) => given[name] ?? 0;
  const above = parents(scene.measurement.plan);
  const observations: Observation[] = [];
  for (const scan of indexScanReading(scene)) {
    if (scan.leastDiscarded < threshold('rows') || scan.share < threshold('share')) continue;
    const read = scan.rowsKept + scan.leastDiscarded;
    if (scan.leastDiscarded < threshold('discarded') * read) continue;
    if (!isReadForOrder(scan, above, scene.statement)) continue;
    const { node, relation } = scan.first;
    const conditions = await filterConditions(node.filter ?? '', relation.alias);
    // Where no index finds the rows of the filter, there is no better one than that of the order.
    if (!conditions.some(each => isServed(each, scan.table))) continue;
    const order = await orderOf(scan, above, scene);
    const wanted = wantedOf(scan, conditions, order);
    const limit = limitAbove(node, above);
    observations.push({
      key: scan.subject,
      amount: scan.rowsDiscarded,
      buffers: scan.buffers,
      relation: scan.relation,
      node: node.id,
      facts: {
        scanned: scan.subject,
        index: node.index,
        access: scan.first.name,
        partitions: scan.accesses.length,
        filter: node.filter,
        order: order.map(({ ordered }) => ordered).join(', ') || null,
        rowsKept: Math.round(scan.rowsKept),
        rowsDiscarded: Math.round(scan.rowsDiscarded),
        rowsWanted: limit === null ? null : Math.round((limit.actual?.rows ?? 0) * loopsOf(limit)),
        /** min() and max() are planned as the first row of an index. */
        isExtreme: limit?.parentRelationship === 'InitPlan',
        isExact: scan.isExact,
        buffers: scan.buffers,
        share: Number(scan.share.toFixed(4)),
        ...(await passedOverFacts(await servingIndexFacts(wanted), scan, conditions)),
      },
    });
  }
  return observations;
}

function describe(facts: Facts): Words {
  const { about, read, partitions, thrown } = scanWords(facts);
  const wanted = facts.isExtreme === true ? 'min() or max() has its first row' : 'the LIMIT has its rows';
  return {
    message: `${facts.access}${partitions} is read for its order alone, until ${wanted}: ${about}${read} rows of ${facts.scanned} to keep ${about}${formatCount(Number(facts.rowsKept))}, as the filter ${shortened(String(facts.filter))} throws away ${thrown}. The planner takes such rows for evenly spread over the order; here they come late. That is ${formatShare(Number(facts.share))} of the query's buffers.`,
    remedy: indexRemedy(
      facts,
      facts.servesOrder === true ? 'serves filter and order at once' : "finds the filter's rows",
    ),
  };
}
