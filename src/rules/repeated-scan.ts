import { accesses, formatCount, formatShare, matchAccesses } from '../comparison/index.ts';
import { type PlanNode, parents, subtree, touched } from '../plan/index.ts';
import { type Condition, filterConditions } from './filter-conditions.ts';
import { lostIndexFacts, lostIndexRemedy } from './lost-index.ts';
import { loopsOf, relationScans, subjectsIn } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { type ScanReading, sequentialScans } from './scan-reading.ts';
import { isServed } from './served-conditions.ts';
import { createIndex, indexRemedy, servingIndexFacts, wantedOf } from './serving-index.ts';
import type { Facts } from './types.ts';

/**
 * A nested loop reads a whole table once for each row of its other side. What PostgreSQL keeps in between, in a Materialize
 * or a Memoize, is read once. Subqueries that run once for each row are `correlated-subplan`'s.
 */
export const repeatedScan: CaseRule = {
  id: 'repeated-scan',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/planner-optimizer.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const threshold = (name: string) => given[name] ?? 0;
  const { plan } = scene.measurement;
  const above = parents(plan);
  const observations: Observation[] = [];
  for (const scan of sequentialScans(scene.measurement, scene.catalogue)) {
    if (scan.scans < threshold('scans') || scan.buffers < threshold('pages')) continue;
    if (scan.rowsPerScan < threshold('rows')) continue;
    const loop = repeatingLoop(scan, above);
    if (loop === null) continue;
    const ofLoop = loop.buffers === null ? 0 : touched(loop.buffers);
    if (scan.buffers < threshold('share') * ofLoop) continue;
    const conditions = await conditionsOf(scan, loop);
    const outer = loop.children.find(({ parentRelationship }) => parentRelationship === 'Outer');
    const scans = relationScans(scene.measurement, scene.catalogue);
    observations.push({
      key: scan.subject,
      amount: scan.scans * scan.rowsPerScan,
      buffers: scan.buffers,
      relation: scan.relation,
      node: scan.access.node.id,
      facts: {
        scanned: scan.subject,
        outer: outer === undefined ? null : subjectsIn(subtree(plan, outer), scans),
        loop: loop.id,
        scans: Math.round(scan.scans),
        rowsPerScan: Math.round(scan.rowsPerScan),
        pages: Math.round(scan.pages),
        isWhole: !scan.stoppedEarly,
        filter: scan.access.node.filter,
        joinFilter: loop.joinFilter,
        rowsKept: Math.round(scan.rowsKept),
        rowsDiscarded: Math.round(scan.rowsDiscarded),
        buffers: scan.buffers,
        share: Number(scan.share.toFixed(4)),
        isServable: conditions.some(each => isServed(each, scan.table)),
        ...(await lostIndexFacts(lostAccess(scan, scene), conditions, scene)),
        ...(await servingIndexFacts(wantedOf(scan, conditions))),
      },
    });
  }
  return observations;
}

/** The nested loop on whose inner side the scan stands and which runs it more often than it runs itself; null if none does. */
function repeatingLoop({ access, scans }: ScanReading, above: readonly (PlanNode | null)[]): PlanNode | null {
  let child = access.node;
  for (let at = above[child.id] ?? null; at !== null; child = at, at = above[at.id] ?? null) {
    if (child.parentRelationship === 'SubPlan') return null;
    const isInner = at.type === 'Nested Loop' && child.parentRelationship === 'Inner';
    if (isInner && scans > loopsOf(at)) return at;
  }
  return null;
}

/** What the scan is filtered by, and what the loop then compares its rows with. */
async function conditionsOf({ access }: ScanReading, loop: PlanNode): Promise<readonly Condition[]> {
  const { alias } = access.relation;
  const filters = [loop.joinFilter, access.node.filter].filter(text => text !== null);
  return (await Promise.all(filters.map(text => filterConditions(text, alias)))).flat();
}

/** The access by an index that base has in the place of the scan. */
function lostAccess({ access }: ScanReading, { base, measurement }: Scene) {
  if (base === null) return null;
  const { pairs } = matchAccesses(accesses(base.measurement.plan), accesses(measurement.plan));
  const old = pairs.find(([, to]) => to.node.id === access.node.id)?.[0] ?? null;
  return old?.kind === 'index' || old?.kind === 'index-only' ? old : null;
}

function describe(facts: Facts): Words {
  return {
    message: message(facts),
    cause: asCause(facts),
    remedy: lostIndexRemedy(facts) ?? remedy(facts),
  };
}

/** Where the sequential scan itself is told, with its size and its share. */
function asCause({ outer, scans, rowsPerScan }: Facts): string {
  const rows = formatCount(Number(scans) * Number(rowsPerScan));
  return `A nested loop makes that scan anew for each row of ${outer ?? 'its other side'}: about ${rows} rows are read in all.`;
}

function message(facts: Facts): string {
  const what = facts.isWhole === true ? 'the whole table' : 'a part of the table';
  const size = `about ${formatCount(Number(facts.rowsPerScan))} rows each time, ${formatCount(Number(facts.buffers))} buffers in all`;
  const outer = facts.outer === null ? '' : `, once for each row of ${facts.outer}`;
  const before = facts.replaced === null ? '' : `, and base used ${facts.replaced}`;
  return `A nested loop reads ${what} ${facts.scanned} ${formatCount(Number(facts.scans))} times${outer} (${size}). That is ${formatShare(Number(facts.share))} of the query's buffers${before}.`;
}

function remedy(facts: Facts): string {
  if (facts.isServable !== true) {
    return 'No index can look up what this join compares. Compare a column itself by =, so that the planner can look up each row in an index, or join by a hash.';
  }
  return facts.unservedBy === null
    ? `Create an index by which each row is looked up instead: ${createIndex(facts)}`
    : indexRemedy(facts, 'finds the rows of each turn');
}
