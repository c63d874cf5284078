import { formatCount, formatShare } from '../comparison/index.ts';
import { type PlanNode, parents, totalRows, walk } from '../plan/index.ts';
import { baseAccesses, isByIndex } from './base-accesses.ts';
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
    const read = scan.rowsKept + scan.rowsDiscarded;
    if (scan.buffers < (threshold('factor') * kept * read) / sorted) continue;
    const { node, kind } = scan.first;
    // That the index is lost is what sequential-scan says.
    if (kind === 'sequential' && isByIndex(baseAccesses(scene).get(node.id) ?? null)) continue;
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

interface Driving {
  readonly scan: RelationScan;
  readonly order: readonly IndexKey[];
}

/** What is read of the one relation whose columns a sort is by, where an index in that order could lead to all its rows. */
async function drivingScan(sort: PlanNode, scans: readonly RelationScan[]): Promise<Driving | null> {
  const sources = new Set(sourcesOf(sort));
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

/** The nodes whose rows come to a sort without being put together, made up or looked up on the way. */
function sourcesOf(sort: PlanNode): readonly PlanNode[] {
  const sources: PlanNode[] = [];
  const todo = [sort];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (joins.has(node.type)) todo.push(...drivingSides(node));
    else if (keepsRows.has(node.type)) todo.push(...node.children.filter(isInput));
    else sources.push(node);
  }
  return sources;
}

function isInput({ parentRelationship }: PlanNode): boolean {
  return parentRelationship !== 'SubPlan' && parentRelationship !== 'InitPlan';
}

function drivingSides(join: PlanNode): readonly PlanNode[] {
  return join.children.filter(child => {
    const side = child.parentRelationship ?? '';
    const isLookUp = join.type === 'Nested Loop' && side === 'Inner' && loopsOf(child) > loopsOf(join);
    return !isLookUp && (drives[join.joinType ?? '']?.includes(side) ?? false);
  });
}

function describe(facts: Facts): Words {
  const about = facts.isExact === true ? '' : 'about ';
  const count = (name: string) => formatCount(Number(facts[name]));
  return {
    message: `A LIMIT keeps ${count('rowsWanted')} of ${about}${count('rowsSorted')} rows that are sorted by ${shortened(String(facts.sortKey))}, for which ${about}${count('rowsRead')} rows of ${facts.scanned} are read, in ${count('buffers')} blocks. That is ${formatShare(Number(facts.share))} of the query's buffers.`,
    remedy: indexRemedy(facts, 'gives the rows in this order, so that the LIMIT ends the reading'),
  };
}
