import { formatShare } from '../comparison/index.ts';
import { parents } from '../plan/index.ts';
import { filterConditions } from './filter-conditions.ts';
import { indexCondition } from './index-condition.ts';
import { indexScanReading, isReadForOrder, orderOf } from './index-scan-reading.ts';
import { keptRows } from './kept-rows.ts';
import { passedOverFacts } from './passed-over-index.ts';
import { loopsOf, type RelationScan } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { scanWords } from './scan-words.ts';
import { isServed } from './served-conditions.ts';
import { indexRemedy, servingIndexFacts, wantedOf } from './serving-index.ts';
import { shortened } from './shortened.ts';
import type { Facts } from './types.ts';

/**
 * An index finds rows that the table is then visited for, only for a filter to throw nearly all of them away: the index
 * lacks a column. Where it is read for the order of a LIMIT and by no condition, `wrong-index-for-order` speaks.
 */
export const indexFilter: CaseRule = {
  id: 'index-filter',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const threshold = (name: string) => given[name] ?? 0;
  const above = parents(scene.measurement.plan);
  const observations: Observation[] = [];
  for (const scan of indexScanReading(scene)) {
    if (scan.leastDiscarded < threshold('rows') || scan.share < threshold('share')) continue;
    const fetched = scan.mostKept + scan.leastDiscarded;
    if (scan.leastDiscarded < threshold('discarded') * fetched) continue;
    const lookUps = scan.accesses.reduce((sum, access) => sum + loopsOf(access.node), 0);
    if (scan.leastDiscarded < threshold('each') * lookUps) continue;
    if (isReadForOrder(scan, above, scene.statement)) continue;
    const { node, relation } = scan.first;
    const filtered = await filterConditions(node.filter ?? '', relation.alias);
    if (!filtered.some(each => isServed(each, scan.table))) continue;
    const found = await filterConditions(indexCondition(node), relation.alias);
    const order = await orderOf(scan, above, scene);
    const facts = await servingIndexFacts(wantedOf(scan, [...found, ...filtered], order));
    // The other parts may be what throws nearly all away.
    const { unservedParts: rest, servedShare: share } = facts;
    if (rest > 0 && share !== null && 1 - share < threshold('discarded')) continue;
    observations.push({
      key: scan.subject,
      amount: scan.rowsDiscarded,
      buffers: scan.buffers,
      relation: scan.relation,
      node: node.id,
      facts: {
        ...readingFacts(scan),
        indexCondition: indexCondition(node) || null,
        ...(await passedOverFacts(facts, scan, filtered)),
      },
    });
  }
  return observations;
}

function readingFacts(scan: RelationScan) {
  const { first, accesses } = scan;
  return {
    scanned: scan.subject,
    index: first.indexes[0] ?? null,
    access: first.name,
    partitions: accesses.length,
    filter: first.node.filter,
    rowsKept: Math.round(scan.rowsKept),
    mostKept: Math.ceil(scan.mostKept),
    rowsDiscarded: Math.round(scan.rowsDiscarded),
    isExact: scan.isExact,
    visitsTable: first.kind !== 'index-only',
    buffers: scan.buffers,
    share: Number(scan.share.toFixed(4)),
  };
}

function describe(facts: Facts): Words {
  const { about, read, partitions, thrown } = scanWords(facts);
  const where = facts.visitsTable === true ? ', each in the table' : '';
  return {
    message: `${facts.access}${partitions} finds ${about}${read} rows of ${facts.scanned} to keep ${keptRows(facts)} of them: the filter ${shortened(String(facts.filter))} is no condition of the index, so it is checked row by row${where}, and throws away ${thrown}. That is ${formatShare(Number(facts.share))} of the query's buffers.`,
    remedy: indexRemedy(facts, purpose(facts)),
  };
}

function purpose({ servesOrder, unservedParts: rest }: Facts): string {
  if (Number(rest) > 0) return 'serves the condition and what of the filter an index can serve';
  return `serves ${servesOrder === true ? 'condition, filter and order' : 'condition and filter'} at once`;
}
