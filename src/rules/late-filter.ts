import { displayName, formatCount, formatShare } from '../comparison/index.ts';
import { type PlanNode, subtree, touched, walk } from '../plan/index.ts';
import { shareOf } from './case-buffers.ts';
import { filterConditions } from './filter-conditions.ts';
import { keptCtes } from './kept-cte.ts';
import {
  aliasesIn,
  loopsOf,
  onlyScan,
  type RelationScan,
  relationScans,
  subjectsIn,
} from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { isServed } from './served-conditions.ts';
import { createIndex, servingIndexFacts, wantedOf } from './serving-index.ts';
import { shortened } from './shortened.ts';
import type { Facts } from './types.ts';

/**
 * A join puts rows together that its filter then throws away: a nested loop compares every row with every other, or a hash or
 * merge join finds its pairs by a part of the condition and looks at the rest afterwards. Or a CTE keeps them first.
 */
export const lateFilter: CaseRule = {
  id: 'late-filter',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/using-explain.html',
  check,
  describe,
};

type Given = Readonly<Record<string, number>>;

async function check(scene: Scene, given: Given): Promise<readonly Observation[]> {
  return [...(await inJoins(scene, given)), ...(await inCtes(scene, given))];
}

async function inJoins(scene: Scene, given: Given): Promise<readonly Observation[]> {
  const threshold = (name: string) => given[name] ?? 0;
  const { measurement, catalogue } = scene;
  const scans = relationScans(measurement, catalogue);
  const observations: Observation[] = [];
  for (const node of walk(measurement.plan)) {
    if (node.joinFilter === null || loopsOf(node) === 0) continue;
    const removed = node.rowsRemovedByJoinFilter ?? 0;
    const loops = loopsOf(node);
    const discarded = removed * loops;
    // EXPLAIN rounds to whole rows per loop.
    const least = loops === 1 ? removed : Math.max(0, removed - 0.5) * loops;
    const kept = (node.actual?.rows ?? 0) * loops;
    if (least < threshold('rows') || least < threshold('discarded') * (least + kept)) continue;
    const [outer, inner] = sidesOf(node).map(side => subtree(measurement.plan, side));
    if (outer === undefined || inner === undefined) continue;
    const buffers = node.buffers === null ? 0 : touched(node.buffers);
    const scan = onlyScan(inner, scans);
    const sides = { outer: subjectsIn(outer, scans), inner: subjectsIn(inner, scans) };
    observations.push({
      key: Object.values(sides).toSorted().join(' and '),
      amount: discarded,
      buffers,
      relation: scan?.relation ?? null,
      node: node.id,
      facts: {
        join: node.type,
        index: null,
        ...sides,
        joinFilter: node.joinFilter,
        joinedBy: node.hashCond ?? node.mergeCond,
        rowsKept: Math.round(kept),
        rowsDiscarded: Math.round(discarded),
        isExact: loops === 1,
        buffers,
        share: Number(shareOf(buffers, measurement).toFixed(4)),
        isAlternative: / OR /.test(node.joinFilter),
        isHashForbidden: measurement.plan.settings.enable_hashjoin === 'off',
        ...(await lookUpFacts(node.joinFilter, inner, scan)),
      },
    });
  }
  return observations;
}

/** A row that is read from a table and kept takes as long as ten pairs that are tried, or longer. */
const pairsPerRow = 10;

async function inCtes(scene: Scene, given: Given): Promise<readonly Observation[]> {
  const rows = (given.rows ?? 0) / pairsPerRow;
  const observations: Observation[] = [];
  for (const { node, filter, cte, scan, index } of await keptCtes(scene)) {
    const discarded = (node.rowsRemovedByFilter ?? 0) * loopsOf(node);
    const kept = (node.actual?.rows ?? 0) * loopsOf(node);
    if (discarded < rows || discarded < (given.discarded ?? 0) * (discarded + kept)) continue;
    observations.push({
      key: `CTE ${cte.ctename}`,
      amount: discarded,
      buffers: scan.buffers,
      relation: scan.relation,
      node: node.id,
      at: scene.statement?.offsetOf(cte.location) ?? null,
      facts: {
        join: node.type,
        index: index.name,
        outer: displayName(cte.ctename ?? ''),
        inner: scan.subject,
        joinFilter: filter,
        rowsKept: Math.round(kept),
        rowsDiscarded: Math.round(discarded),
        isExact: loopsOf(node) === 1,
        buffers: scan.buffers,
        share: Number(scan.share.toFixed(4)),
      },
    });
  }
  return observations;
}

function sidesOf({ children }: PlanNode): readonly PlanNode[] {
  return ['Outer', 'Inner'].flatMap(
    side => children.find(({ parentRelationship }) => parentRelationship === side) ?? [],
  );
}

/** The index by which the inner side could be looked up, row by row of the outer one. */
async function lookUpFacts(joinFilter: string, inner: readonly PlanNode[], scan: RelationScan | null) {
  const aliases = scan === null ? [...aliasesIn(inner)] : [scan.alias];
  const conditions = (await Promise.all(aliases.map(alias => filterConditions(joinFilter, alias)))).flat();
  // A range on one side of a pair bounds half of the rows on average, which is no look-up.
  const lookedUp = conditions.filter(({ kind }) => kind === 'equality');
  const isEquality = lookedUp.some(each => isServed(each, scan?.table ?? null));
  const facts = scan === null || !isEquality ? null : await servingIndexFacts(wantedOf(scan, lookedUp));
  return {
    table: facts?.table ?? null,
    columns: facts?.columns ?? null,
    method: facts?.method ?? null,
    isPartitioned: facts?.isPartitioned ?? null,
    inheriting: facts?.inheriting ?? null,
    indexThere: facts?.unservedBy ?? null,
    isEquality,
    ranges: conditions.filter(({ kind, wrapped }) => kind === 'range' && wrapped === null).length,
  };
}

function describe(facts: Facts): Words {
  return facts.index === null ? ofJoin(facts) : ofCte(facts);
}

function ofCte(facts: Facts): Words {
  const about = facts.isExact === true ? '' : 'about ';
  const discarded = Number(facts.rowsDiscarded);
  const rows = discarded + Number(facts.rowsKept);
  return {
    message: `${facts.outer} is MATERIALIZED: ${about}${formatCount(rows)} rows of ${facts.inner} are read and kept, of which the filter ${shortened(String(facts.joinFilter))} then throws away ${formatShare(discarded / rows)}, where ${displayName(String(facts.index))} would have found those that are left.`,
    keepsRemedy: true,
    remedy: `Write ${facts.outer} AS NOT MATERIALIZED (…), or say the condition inside of it, so that the index finds the rows.`,
  };
}

function ofJoin(facts: Facts): Words {
  const about = facts.isExact === true ? '' : 'about ';
  const discarded = Number(facts.rowsDiscarded);
  const pairs = discarded + Number(facts.rowsKept);
  const by = facts.joinedBy === null ? '' : ` by ${shortened(String(facts.joinedBy))}`;
  return {
    message: `${facts.join} puts ${about}${formatCount(pairs)} pairs of ${facts.outer} and ${facts.inner} together${by}, of which the join filter ${shortened(String(facts.joinFilter))} then throws away ${formatShare(discarded / pairs)}: ${about}${formatCount(discarded)} pairs are made for nothing.`,
    // It says how dear a repeated scan is, not how to end it.
    keepsRemedy: true,
    remedy: remedy(facts),
  };
}

function remedy(facts: Facts): string {
  if (facts.isAlternative === true) {
    return 'A join by alternatives (OR) can neither look rows up nor hash them. Join once for each alternative, and put the results together with UNION.';
  }
  if (facts.isEquality === true && facts.isHashForbidden === true) {
    return 'The filter compares by =, by which a hash join finds the pairs, and that is switched off: SET enable_hashjoin = on;';
  }
  if (facts.columns !== null && facts.indexThere === null) {
    return `Create an index by which the pairs are looked up instead of tried: ${createIndex(facts)}`;
  }
  if (facts.isEquality === true) {
    return 'The filter compares by =, by which a hash or an index finds the pairs, and the planner chose to try them all. Refresh the statistics by which it chose, with ANALYZE.';
  }
  if (facts.joinedBy === null && Number(facts.ranges) > 1) {
    return 'Keep both ends of the range in one column of a range type with a GiST index on it, and ask with @>, so that the pairs are looked up instead of tried.';
  }
  return facts.joinedBy === null
    ? 'Compare columns by = where that is meant, without functions and casts around them, so that the planner can look the pairs up or hash them.'
    : "Filter each side before the join, or move what the filter compares into the join's own condition by =, so that fewer pairs are put together.";
}
