import type { Comparison, CountChange } from '../comparison/index.ts';
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
      readonly budget: 'latency' | 'planning' | 'buffers' | 'temp' | 'wal' | 'rows';
      /** In the unit of the budget: ms, blocks, bytes or rows. */
      readonly limit: number;
      /** The median for times. */
      readonly actual: number;
      /** null for new queries. */
      readonly base: number | null;
      /** Whether base exceeds it too, or may: its interval reaches over the limit. */
      readonly before: boolean;
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
      readonly level: 'fail' | 'warn';
      readonly query: string;
      readonly rule: string | null;
      readonly reason: string;
      readonly expires: string;
    }
  | {
      readonly kind: 'waiver-unused';
      readonly level: 'note';
      readonly query: string;
      readonly rule: string | null;
      readonly reason: string;
      /** 1-based line in the configuration file. */
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
}

export interface Verdict {
  /** `error` when a case was not judged and nothing failed: what was not looked at has not passed. */
  readonly outcome: Outcome;
  /** Most severe first. */
  readonly reasons: readonly Reason[];
  /** Most severe first, otherwise in the order given. */
  readonly cases: readonly CaseVerdict[];
}
