import type { Work } from '../../../src/plan/index.ts';

/** What was counted and timed of one side of a story. */
export interface RecordedSide {
  /** The planner's estimate, which decides nothing. */
  readonly cost: number;
  /** One entry for each counted execution. */
  readonly work: readonly Work[];
  /** ms, in the order taken. */
  readonly latency: readonly number[];
}

export interface RecordedCase {
  /** Version of PostgreSQL. */
  readonly server: string;
  readonly base: RecordedSide;
  readonly head: RecordedSide;
}
