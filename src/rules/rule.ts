import type { Comparison } from '../comparison/index.ts';
import type { RuleId } from '../config/index.ts';
import type { Measurement } from '../measurement/index.ts';
import type { Catalogue } from '../postgres/index.ts';
import type { Statement } from '../sql/index.ts';
import type { Side } from '../workspace/index.ts';
import type { ParsedStatement } from './parsed-statement.ts';
import type { Facts } from './types.ts';

/** One measured side of one case, with what a rule may look at. */
export interface Scene {
  readonly side: Side;
  readonly comparison: Comparison;
  readonly measurement: Measurement;
  readonly catalogue: Catalogue;
  /**
   * The statement as PostgreSQL's parser reads it; null where it cannot.
   * @internal Its types are those of a package that is bundled, which users of the library do not have.
   */
  readonly statement: ParsedStatement | null;
  /**
   * The same with the definitions of the views that it reads, for what a view may hide.
   * @internal As `statement`.
   */
  readonly expanded: ParsedStatement | null;
  /** Every measured case of the same query on this side, this one included. */
  readonly siblings: readonly { readonly parameters: string; readonly measurement: Measurement }[];
  /** What head is held against; null for base itself, for new queries and for those that failed on base. */
  readonly base: { readonly measurement: Measurement; readonly catalogue: Catalogue } | null;
}

/** The schema of one side, and what the pull request's migrations say. */
export interface SchemaScene {
  readonly side: Side;
  readonly catalogue: Catalogue;
  /** null for base itself, and where there is no base. */
  readonly base: Catalogue | null;
  readonly comparisons: readonly Comparison[];
  /** Whether every registered query is among the comparisons: without that, nobody knows that none uses an index. */
  readonly hasEveryQuery: boolean;
  /** SQL files that this side is built from, in the order they run. */
  readonly scripts: readonly Script[];
}

export interface Script {
  readonly kind: 'migration' | 'seed';
  readonly file: string;
  readonly text: string;
  /** As `splitStatements` cuts them; cut anew where they are missing. */
  readonly statements?: readonly Statement[];
  /** Whether base has no such file, or another text in it. */
  readonly isNew: boolean;
}

/** What a rule saw: facts without words. */
export interface Observation {
  /** What it is about, the same on both sides where it is the same thing: `deployments d`, an index's name, `''` for the whole. */
  readonly key: string;
  /** How much of it there is, in whatever the rule counts: twice as much as on base is worse. */
  readonly amount: number;
  readonly relation: string | null;
  /** Node id in the side's plan. */
  readonly node: number | null;
  /** Blocks that it costs; null where that cannot be told. */
  readonly buffers: number | null;
  /** Of what stands in the schema: pages of the index, or of the table that is read for the lack of one or kept from its writers. */
  readonly pages?: number;
  readonly facts: Facts;
  /** Where it stands: an offset (characters) in the case's `query.sql`, or a place in a script. */
  readonly at?: number | { readonly file: string; readonly line: number } | null;
  /** Whether it is worth one level less than what the rule speaks of otherwise, but no less than a note. */
  readonly isLesser?: boolean;
  /** For rules that know better than keys and amounts tell. */
  readonly isNew?: boolean;
}

export interface Words {
  /** What is wrong: the object, the numbers, and half a sentence on why it matters. */
  readonly message: string;
  /** The message without the numbers, where it explains a finding that has told them; the message itself where it is missing, '' for nothing more. */
  readonly cause?: string;
  /** Whether it only says more about what it explains, or about that of these rules, whose own remedy is the better one. */
  readonly keepsRemedy?: boolean | readonly RuleId[];
  /** One step to take, with the statement to type where there is one. */
  readonly remedy: string;
  /** The same where what it explains says another step, which then follows. */
  readonly remedyBefore?: string;
}

interface RuleBase {
  readonly id: RuleId;
  /** Where PostgreSQL's manual explains it. */
  readonly manual: string;
  describe(facts: Facts): Words;
}

type Thresholds = Readonly<Record<string, number>>;

/** Looks at one case on one side. */
export interface CaseRule extends RuleBase {
  readonly of: 'case';
  check(scene: Scene, thresholds: Thresholds): readonly Observation[] | Promise<readonly Observation[]>;
}

/** Looks at a side's schema. */
export interface SchemaRule extends RuleBase {
  readonly of: 'schema';
  check(scene: SchemaScene, thresholds: Thresholds): readonly Observation[] | Promise<readonly Observation[]>;
}

export type Rule = CaseRule | SchemaRule;
