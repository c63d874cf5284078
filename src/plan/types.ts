/**
 * A plan as PostgreSQL reported it: raw values only, frozen. Everything derived is a function of it.
 * Source: `EXPLAIN (FORMAT JSON)`, src/backend/commands/explain.c of PostgreSQL 14–18.
 */

/** Blocks of 8 KB (by default) that were touched, children included. Zero where EXPLAIN left a field out. */
export interface Buffers {
  readonly sharedHit: number;
  readonly sharedRead: number;
  readonly sharedDirtied: number;
  readonly sharedWritten: number;
  readonly localHit: number;
  readonly localRead: number;
  readonly localDirtied: number;
  readonly localWritten: number;
  readonly tempRead: number;
  readonly tempWritten: number;
}

/** What ANALYZE measured. Times in ms and rows are averages per loop; `loops` 0 means never executed. */
export interface Actual {
  /** ms until the first row, per loop; null with TIMING OFF. */
  readonly startupTime: number | null;
  /** ms until the last row, per loop; null with TIMING OFF. */
  readonly totalTime: number | null;
  /** Rows per loop. Whole numbers up to PostgreSQL 17 (rounded), two decimals from 18 on. */
  readonly rows: number;
  readonly loops: number;
}

/** What one parallel worker reported of a node. The node's own numbers already contain the workers'. */
export interface WorkerActual {
  readonly number: number;
  readonly actual: Actual | null;
  readonly buffers: Buffers | null;
  readonly sort: SortInfo | null;
  readonly hash: HashInfo | null;
  /** What a Bitmap Heap Scan read for this worker, from PostgreSQL 18 on; the node's own fields leave it out. Blocks. */
  readonly heapBlocks: { readonly exact: number; readonly lossy: number } | null;
}

export interface Relation {
  readonly schema: string | null;
  readonly name: string;
  /** Equal to `name` where the query gives none. */
  readonly alias: string;
}

export interface SortInfo {
  /** Such as `quicksort`; an incremental sort's methods are joined with `, `. */
  readonly method: string;
  /** kB; the peak of one group in an incremental sort. */
  readonly spaceUsed: number;
  readonly spaceType: 'Memory' | 'Disk' | string;
}

/** Of a Hash node, or of an Aggregate that hashes. */
export interface HashInfo {
  readonly buckets: number | null;
  readonly batches: number | null;
  readonly originalBatches: number | null;
  /** kB */
  readonly peakMemory: number | null;
  /** kB; HashAggregate that spilled. */
  readonly diskUsage: number | null;
}

export interface PlanNode {
  /** Pre-order index in the plan; 0 is the root. */
  readonly id: number;
  /** PostgreSQL's `Node Type`, such as `Seq Scan`. Unknown ones are kept as they are. */
  readonly type: string;
  /** `Outer`, `Inner`, `Subquery`, `InitPlan`, `SubPlan`, `Member` or null at the root. */
  readonly parentRelationship: string | null;
  /** `InitPlan 1 (returns $0)`, `CTE recent`, `SubPlan 2`, … */
  readonly subplanName: string | null;
  readonly relation: Relation | null;
  /** The name by which the query calls what this node scans, also where that is no relation; null for other nodes. */
  readonly alias: string | null;
  readonly index: string | null;
  readonly cte: string | null;
  readonly functionName: string | null;
  /** `Inner`, `Left`, `Anti`, … for joins. */
  readonly joinType: string | null;
  /** `Plain`, `Sorted`, `Hashed`, `Mixed` for aggregates and set operations. */
  readonly strategy: string | null;
  /** `Simple`, `Partial`, `Finalize`. */
  readonly partialMode: string | null;
  /** `Insert`, `Update`, `Delete`, `Merge` of a ModifyTable; `Except`, `Intersect All`, … of a SetOp. */
  readonly operation: string | null;
  readonly scanDirection: string | null;
  readonly parallelAware: boolean;
  readonly asyncCapable: boolean;
  /** PostgreSQL 18's `Disabled`: an enable_* setting forbids this node and it was used all the same. */
  readonly disabled: boolean;
  readonly startupCost: number;
  readonly totalCost: number;
  /** Estimated rows per loop. */
  readonly planRows: number;
  /** Bytes. */
  readonly planWidth: number;
  /** Step to which EXPLAIN rounded the actual rows per loop: 1 up to PostgreSQL 17, 0.01 from 18 on. */
  readonly rowsResolution: number;
  /** null for EXPLAIN without ANALYZE. */
  readonly actual: Actual | null;
  readonly workersPlanned: number | null;
  readonly workersLaunched: number | null;
  readonly workers: readonly WorkerActual[];
  readonly filter: string | null;
  readonly indexCond: string | null;
  readonly recheckCond: string | null;
  readonly joinFilter: string | null;
  readonly hashCond: string | null;
  readonly mergeCond: string | null;
  readonly sortKey: readonly string[];
  readonly groupKey: readonly string[];
  /** Per loop, as EXPLAIN gives it. null where EXPLAIN gives none. */
  readonly rowsRemovedByFilter: number | null;
  readonly rowsRemovedByJoinFilter: number | null;
  readonly rowsRemovedByIndexRecheck: number | null;
  readonly heapFetches: number | null;
  readonly sort: SortInfo | null;
  readonly hash: HashInfo | null;
  /** Inclusive of children; null without BUFFERS. */
  readonly buffers: Buffers | null;
  /** Bytes of WAL, inclusive; null without WAL. */
  readonly walBytes: number | null;
  /** Fields that this version of plangate does not read, as they came. */
  readonly other: Readonly<Record<string, unknown>>;
  readonly children: readonly PlanNode[];
}

export interface Trigger {
  readonly name: string;
  readonly constraint: string | null;
  readonly relation: string | null;
  /** ms, all calls together; null with TIMING OFF. */
  readonly time: number | null;
  readonly calls: number;
}

export interface Plan {
  readonly root: PlanNode;
  /** Number of nodes. */
  readonly size: number;
  /** ms; null without SUMMARY. */
  readonly planningTime: number | null;
  /** ms, immediate triggers included; null without ANALYZE. */
  readonly executionTime: number | null;
  readonly planningBuffers: Buffers | null;
  readonly triggers: readonly Trigger[];
  /** Settings that differ from the default, from EXPLAIN (SETTINGS). */
  readonly settings: Readonly<Record<string, string>>;
  /** The JIT section as it came, or null. */
  readonly jit: unknown;
}

/** Counts of one execution of a whole statement: the same on every machine, once the server is told to behave. */
export interface Work {
  /** Shared and local blocks touched (hit + read). */
  readonly buffers: number;
  /** Rows returned or changed. They explain, they do not gate. */
  readonly rows: number;
  /** Temporary blocks read and written. */
  readonly temp: number;
  /** Bytes of WAL. */
  readonly wal: number;
}
