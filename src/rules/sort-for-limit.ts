import { displayName, formatCount, formatShare } from '../comparison/index.ts';
import { type PlanNode, parents, totalRows, walk } from '../plan/index.ts';
import { baseAccesses, isByIndex } from './base-accesses.ts';
import { type Condition, filterConditions } from './filter-conditions.ts';
import { indexCondition } from './index-condition.ts';
import type { IndexKey } from './index-keys.ts';
import { leadingNodes } from './leading-nodes.ts';
import { limitAbove } from './limit-above.ts';
import { loopsOf, type RelationScan, relationScans } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { isServed, unservedParts } from './served-conditions.ts';
import { createIndex, indexRemedy, servingIndexFacts, wantedOf } from './serving-index.ts';
import { shortened } from './shortened.ts';
import { sortedColumn } from './sorted-column.ts';
import type { Facts } from './types.ts';
import { unionBranch } from './union-branch.ts';

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
    const branch = await unionBranch(scene, sort, scan);
    const facts =
      branch === null
        ? await servingIndexFacts(wantedOf(scan, inTree, order))
        : await branchFacts(scan, inTree, order);
    // It is there, and the planner does without it; or no index helps.
    if (branch === null ? facts.unservedWhy === 'planner' : !branch.isLimited) continue;
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
        inUnion: branch !== null,
        rewrite: branch?.rewrite ?? null,
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

/**
 * Of a branch an index is enough in which the order begins: what it leads to is sorted on until the LIMIT ends it. Why the one
 * that is there is not used is known, and is not asked again.
 */
async function branchFacts(scan: RelationScan, conditions: readonly Condition[], order: readonly IndexKey[]) {
  const whole = await servingIndexFacts(wantedOf(scan, conditions, order));
  const begun = await servingIndexFacts(wantedOf(scan, conditions, order.slice(0, 1)));
  const of = (why: string) =>
    [whole, begun].find(({ unservedWhy }) => unservedWhy === why)?.unservedBy ?? null;
  const known = { givesOrder: of('planner'), unfinished: of('invalid') };
  return {
    ...whole,
    ...known,
    unservedBy: null,
    unservedWhy: null,
    unservedDetail: null,
    unservedAgainst: null,
  };
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
    remedy: facts.inUnion === true ? branchRemedy(facts) : indexRemedy(facts, purpose),
  };
}

const purpose = 'gives the rows in this order, so that the LIMIT ends the reading';

/** An index alone does not help: the planner asks no branch that it plans by itself for an order. */
function branchRemedy(facts: Facts): string {
  const could =
    facts.givesOrder === null
      ? 'whatever index there is'
      : `although ${displayName(String(facts.givesOrder))} could give the first ones first`;
  const step =
    facts.rewrite === null
      ? 'Give each branch the conditions, ORDER BY and LIMIT of the query around it, in parentheses'
      : `Order and limit each branch too: ${facts.rewrite}`;
  const index = branchIndex(facts) ?? (facts.rewrite === null ? '.' : '');
  return `PostgreSQL plans a branch of UNION ALL that has a WHERE or a join by itself and without the order, so that it gives all of its rows, ${could}. ${step}${index}`;
}

/** null where the one that is there is enough. */
function branchIndex(facts: Facts): string | null {
  if (facts.givesOrder !== null) return null;
  if (facts.unfinished === null) return `, with an index that ${purpose}: ${createIndex(facts)}`;
  const index = displayName(String(facts.unfinished));
  return `, with ${index} built again, as its build did not finish: REINDEX INDEX CONCURRENTLY ${index};`;
}
