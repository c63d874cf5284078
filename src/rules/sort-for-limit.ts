import { formatCount, formatShare } from '../comparison/index.ts';
import { type PlanNode, parents, totalRows, walk } from '../plan/index.ts';
import { filterConditions } from './filter-conditions.ts';
import { indexCondition } from './index-condition.ts';
import type { IndexKey } from './index-keys.ts';
import { limitAbove } from './limit-above.ts';
import { loopsOf, type RelationScan, relationScans } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { indexRemedy, isServed, servingIndexFacts, wantedOf } from './serving-index.ts';
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
  const observations: Observation[] = [];
  for (const sort of walk(measurement.plan)) {
    if (sort.type !== 'Sort' || limitAbove(sort, above) === null) continue;
    const sorted = rowsOf(sort.children[0]);
    const kept = rowsOf(sort);
    if (sorted < threshold('rows') || sorted < threshold('factor') * Math.max(1, kept)) continue;
    const driving = await drivingScan(sort, relationScans(measurement, catalogue), above);
    if (driving === null) continue;
    const { scan, order } = driving;
    if (scan.buffers < threshold('pages') || scan.share < threshold('share')) continue;
    // With the index, a block for each row that is read until the LIMIT has its own.
    const read = scan.rowsKept + scan.rowsDiscarded;
    if (scan.buffers < (threshold('factor') * kept * read) / sorted) continue;
    const { node } = scan.first;
    const filters = [indexCondition(node), node.filter ?? ''];
    const conditions = await Promise.all(filters.map(filter => filterConditions(filter, scan.alias)));
    const facts = await servingIndexFacts(wantedOf(scan, conditions.flat().filter(isServed), order));
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
        rowsRead: Math.round(read),
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

/** What is read of the one relation whose columns a sort is by, where an index in that order could lead to all its rows. */
async function drivingScan(
  sort: PlanNode,
  scans: readonly RelationScan[],
  above: readonly (PlanNode | null)[],
): Promise<{ readonly scan: RelationScan; readonly order: readonly IndexKey[] } | null> {
  const below = scans.filter(({ accesses }) => accesses.every(({ node }) => leadsTo(sort, node, above)));
  const isAlone = scans.filter(({ first }) => isBelow(sort, first.node, above)).length === 1;
  for (const scan of below) {
    const keys = await Promise.all(sort.sortKey.map(key => sortedColumn(key, scan.alias)));
    const order = keys.filter(key => key !== null);
    // EXPLAIN leaves the relation's name out where there is one.
    const isOwn = isAlone || sort.sortKey.every(key => /^(?:"(?:[^"]|"")+"|[\w$]+)\./u.test(key));
    if (isOwn && order.length === keys.length && order.length > 0) return { scan, order };
  }
  return null;
}

function isBelow(sort: PlanNode, node: PlanNode, above: readonly (PlanNode | null)[]): boolean {
  for (let at = above[node.id] ?? null; at !== null; at = above[at.id] ?? null) if (at === sort) return true;
  return false;
}

/** Nodes whose rows are those of their input, some of them, or each with others beside it. */
const keepsRows: ReadonlySet<string> = new Set([
  'Append',
  'Gather',
  'Gather Merge',
  'Hash',
  'Materialize',
  'Result',
  'Sort',
]);

const joins: ReadonlySet<string> = new Set(['Hash Join', 'Merge Join', 'Nested Loop']);

/** Of each kind of join the sides whose rows come through it once they match. */
const drives: Readonly<Record<string, readonly string[]>> = {
  Inner: ['Outer', 'Inner'],
  Left: ['Outer'],
  Semi: ['Outer'],
  Anti: ['Outer'],
  Right: ['Inner'],
  'Right Semi': ['Inner'],
  'Right Anti': ['Inner'],
};

/** Whether rows go from a scan, which runs once, to a sort without being put together, made up or looked up on the way. */
function leadsTo(sort: PlanNode, scan: PlanNode, above: readonly (PlanNode | null)[]): boolean {
  let child = scan;
  for (let at = above[scan.id] ?? null; at !== null; child = at, at = above[at.id] ?? null) {
    const side = child.parentRelationship ?? '';
    if (side === 'SubPlan' || side === 'InitPlan') return false;
    if (joins.has(at.type)) {
      if (!(drives[at.joinType ?? '']?.includes(side) ?? false)) return false;
      if (at.type === 'Nested Loop' && side === 'Inner' && loopsOf(child) > loopsOf(at)) return false;
    } else if (!keepsRows.has(at.type)) return false;
    if (at === sort) return true;
  }
  return false;
}

function describe(facts: Facts): Words {
  const about = facts.isExact === true ? '' : 'about ';
  const count = (name: string) => formatCount(Number(facts[name]));
  return {
    message: `A LIMIT keeps ${count('rowsWanted')} of ${about}${count('rowsSorted')} rows that are sorted by ${shortened(String(facts.sortKey))}, for which ${about}${count('rowsRead')} rows of ${facts.scanned} are read, in ${count('buffers')} blocks. That is ${formatShare(Number(facts.share))} of the query's buffers.`,
    remedy: indexRemedy(facts, 'gives the rows in this order, so that the LIMIT ends the reading'),
  };
}
