import type { Comparison } from '../comparison/index.ts';
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
      readonly buffersBase: number;
      readonly buffersHead: number;
      readonly latencyBase: number;
      readonly latencyHead: number;
    }
  | {
      readonly kind: 'over-budget';
      readonly level: 'fail' | 'warn';
      readonly query: string;
      readonly parameters: string;
      readonly budget: 'latency' | 'planning' | 'buffers' | 'temp' | 'wal' | 'rows';
      readonly limit: number;
      readonly actual: number;
      readonly base: number | null;
    }
  | {
      readonly kind: 'errored';
      readonly level: 'fail' | 'warn';
      readonly query: string;
      readonly parameters: string;
      readonly side: 'head' | 'both' | 'base';
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
  | { readonly kind: 'removed'; readonly level: 'note'; readonly query: string; readonly parameters: string }
  | {
      readonly kind: 'not-judged';
      readonly level: 'warn' | 'fail';
      readonly query: string;
      readonly parameters: string;
      readonly why: string;
    };

/** The judgement of one case. */
export interface CaseVerdict {
  readonly comparison: Comparison;
  readonly outcome: 'pass' | 'warn' | 'fail';
  readonly reasons: readonly Reason[];
}

export interface Verdict {
  readonly outcome: Outcome;
  /** Most severe first. */
  readonly reasons: readonly Reason[];
  readonly cases: readonly CaseVerdict[];
}
