import type { Budget, ResultsMode } from '../config/index.ts';

/** One SQL statement in a query file that plangate measures. */
export interface RegisteredQuery {
  readonly name: string;
  /** Relative to the repository, with `/`. */
  readonly file: string;
  /** 1-based line of the statement's name annotation, or of its first token. */
  readonly line: number;
  /** Where `text` begins: line and column from 1, in characters. */
  readonly start?: { readonly line: number; readonly column: number };
  /** As it is in the file, without annotations. */
  readonly text: string;
  /** With every parameter as `$n`. */
  readonly sql: string;
  /** Names in the order of `$1`, `$2`, …; positional parameters are called `1`, `2`, …. */
  readonly parameters: readonly string[];
  /** At least one, unless `parametersFrom` is set; a query without parameters has one set with the name ''. */
  readonly sets: readonly ParameterSet[];
  /** `params from:`, a SELECT whose columns are the parameters. */
  readonly parametersFrom: { readonly sql: string; readonly line: number } | null;
  /** From `-- budget:` and `-- plan:`; empty when there is none. */
  readonly budget: Budget;
  readonly tags: readonly string[];
  /** 1-based lines of the annotations that there are. */
  readonly lines: Readonly<Partial<Record<'budget' | 'plan' | 'tags' | 'results' | 'calls', number>>>;
  /** From `-- results:`; null when there is none and the policy decides. */
  readonly results: ResultsMode | null;
  /** From `-- plangate-ignore`: findings that are accepted, each with its reason. */
  readonly ignores?: readonly Ignore[];
  /** From `-- calls:` or the file of `calls`, how often it is called in whatever time; weighs findings. null when nobody says. */
  readonly calls?: { readonly number: number } | null;
}

export interface Ignore {
  readonly rule: string;
  readonly reason: string;
  readonly line: number;
}

export interface ParameterSet {
  /** '' for an unnamed set. */
  readonly name: string;
  readonly line: number;
  /** PostgreSQL's text form per parameter name. */
  readonly values: Readonly<Record<string, string | null>>;
}

/** The unit that is measured and judged: a registered query with one parameter set. */
export interface Case {
  readonly query: RegisteredQuery;
  /** The set's name; '' for none. */
  readonly parameters: string;
  /** In the order of `$1`, `$2`, …, in PostgreSQL's text form. */
  readonly values: readonly (string | null)[];
}
