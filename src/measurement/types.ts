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
  /**
   * Statements that triggers, functions and foreign keys executed, as the first counted execution did; most buffers
   * first. Functions and BEFORE triggers run inside EXPLAIN's tree, whose nodes hold their work too.
   */
  readonly nested: readonly NestedStatement[];
  /** The plan that a prepared statement may come to run; missing where it has the same shape, or was not asked for. */
  readonly generic?: GenericPlan;
}

/** The plan for any parameters, to which PostgreSQL switches where it expects it to cost no more. */
export interface GenericPlan {
  readonly plan: Plan;
  /** Blocks that one execution touched, as its tree shows them; null where it was cancelled after `cancelledAfter`. */
  readonly buffers: number | null;
  /** ms; null where it ended. */
  readonly cancelledAfter: number | null;
}

/** What executed a nested statement: its name is quoted where PostgreSQL would, a trigger's says on which table. */
export interface Caller {
  readonly kind: 'function' | 'trigger' | 'foreign key';
  readonly name: string;
}

export interface NestedStatement {
  readonly text: string;
  /** Missing where nobody can tell. */
  readonly caller?: Caller;
  readonly calls: number;
  readonly buffers: number;
  /** Temporary blocks. */
  readonly temp: number;
  /** Bytes. */
  readonly wal: number;
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

/** What differs between the rows of the two sides. Values are PostgreSQL's text, null for NULL. */
export type ResultsDifference =
  /** Other columns, by name and order. */
  | { readonly kind: 'columns'; readonly base: readonly string[]; readonly head: readonly string[] }
  /** The same rows, of which this one, counted from 1, is the first in another place. */
  | { readonly kind: 'order'; readonly row: number }
  | {
      readonly kind: 'rows';
      /** Rows that the other side does not return, or not as often. */
      readonly onlyBase: number;
      readonly onlyHead: number;
      /** The first place that differs, counted from 1; null where the order does not matter. */
      readonly row: number | null;
      /** The first value that differs; null where a row has no counterpart. */
      readonly value: {
        readonly column: string;
        readonly base: string | null;
        readonly head: string | null;
        /** Whether the values may not be seen. */
        readonly isHidden: boolean;
      } | null;
    };

/** Whether both sides return the same rows. */
export interface ResultsCheck {
  readonly mode: 'bag' | 'ordered';
  /** null when nobody can tell; `why` then says why, as half a sentence. */
  readonly same: boolean | null;
  readonly rows: Readonly<Record<Side, number>> | null;
  /** null unless they differ. */
  readonly difference: ResultsDifference | null;
  readonly why: string | null;
  /** Whether head's data began as a copy of base's. */
  readonly sameData: boolean;
}

export interface CaseResult {
  /** The case as it is on head, or on base when it was removed. */
  readonly case: Case;
  /** As it is on base; missing or null where base does not register it. */
  readonly before?: Case | null;
  /** Whether the statement's text differs between the sides. */
  readonly textChanged: boolean;
  readonly sides: Readonly<Record<Side, SideResult>>;
  /** base's case on a second copy of base, for the cases that tell how much this machine's noise is. */
  readonly twin: SideResult;
  /** Missing where nobody asked, or where the rows cannot have changed. */
  readonly results?: ResultsCheck;
}
