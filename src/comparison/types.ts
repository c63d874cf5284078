import type { CaseResult } from '../measurement/index.ts';

/** How two samples of latencies compare. Ratios are head / base. */
export interface LatencyChange {
  /** ms; median and the interval that surely (99 %) holds it. */
  readonly base: Interval;
  readonly head: Interval;
  /** null when a side has no samples. */
  readonly ratio: Ratio | null;
  readonly answer: 'slower' | 'faster' | 'no-difference' | 'unstable';
  /** p-value of the rank test; null when there were too few samples. */
  readonly p: number | null;
}

export interface Interval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly samples: number;
}

export interface Ratio {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface CountChange {
  readonly count: 'buffers' | 'temp' | 'wal';
  readonly base: number;
  readonly head: number;
  /** null when base is 0. */
  readonly ratio: number | null;
  /** Beyond tolerance and floor, in which direction. */
  readonly answer: 'worse' | 'better' | 'same';
}

/** One thing that differs between two plans, as data; words come from `describePlanChange`. */
export interface PlanChange {
  readonly kind:
    | 'access-path'
    | 'index'
    | 'index-only-lost'
    | 'join-method'
    | 'join-order'
    | 'sort-added'
    | 'sort-removed'
    | 'spill-added'
    | 'spill-removed'
    | 'parallelism-lost'
    | 'parallelism-gained'
    | 'partitions'
    | 'other';
  /** The relation or join that it is about, as `schema.table` or `table`, with its alias when that differs. */
  readonly subject: string;
  /** `Index Scan using deployments_deployed_at_idx`, `Hash Join`, …; '' for what is only on the other side. */
  readonly from: string;
  readonly to: string;
  /** index (any kind) → sequential. */
  readonly lostIndex: boolean;
  /** Node ids in the base and head plan, null when there is none. */
  readonly baseNode: number | null;
  readonly headNode: number | null;
}

/** A place where a count differs between the sides, as data; words come from `describeAttribution`. */
export interface Attribution {
  readonly count: CountChange['count'];
  /**
   * `node`: a step of the plan, without its children and without what is told apart below. `trigger`: a trigger or
   * foreign key that EXPLAIN lists. `statement`: one that a trigger, foreign key or function executed. `rest`: outside
   * the plan, and nobody can tell where.
   */
  readonly kind: 'node' | 'trigger' | 'statement' | 'rest';
  /** The node as EXPLAIN names it, also for a statement that was executed in it; the trigger's name; '' for neither. */
  readonly where: string;
  /** What was executed, and how often; null for nodes and the rest. */
  readonly statement: string | null;
  /** The function that executed it, as `score(integer)`; null where nobody can tell, and where `where` names its trigger. */
  readonly caller: string | null;
  readonly calls: number | null;
  /** What the place did of the count itself; null on a side that has no such place. */
  readonly base: number | null;
  readonly head: number | null;
  /** Ids in the plans, of the node that executed it where it is a statement inside of the tree; null without one. */
  readonly baseNode: number | null;
  readonly headNode: number | null;
  /** Whether one of `planChanges` is about this node. */
  readonly isPlanChange: boolean;
}

export type CaseStatus =
  | 'unchanged'
  | 'changed'
  | 'new'
  | 'removed'
  | 'errored'
  | 'mixed'
  | 'not-judged'
  /** There is no base to compare with. */
  | 'explained';

export interface Comparison {
  readonly result: CaseResult;
  readonly status: CaseStatus;
  /** In one word, for the reader; null unless both sides were measured. */
  readonly direction: 'better' | 'worse' | 'mixed' | 'same' | null;
  /** Empty unless both sides were measured. */
  readonly counts: readonly CountChange[];
  /** Where the counts are from: `plan` when a side's server could not count whole statements. null unless both sides were measured. */
  readonly countSource: 'statement' | 'plan' | null;
  /** null unless both sides were measured. */
  readonly latency: LatencyChange | null;
  /** Interval of head alone (or base for removed ones), for budgets; null when head was not measured. */
  readonly headLatency: Interval | null;
  readonly baseLatency: Interval | null;
  readonly planChanges: readonly PlanChange[];
  /** Where the counts that moved arise. Empty unless both sides were measured and a count is worse or better. */
  readonly attribution: readonly Attribution[];
  /** Whether the shapes are equal. null unless both sides were measured. */
  readonly sameShape: boolean | null;
}
