import { type Access, formatCount, formatShare } from '../comparison/index.ts';
import { baseAccesses, isByIndex } from './base-accesses.ts';
import { expectedShare } from './expected-share.ts';
import { type Condition, filterConditions } from './filter-conditions.ts';
import { hiddenColumnsOf } from './hidden-columns.ts';
import { keptRows } from './kept-rows.ts';
import { lostIndexFacts, lostIndexRemedy } from './lost-index.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { type ScanReading, sequentialScans } from './scan-reading.ts';
import { isServed } from './served-conditions.ts';
import { indexRemedy, servingIndexFacts, wantedOf } from './serving-index.ts';
import { shortened } from './shortened.ts';
import type { Finding } from './types.ts';

/**
 * A big table is read from end to end for few of its rows, or read so where base used an index and had less to do.
 * What it counts are rows thrown away, not rows returned: the textbook missing index returns one row of ten million.
 */
export const sequentialScan: CaseRule = {
  id: 'sequential-scan',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/indexes-intro.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const threshold = (name: string) => given[name] ?? 0;
  const before = baseAccesses(scene);
  const observations: Observation[] = [];
  for (const scan of sequentialScans(scene.measurement, scene.catalogue)) {
    if (scan.rowsPerScan < threshold('rows') && scan.pages < threshold('pages')) continue;
    if (scan.share < threshold('share') || isStopped(scan, threshold('rows'))) continue;
    const old = before.get(scan.access.node.id) ?? null;
    const lost = isByIndex(old) ? old : null;
    const { relation, node } = scan.access;
    const conditions = await filterConditions(node.filter ?? '', relation.alias);
    const read = scan.rowsKept + scan.rowsDiscarded;
    const isWasteful = read > 0 && scan.rowsDiscarded >= threshold('discarded') * read;
    const isServable = lost !== null || (await findsFewer(scan, conditions, scene));
    const isLoss = lost !== null && scene.comparison.direction === 'worse';
    if (!(isWasteful && isServable) && !isLoss) continue;
    observations.push({
      key: scan.subject,
      amount: scan.rowsPerScan,
      buffers: scan.buffers,
      relation: scan.relation,
      node: node.id,
      isNew: !readBefore(scan, old, scene),
      facts: {
        ...readingFacts(scan),
        ...(await lostIndexFacts(lost, conditions, scene)),
        ...(await servingIndexFacts(wantedOf(scan, conditions))),
      },
    });
  }
  return observations;
}

/** One scan that ends early is cheap; many that each read so many rows are not, such as an EXISTS that is asked for each row. */
function isStopped({ stoppedEarly, readsPart, rowsPerScan }: ScanReading, rows: number): boolean {
  return stoppedEarly && (readsPart || rowsPerScan < rows);
}

/** Share of a table's rows above which no index is worth finding them by, what else the filter throws away set aside. */
const most = 0.2;

/** Whether an index could find fewer rows than all of them, as far as can be told: of a column as it is, or of one that is hidden. */
async function findsFewer(
  scan: ScanReading,
  conditions: readonly Condition[],
  scene: Scene,
): Promise<boolean> {
  if (!conditions.some(each => isServed(each, scan.table))) return false;
  if (((await expectedShare(scan)) ?? 0) <= most) return true;
  return (await hiddenColumnsOf(scan, scene)).length > 0;
}

/**
 * Base scanned the same relation from end to end too. Half as many rows will do: a table that grew past a threshold,
 * or a filter that changed, is no scan that the pull request adds.
 */
function readBefore(scan: ScanReading, old: Access | null, { base }: Scene): boolean {
  if (old?.kind !== 'sequential' || base === null) return false;
  const same = sequentialScans(base.measurement, base.catalogue).find(({ accesses: parts }) =>
    parts.some(({ node }) => node.id === old.node.id),
  );
  return same !== undefined && same.rowsPerScan >= scan.rowsPerScan / 2;
}

function readingFacts(scan: ScanReading) {
  const { node } = scan.access;
  return {
    scanned: scan.subject,
    alias: scan.alias,
    partitions: scan.accesses.length,
    filter: node.filter,
    rowsKept: Math.round(scan.rowsKept),
    mostKept: Math.ceil(scan.mostKept),
    rowsDiscarded: Math.round(scan.rowsDiscarded),
    rowsPerScan: Math.round(scan.rowsPerScan),
    scans: Math.round(scan.scans),
    isWhole: !scan.stoppedEarly,
    /** Whether the rows are counted, not rounded. */
    isExact: scan.isExact,
    pages: Math.round(scan.pages),
    buffers: scan.buffers,
    share: Number(scan.share.toFixed(4)),
  };
}

function describe(facts: Finding['facts']): Words {
  return { message: message(facts), remedy: remedy(facts) };
}

function message(facts: Finding['facts']): string {
  const scans = Number(facts.scans);
  const times = scans > 1 ? ` ${formatCount(scans)} times` : '';
  const discarded = Number(facts.rowsDiscarded);
  const kept = Number(facts.rowsKept);
  // Rows of several loops are totals of rounded averages.
  const about = facts.isExact === true ? '' : 'about ';
  const partitions =
    Number(facts.partitions) > 1
      ? ` of ${formatCount(Number(facts.partitions))} ${facts.isPartitioned === true ? 'partitions' : 'tables'}`
      : '';
  const size = `${about}${formatCount(Number(facts.rowsPerScan))} rows ${facts.isWhole === false ? 'of' : 'in'} ${formatCount(Number(facts.pages))} pages${partitions}${scans > 1 ? ' each time' : ''}`;
  const filtered =
    facts.filter === null || discarded === 0
      ? ''
      : ` to keep ${keptRows(facts)} ${scans > 1 ? 'in all' : 'of them'}: the filter ${shortened(String(facts.filter))} throws away ${formatShare(discarded / (kept + discarded))} of what was read`;
  const work = `That is ${formatShare(Number(facts.share))} of the query's buffers`;
  const before = facts.replaced === null ? '' : `, and base used ${facts.replaced}`;
  const what = facts.isWhole === false ? 'a part of the table' : 'the whole table';
  return `Sequential scan of ${facts.scanned} reads ${what}${times} (${size})${filtered}. ${work}${before}.`;
}

function remedy(facts: Finding['facts']): string {
  return lostIndexRemedy(facts) ?? indexRemedy(facts, 'serves the filter');
}
