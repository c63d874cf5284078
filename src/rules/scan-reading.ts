import type { Access } from '../comparison/index.ts';
import type { Measurement } from '../measurement/index.ts';
import { type PlanNode, parents } from '../plan/index.ts';
import type { Catalogue, CatalogueTable } from '../postgres/index.ts';
import { loopsOf, type RelationScan, relationScans } from './relation-scans.ts';

/**
 * What a sequential scan read; those of all partitions of a table together are one. Rows of parallel and repeated scans
 * are totals of rounded averages.
 */
export interface ScanReading extends RelationScan {
  readonly access: Access;
  /** How often the scan ran from the start; workers share one. */
  readonly scans: number;
  /** Read by one scan. */
  readonly rowsPerScan: number;
  readonly pages: number;
  /** Whether something above could and did stop it before its end. */
  readonly stoppedEarly: boolean;
  /** Whether all scans together read no more than a part of the table. */
  readonly readsPart: boolean;
}

/** All sequential scans of a plan that ran, in its order. */
export function sequentialScans(measurement: Measurement, catalogue: Catalogue): readonly ScanReading[] {
  const above = parents(measurement.plan);
  const isWanted = ({ kind, node }: Access) => kind === 'sequential' && loopsOf(node) > 0;
  return relationScans(measurement, catalogue, isWanted).map(scan => {
    const access = scan.first;
    const scans = Math.max(...scan.accesses.map(({ node }) => scansOf(node, loopsOf(node), above)));
    const { tables } = scan;
    const pages = tables.reduce((sum, table) => sum + (table?.pages ?? 0), 0);
    const rowsPerScan = (scan.rowsKept + scan.rowsDiscarded) / scans;
    const readsPart = isPartOf(rowsPerScan * scans, tables);
    return {
      ...scan,
      access,
      scans,
      rowsPerScan,
      pages: tables.includes(null) ? scan.buffers / scans : pages,
      stoppedEarly: canStopEarly(access.node, above) && isPartOf(rowsPerScan, tables),
      readsPart,
    };
  });
}

/** The workers of a parallel scan read one table between them, so its loops are those of the Gather above. */
export function scansOf(node: PlanNode, loops: number, above: ReturnType<typeof parents>): number {
  if (!node.parallelAware) return loops;
  for (let at = above[node.id] ?? null; at !== null; at = above[at.id] ?? null) {
    if (at.type === 'Gather' || at.type === 'Gather Merge') return Math.max(1, at.actual?.loops ?? 1);
  }
  return loops;
}

/** Nodes that read all of their input before they give the first row. */
const blocking: ReadonlySet<string> = new Set([
  'Sort',
  'Aggregate',
  'Hash',
  'Bitmap Heap Scan',
  'SetOp',
  'ModifyTable',
]);

/** Whether a LIMIT, a semi or anti join or an EXISTS above may end the scan before the end of the table. */
function canStopEarly(node: PlanNode, above: ReturnType<typeof parents>): boolean {
  let child = node;
  for (let at = above[node.id] ?? null; at !== null; child = at, at = above[at.id] ?? null) {
    if (child.parentRelationship === 'SubPlan' || child.parentRelationship === 'InitPlan') return true;
    if (blocking.has(at.type)) return false;
    if (at.type === 'Limit' || at.type === 'Merge Join') return true;
    if (at.type === 'Nested Loop' && child.parentRelationship === 'Inner') {
      if (at.joinType === 'Semi' || at.joinType === 'Anti') return true;
    }
  }
  return false;
}

/** reltuples is an estimate where VACUUM skipped pages; a tenth is more than it is off after one. */
function isPartOf(read: number, tables: readonly (CatalogueTable | null)[]): boolean {
  const rows = tables.map(table => table?.rows ?? null);
  return rows.includes(null) || read < 0.9 * rows.reduce<number>((sum, own) => sum + (own ?? 0), 0);
}
