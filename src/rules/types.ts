import type { Severity } from '../config/index.ts';
import type { Side } from '../workspace/index.ts';

/** One thing that a rule saw. Plain data: words come from the rule (`describeFinding`), severity from policy. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly query: string;
  /** Parameter set's name, '' for none. */
  readonly parameters: string;
  readonly side: Side;
  /** Seen on head and not on base: the pull request adds it. Always true for new queries. */
  readonly isNew: boolean;
  readonly file: string;
  readonly line: number;
  /** `schema.table` or `table`; null where the finding is about no relation. */
  readonly relation: string | null;
  /** Node id in the side's plan, null where there is none. */
  readonly node: number | null;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

export type RuleId = 'sequential-scan';
