import { formatCount, formatShare } from '../comparison/index.ts';
import { type PlanNode, parents, totalRows, walk } from '../plan/index.ts';
import { baseAccesses, isByIndex } from './base-accesses.ts';
import { filterConditions } from './filter-conditions.ts';
import { indexCondition } from './index-condition.ts';
import type { IndexKey } from './index-keys.ts';
import { leadingNodes } from './leading-nodes.ts';
import { limitAbove } from './limit-above.ts';
import { loopsOf, type RelationScan, relationScans } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { isServed, unservedParts } from './served-conditions.ts';
import { indexRemedy, servingIndexFacts, wantedOf } from './serving-index.ts';
import { shortened } from './shortened.ts';
import { sortedColumn } from './sorted-column.ts';
import type { Facts } from './types.ts';

/**
 * ORDER BY and LIMIT without an index in that order: all rows are read and sorted, and a few of them kept. An index gives
 * the first ones first, so that the LIMIT ends what reads them.
 */
export const sortForLimit: CaseRule = {
  id: 'sort-for-limit',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/indexes-ordering.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const threshold = (name: string) => given[name] ?? 0;
  const { measurement, catalogue } = scene;
  const above = parents(measurement.plan);
  const scans = relationScans(measurement, catalogue);
  const observations: Observation[] = [];
  for (const sort of walk(measurement.plan)) {
    if (sort.type !== 'Sort' || limitAbove(sort, above) === null) continue;
    const sorted = rowsOf(sort.children[0]);
    const kept = rowsOf(sort);
    if (sorted < threshold('rows') || sorted < threshold('factor') * Math.max(1, kept)) continue;
    const driving = await drivingScan(sort, scans);
    if (driving === null) continue;
    const { scan, order } = driving;
    if (scan.buffers < threshold('pages') || scan.share < threshold('share')) continue;
    // With the index, a block for each row that is read until the LIMIT has its own.
    if (scan.buffers < (threshold('factor') * kept * (await rowsToMeet(scan))) / sorted) continue;
    const { node, kind } = scan.first;
    // That the index is lost is what sequential-scan says.
    if (kind === 'sequential' && isByIndex(baseAccesses(scene).get(node.id) ?? null)) continue;
    const filters = [indexCondition(node), node.filter ?? ''];
    const conditions = await Promise.all(filters.map(filter => filterConditions(filter, scan.alias)));
    // GIN has no order.
    const inTree = conditions.flat().filter(each => isServed(each, scan.table) && each.kind !== 'gin');
    const facts = await servingIndexFacts(wantedOf(scan, inTree, order));
    // It is there, and the planner does without it.
    if (facts.unservedWhy === 'planner') continue;
    observations.push({
      key: scan.subject,
      amount: sorted,
      buffers: scan.buffers,
      relation: scan.relation,
      node: node.id,
      facts: {
        scanned: scan.subject,
        sortKey: sort.sortKey.join(', '),
        rowsSorted: Math.round(sorted),
        rowsWanted: Math.round(kept),
        rowsRead: Math.round(scan.rowsKept + scan.rowsDiscarded),
        isExact: scan.isExact && loopsOf(sort) === 1,
        buffers: scan.buffers,
        share: Number(scan.share.toFixed(4)),
        ...facts,
      },
    });
  }
  return observations;
}

function rowsOf(node: PlanNode | undefined): number {
  return (node === undefined ? null : totalRows(node))?.rows ?? 0;
}

/**
 * The rows among which those that are sorted lie, in an index in their order. What the present index finds by `=` the new one
 * finds too; by other conditions it finds rows that the new one would have to look for in the whole table.
 */
async function rowsToMeet({ first, alias, table, rowsKept, rowsDiscarded }: RelationScan): Promise<number> {
  const read = rowsKept + rowsDiscarded;
  const condition = indexCondition(first.node);
  const found = await filterConditions(condition, alias);
  const isKept = found.every(each => isServed(each, table) && each.kind === 'equality' && !each.isList);
  if (isKept && (await unservedParts(condition, alias, table)) === 0) return read;
  return table?.kind === 'table' && table.rows !== null
    ? Math.max(read, table.rows)
    : Number.POSITIVE_INFINITY;
}

interface Driving {
  readonly scan: RelationScan;
  readonly order: readonly IndexKey[];
}

/** What is read of the one relation whose columns a sort is by, where an index in that order could lead to all its rows. */
async function drivingScan(sort: PlanNode, scans: readonly RelationScan[]): Promise<Driving | null> {
  const sources = new Set(leadingNodes(sort));
  for (const scan of scans) {
    if (!scan.accesses.every(({ node }) => sources.has(node))) continue;
    const keys = await Promise.all(sort.sortKey.map(key => sortedColumn(key, scan.alias)));
    const order = keys.filter(key => key !== null);
    // EXPLAIN leaves the name of a relation out where it is the only one.
    const isNamed =
      scans.length === 1 || sort.sortKey.every(key => /^(?:"(?:[^"]|"")+"|[\w$]+)\./u.test(key));
    if (isNamed && order.length === keys.length && order.length > 0) return { scan, order };
  }
  return null;
}

function describe(facts: Facts): Words {
  const about = facts.isExact === true ? '' : 'about ';
  const count = (name: string) => formatCount(Number(facts[name]));
  return {
    message: `A LIMIT keeps ${count('rowsWanted')} of ${about}${count('rowsSorted')} rows that are sorted by ${shortened(String(facts.sortKey))}, for which ${about}${count('rowsRead')} rows of ${facts.scanned} are read, in ${count('buffers')} blocks. That is ${formatShare(Number(facts.share))} of the query's buffers.`,
    remedy: indexRemedy(facts, 'gives the rows in this order, so that the LIMIT ends the reading'),
  };
}
