import type { Comparison, CountChange } from '../comparison/index.ts';
import type { LimitName, PlanLock, quantiles } from '../config/index.ts';
import type { ResultsCheck } from '../measurement/index.ts';
import type { Finding } from '../rules/index.ts';

export type Outcome = 'pass' | 'warn' | 'fail' | 'error';

/** One thing that decided the verdict. Plain data: words come from `describeReason`. */
export type Reason =
  | {
      readonly kind: 'count-worse';
      readonly level: 'fail' | 'warn';
      readonly query: string;
      readonly parameters: string;
      readonly count: 'buffers' | 'temp' | 'wal';
      readonly base: number;
      readonly head: number;
      readonly tolerance: number;
    }
  | {
      readonly kind: 'slower';
      readonly level: 'fail' | 'warn';
      readonly query: string;
      readonly parameters: string;
      readonly base: number;
      readonly head: number;
      readonly low: number;
      readonly tolerance: number;
    }
  | {
      readonly kind: 'mixed';
      readonly level: 'warn';
      readonly query: string;
      readonly parameters: string;
      /** What got beyond its tolerance, in either direction. */
      readonly counts: readonly CountChange[];
      readonly buffersBase: number;
      readonly buffersHead: number;
      readonly latencyBase: number;
      readonly latencyHead: number;
    }
  | {
      readonly kind: 'over-budget';
      /** `note`: base exceeds the budget already and head does not make it worse. */
      readonly level: 'fail' | 'note';
      readonly query: string;
      readonly parameters: string;
      readonly budget: LimitName;
      /** In the unit of the budget: ms, blocks, bytes or rows. */
      readonly limit: number;
      /** The median for times, or the quantile; null for a quantile that too few samples show. */
      readonly actual: number | null;
      /** For a quantile, how many of head's samples are above the limit; null for other budgets. */
      readonly above: { readonly count: number; readonly samples: number } | null;
      /** null for new queries, and for a quantile that too few samples show. */
      readonly base: number | null;
      /** Whether base exceeds it too, or may: its interval reaches over the limit. */
      readonly before: boolean;
    }
  | {
      /** Too few samples to tell whether the quantile is within its budget; it is not surely over it. */
      readonly kind: 'budget-untold';
      readonly level: 'note';
      readonly query: string;
      readonly parameters: string;
      readonly budget: keyof typeof quantiles | 'latency' | 'planning';
      /** ms */
      readonly limit: number;
      readonly above: number;
      readonly samples: number;
      /** Samples that would be enough. */
      readonly needed: number;
    }
  | {
      readonly kind: 'plan-lock';
      /** `note`: base broke it too. */
      readonly level: 'fail' | 'note';
      readonly query: string;
      readonly parameters: string;
      readonly lock: PlanLock;
      /** Whether base broke it too; null for new queries. */
      readonly before: boolean | null;
      /** What head's plan does instead: the indexes that it uses, the tables that it scans, none for a spill. */
      readonly instead: readonly string[];
    }
  | {
      readonly kind: 'errored';
      /** `fail` on head only, `warn` on both, `note` on base only: head is then judged as new. */
      readonly level: 'fail' | 'warn' | 'note';
      readonly query: string;
      readonly parameters: string;
      /** `only`: there is no base. */
      readonly side: 'head' | 'both' | 'base' | 'only';
      readonly message: string;
      readonly hint: string | null;
      readonly timedOut: boolean;
    }
  | { readonly kind: 'finding'; readonly level: 'fail' | 'warn'; readonly finding: Finding }
  | {
      readonly kind: 'waived';
      readonly level: 'note';
      readonly waived: Reason;
      readonly reason: string;
      readonly expires: string | null;
    }
  | {
      readonly kind: 'waiver-expired';
      readonly level: 'fail';
      /** '' with the `relation` of a waiver of the schema. */
      readonly query: string;
      readonly rule: string | null;
      readonly relation?: string;
      readonly reason: string;
      readonly expires: string;
    }
  | {
      readonly kind: 'waiver-unused';
      readonly level: 'note';
      readonly query: string;
      readonly rule: string | null;
      readonly relation?: string;
      readonly reason: string;
      /** 1-based line in the configuration file. */
      readonly line: number;
      /** ISO date of its last day where that is over; null while it holds. */
      readonly expired: string | null;
    }
  | {
      /** A `-- plangate-ignore` that suppressed nothing. */
      readonly kind: 'ignore-unused';
      readonly level: 'note';
      readonly query: string;
      readonly rule: string;
      readonly reason: string;
      readonly file: string;
      /** 1-based. */
      readonly line: number;
    }
  | {
      readonly kind: 'results-differ';
      readonly level: 'fail';
      readonly query: string;
      readonly parameters: string;
      readonly check: ResultsCheck;
    }
  | { readonly kind: 'removed'; readonly level: 'note'; readonly query: string; readonly parameters: string }
  | {
      readonly kind: 'not-judged';
      readonly level: 'warn';
      readonly query: string;
      readonly parameters: string;
      readonly why: string;
    };

/** The judgement of one case. */
export interface CaseVerdict {
  readonly comparison: Comparison;
  readonly outcome: 'pass' | 'warn' | 'fail';
  /** Most severe first. */
  readonly reasons: readonly Reason[];
  /** Its plan locks, broken or not. */
  readonly locks: readonly LockState[];
}

/** A plan lock and what became of it; null for a side that was not measured. */
export interface LockState {
  readonly lock: PlanLock;
  readonly base: 'kept' | 'broken' | null;
  readonly head: 'kept' | 'broken' | null;
  /** See `Reason`. */
  readonly instead: readonly string[];
}

export interface Verdict {
  /** `error` when a case was not judged and nothing failed: what was not looked at has not passed. */
  readonly outcome: Outcome;
  /** Most severe first. */
  readonly reasons: readonly Reason[];
  /** Most severe first, then by what they moved or cost, see `caseImpact`; otherwise in the order given. */
  readonly cases: readonly CaseVerdict[];
}
