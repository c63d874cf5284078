import type { Plan, Work } from '../plan/index.ts';
import type { Case } from '../queries/index.ts';
import type { Side } from '../workspace/index.ts';

/** What was measured of one case on one side. */
export interface Measurement {
  /** Work of one execution of the whole statement; the smallest where repeats differ. */
  readonly work: Work;
  /** The same for every counted execution, in order. */
  readonly workSamples: readonly Work[];
  /** `statement`: pg_stat_statements counted the whole statement. `plan`: only what EXPLAIN's tree shows. */
  readonly workSource: 'statement' | 'plan';
  /** ms, execution time of each TIMING OFF sample, in the order taken. */
  readonly latency: readonly number[];
  /** ms, the same from the second time that the case was measured, later in the run; empty where once was enough. */
  readonly latencyAgain: readonly number[];
  /** ms, planning time of each sample. */
  readonly planning: readonly number[];
  /** From the one run with TIMING ON, the plan that people read. */
  readonly plan: Plan;
  /** The same as EXPLAIN (FORMAT JSON) gave it, without white space. */
  readonly explain: string;
  /** Work inside triggers, functions and foreign keys that EXPLAIN's tree does not show, largest first. */
  readonly nested: readonly NestedStatement[];
}

export interface NestedStatement {
  readonly text: string;
  readonly calls: number;
  readonly buffers: number;
}

export interface CaseFailure {
  readonly message: string;
  /** SQLSTATE, `57014` for a statement timeout. */
  readonly code: string | null;
  readonly hint: string | null;
  readonly timedOut: boolean;
}

export type SideResult =
  | { readonly kind: 'measured'; readonly measurement: Measurement }
  | { readonly kind: 'failed'; readonly failure: CaseFailure }
  /** The query is not registered on this side. */
  | { readonly kind: 'absent' }
  /** Not executed, because the run ended early, or because it writes and plangate only reads this database. */
  | { readonly kind: 'skipped'; readonly reason: string; readonly cause: 'interrupted' | 'read-only' }
  /** There is no such side: head is explained alone. */
  | { readonly kind: 'no-side' };

export interface CaseResult {
  /** The case as it is on head, or on base when it was removed. */
  readonly case: Case;
  /** Whether the statement's text differs between the sides. */
  readonly textChanged: boolean;
  readonly sides: Readonly<Record<Side, SideResult>>;
  /** base's case on a second copy of base, for the cases that tell how much this machine's noise is. */
  readonly twin: SideResult;
}
