import type { Comparison } from '../comparison/index.ts';
import type { Severity } from '../config/index.ts';
import type { Measurement } from '../measurement/index.ts';
import type { Catalogue } from '../postgres/index.ts';
import type { Finding, RuleId } from './types.ts';

/** One measured side of one case, with what a rule may look at. */
export interface Scene {
  readonly comparison: Comparison;
  readonly measurement: Measurement;
  readonly catalogue: Catalogue;
  /** What head is held against; null for base itself, for new queries and for those that failed on base. */
  readonly base: { readonly measurement: Measurement; readonly catalogue: Catalogue } | null;
}

/** What a rule saw: facts without words. */
export type Observation = Pick<Finding, 'relation' | 'node' | 'facts'> & {
  /** Base does not show the same. Without a base it is always true. */
  readonly isNew: boolean;
};

export interface Words {
  /** What is wrong: the object, the numbers, and half a sentence on why it matters. */
  readonly message: string;
  /** One step to take, with the statement to type where there is one. */
  readonly remedy: string;
}

/** What a rule is, as it stands in its file. `Thresholds` gives the default of each threshold. */
export interface Rule {
  readonly id: RuleId;
  /** Where PostgreSQL's manual explains it. */
  readonly manual: string;
  readonly severity: Severity;
  readonly thresholds: Readonly<Record<string, number>>;
  check(scene: Scene, thresholds: Readonly<Record<string, number>>): Promise<readonly Observation[]>;
  describe(facts: Finding['facts']): Words;
}
