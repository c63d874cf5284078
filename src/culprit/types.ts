import type { Comparison } from '../comparison/index.ts';
import type { CasePair, SessionPolicy } from '../measurement/index.ts';
import type { DifferentSetting } from '../postgres/index.ts';
import type { Metric } from './metric.ts';

/** What moved a case. */
export interface Culprit {
  /** `together`: the query's text and something else. `unknown`: looked for, and only `text` can be told. */
  readonly kind: 'query' | 'migration' | 'seed' | 'settings' | 'together' | 'unknown';
  /** On head, relative to the repository; null where it is in no file of head's. */
  readonly file: string | null;
  /** 1-based; null where only the file is known. */
  readonly line: number | null;
  /** The statement on one line, clipped; null where it is not told apart. */
  readonly statement: string | null;
  /** `caused by db/migrations/0043_drop_old_index.sql:2: DROP INDEX a_idx`. Holds names as they came. */
  readonly text: string;
}

/** A setting of the server that this change sets otherwise. */
export interface ChangedSetting extends DifferentSetting {
  /** Where head writes it; null with `line` where it does not, and PostgreSQL's own holds. */
  readonly file: string | null;
  readonly line: number | null;
}

/** Blocks that a first execution on each side must read where nothing is cached. */
export interface ColdReads {
  readonly base: number;
  readonly head: number;
}

export interface CaseCulprit {
  readonly query: string;
  readonly parameters: string;
  /** null where it was not reached; a warning then says so. */
  readonly culprit: Culprit | null;
  /** Of mixed cases; null where it cannot be told. */
  readonly cold: ColdReads | null;
}

export interface Culprits {
  readonly cases: readonly CaseCulprit[];
  readonly warnings: readonly string[];
}

/** A case that got worse, and the number that shows it. */
export interface Suspect {
  readonly comparison: Comparison;
  readonly pair: CasePair;
  readonly metric: Metric;
}

export interface TrialPolicy extends SessionPolicy {
  /** Created in a database before anything else runs there. */
  readonly extensions: readonly string[];
}
