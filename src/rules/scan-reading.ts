import { type Access, accesses } from '../comparison/index.ts';
import type { Measurement } from '../measurement/index.ts';
import { exclusiveBuffers, type PlanNode, parents, touched } from '../plan/index.ts';
import type { Catalogue, CatalogueTable } from '../postgres/index.ts';

/** What a sequential scan read. Rows of parallel and repeated scans are totals of rounded averages. */
export interface ScanReading {
  readonly access: Access;
  /** How often the scan ran from the start; workers share one. */
  readonly scans: number;
  /** In all scans together. */
  readonly rowsKept: number;
  readonly rowsDiscarded: number;
  /** Read by one scan. */
  readonly rowsPerScan: number;
  /** Blocks touched in all scans together. */
  readonly buffers: number;
  /** `buffers` as a share of the case's, from 0 to 1. */
  readonly share: number;
  readonly pages: number;
  readonly table: CatalogueTable | null;
  /** Whether something above could and did stop it before its end. */
  readonly stoppedEarly: boolean;
}

/** All sequential scans of a plan that ran, in its order. */
export function sequentialScans(measurement: Measurement, catalogue: Catalogue): readonly ScanReading[] {
  const { plan } = measurement;
  const buffers = exclusiveBuffers(plan);
  const above = parents(plan);
  const whole = Math.max(
    measurement.work.buffers,
    plan.root.buffers === null ? 0 : touched(plan.root.buffers),
  );
  return accesses(plan).flatMap(access => {
    const { node } = access;
    if (access.kind !== 'sequential' || node.actual === null || node.actual.loops === 0) return [];
    const { rows, loops } = node.actual;
    const removed = node.rowsRemovedByFilter ?? 0;
    const scans = scansOf(node, loops, above);
    const own = buffers.get(node.id);
    const blocks = own === undefined ? 0 : touched(own);
    const table = tableOf(access, catalogue);
    const rowsPerScan = ((rows + removed) * loops) / scans;
    return {
      access,
      scans,
      rowsKept: rows * loops,
      rowsDiscarded: removed * loops,
      rowsPerScan,
      buffers: blocks,
      share: whole === 0 ? 0 : Math.min(1, blocks / whole),
      pages: table?.pages ?? blocks / scans,
      table,
      stoppedEarly: canStopEarly(node, above) && isPartOf(rowsPerScan, table),
    };
  });
}

/** The workers of a parallel scan read one table between them, so its loops are those of the Gather above. */
function scansOf(node: PlanNode, loops: number, above: ReturnType<typeof parents>): number {
  if (!node.parallelAware) return loops;
  for (let at = above[node.id] ?? null; at !== null; at = above[at.id] ?? null) {
    if (at.type === 'Gather' || at.type === 'Gather Merge') return Math.max(1, at.actual?.loops ?? 1);
  }
  return loops;
}

function tableOf({ relation }: Access, catalogue: Catalogue): CatalogueTable | null {
  const named = catalogue.tables.filter(({ name }) => name === relation.name);
  if (relation.schema !== null) return named.find(({ schema }) => schema === relation.schema) ?? null;
  // EXPLAIN leaves the schema out; two tables of one name cannot be told apart.
  return named.length === 1 ? (named[0] ?? null) : null;
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
function isPartOf(rowsPerScan: number, table: CatalogueTable | null): boolean {
  return table === null || table.rows === null || rowsPerScan < 0.9 * table.rows;
}
