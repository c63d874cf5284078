import type { RuleId, Severity } from '../config/index.ts';
import type { Side } from '../workspace/index.ts';

export type { RuleId } from '../config/index.ts';

export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** One thing that a rule saw. Plain data: words come from the rule (`describeFinding`), severity from policy and weight. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** '' where the finding is about the schema, not about a query. */
  readonly query: string;
  /** Parameter set's name, '' for none. */
  readonly parameters: string;
  readonly side: Side;
  /** Seen on head and not on base, or far less of it: the pull request adds it or makes it worse. Always true for new queries. */
  readonly isNew: boolean;
  /** The query file; of the schema the migration that makes it so. null where that cannot be told. */
  readonly file: string | null;
  /** 1-based, null with `file`. */
  readonly line: number | null;
  /** 1-based, in characters; null where the finding is about no place in a text. */
  readonly column: number | null;
  /** `schema.table` or `table`; null where the finding is about no relation. */
  readonly relation: string | null;
  /** Node id in the side's plan, null where there is none. */
  readonly node: number | null;
  /** Of the case's blocks, from 0 to 1; null where no blocks can be told. */
  readonly share: number | null;
  /** Blocks, times the query's calls where those are known: what is told first. 0 where it is about no work. */
  readonly impact: number;
  /**
   * Pages that a finding about the schema is about, as they are stored: what is told first of findings without `impact`. Nobody
   * reads them with each call, so they are no blocks of work. null, or missing, where it is about a query, or nobody knows.
   */
  readonly pages?: number | null;
  /** Of the query, where they are known. */
  readonly calls?: number | null;
  /** The query's part in the work of all whose calls are known, from 0 to 1; null, or missing, where that cannot be told. */
  readonly weight?: number | null;
  /** The reason of the `-- plangate-ignore` that suppresses it; null without one. */
  readonly suppressed: string | null;
  readonly facts: Facts;
  /** Findings with the same cause, which are told with this one. */
  readonly also: readonly { readonly rule: RuleId; readonly facts: Facts }[];
}
