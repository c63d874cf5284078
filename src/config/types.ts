import type { EngineName, SettingsFrom, Storage } from '../postgres/index.ts';
import type { Side } from '../workspace/index.ts';

/** A URL as it was given; its text is secret, its place is not. */
export interface GivenUrl {
  readonly url: string;
  /** `--database-url`, `input database-url` or `PLANGATE_DATABASE_URL`. */
  readonly place: string;
}

/** Where the databases come from. */
export type Source =
  /** Built on a server that plangate starts. */
  | { readonly kind: 'engine'; readonly engine: 'auto' | Exclude<EngineName, 'url'> }
  /** Built on a server that is there already, or only read there. */
  | ({ readonly kind: 'url'; readonly isReadOnly: boolean } & GivenUrl)
  /** Both are there already. */
  | { readonly kind: 'two-urls'; readonly base: GivenUrl; readonly head: GivenUrl };

/** What the user typed or the workflow gave: the command line, or the Action's inputs. Read once. */
export interface Options {
  /** Folder inside the repository to check. */
  readonly directory: string;
  readonly base: string | null;
  readonly head: string | null;
  /** Path of the configuration file, relative to the repository; null searches plangate.yml, .github/plangate.yml. */
  readonly config: string | null;
  readonly source: Source;
  /** Whether values from a database that plangate only reads may appear in its outputs. */
  readonly showValues: boolean;
  /** Names of the only queries to measure; empty for all. */
  readonly only: readonly string[];
  /** Files to write reports to. The ending picks the format. */
  readonly reports: readonly string[];
  readonly quiet: boolean;
  /** ms for the whole run. */
  readonly timeLimit: number;
  /** Whose policy judges; null leaves it to base's configuration. */
  readonly policyFrom: Side | null;
}

export type Severity = 'off' | 'note' | 'warning' | 'error';

/** A relation as a plan lock names it, folded as PostgreSQL does. */
export interface LockedName {
  /** null where none is written: then it is the table of that name in any schema. */
  readonly schema: string | null;
  readonly name: string;
}

/** What a query's plan must, or must not, do. Its words come from `lockText`. */
export type PlanLock =
  /** EXPLAIN names indexes without their schema, so it does not count. */
  | { readonly kind: 'index'; readonly index: LockedName }
  /** null: on no table at all. */
  | { readonly kind: 'no-sequential-scan'; readonly table: LockedName | null }
  | { readonly kind: 'no-spill' };

/** Absolute limits. A missing key is no limit. */
export interface Budget {
  /** ms, median. */
  readonly latency?: number;
  /** ms: 95 % of the executions must take no longer. */
  readonly 'latency-p95'?: number;
  /** ms: 99 % of the executions must take no longer. */
  readonly 'latency-p99'?: number;
  /** ms, median. */
  readonly planning?: number;
  /** Blocks. */
  readonly buffers?: number;
  /** Blocks. */
  readonly temp?: number;
  /** Bytes. */
  readonly wal?: number;
  readonly rows?: number;
  /** Rows that scans of tables read, those that filters threw away included. */
  readonly 'rows-read'?: number;
  /** What the plan must look like. */
  readonly plan?: readonly PlanLock[];
}

export type LimitName = Exclude<keyof Budget, 'plan'>;

/** Budgets of every query, and those of the queries that bear a tag. */
export interface Budgets extends Budget {
  readonly tags?: Readonly<Record<string, Budget>>;
}

/** How much worse than base a case may get, as a fraction: 0.1 is 10 %. */
export interface Tolerances {
  readonly buffers: number;
  readonly temp: number;
  readonly wal: number;
  readonly latency: number;
  /** ms. Smaller differences in latency are never judged. */
  readonly latencyFloor: number;
  /** Blocks. Smaller differences in buffers and temp are never judged. */
  readonly buffersFloor: number;
}

/** `bag`: the same rows in whatever order. */
export type ResultsMode = 'off' | 'bag' | 'ordered';

export type SqlSource = { readonly patterns: readonly string[] } | { readonly command: string };

export interface RuleSettings {
  readonly severity: Severity;
  /** Thresholds by the rule's own names, such as `rows` and `pages`. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** Severities that hold for one query, relation (`table` or `schema.table`) or tag instead, in this order. */
  readonly queries?: Readonly<Record<string, Severity>>;
  readonly tables?: Readonly<Record<string, Severity>>;
  readonly tags?: Readonly<Record<string, Severity>>;
}

export interface Waiver {
  /** '' for one of the schema, whose findings belong to no query. */
  readonly query: string;
  /** null waives every reason of the query; one of the schema has a rule. */
  readonly rule: string | null;
  /** Of the schema: the table, as `table` or `schema.table`. */
  readonly relation?: string;
  readonly reason: string;
  /** ISO date, valid to the end of its day, UTC. null never expires. */
  readonly expires: string | null;
  /** 1-based line in the configuration file. */
  readonly line: number;
}

/** What a side is made of: read from that side's own plangate.yml. */
export interface Sources {
  readonly prepare: string | null;
  readonly migrations: SqlSource;
  readonly seed: SqlSource | null;
  readonly queries: readonly string[];
  /** Patterns of what `prepare` and external commands depend on; empty when nobody says. */
  readonly paths: readonly string[];
}

/** How the two sides are run and judged: read from head's plangate.yml. */
export interface Policy {
  readonly postgres: {
    readonly version: number | null;
    readonly image: string | null;
    /** Where the docker engine keeps its data; a number is bytes of memory. */
    readonly storage: Storage;
    readonly locale: string;
    readonly settings: Readonly<Record<string, string>>;
    /** The settings of production, all of them; null when no file is named. */
    readonly settingsFrom: SettingsFrom | null;
    readonly extensions: readonly string[];
  };
  readonly role: string | null;
  readonly budgets: Budgets;
  readonly tolerances: Tolerances;
  readonly strict: boolean;
  /** Whose policy judges; only base's word for it counts. */
  readonly policyFrom: Side;
  readonly rules: Readonly<Record<string, RuleSettings>>;
  readonly waivers: readonly Waiver[];
  /** ms for one execution of one query. */
  readonly statementTimeout: number;
  /** Latency samples per side and case, at most. */
  readonly samples: number;
  /** ms for the latency samples of all cases together. */
  readonly samplingTime: number;
  /** Whether both sides must return the same rows, and in the same order, of queries that do not say it themselves. */
  readonly results: ResultsMode;
  /** Of the larger of two floats or numerics: by so much they may differ and still be the same. */
  readonly resultsTolerance: number;
}

/** A side's policy, and where each of its keys is written. */
export interface WrittenPolicy {
  /** Relative to the repository; null when there is no file and every key has its default. */
  readonly file: string | null;
  readonly policy: Policy;
  /** 1-based line of the key that `path` leads to, or of the nearest one above it that is written. */
  lineOf(path: readonly (string | number)[]): number;
  /** Whether the key that `path` leads to is written, not a default. */
  isWritten(path: readonly string[]): boolean;
}

export interface Config {
  /** Where it was read, relative to the repository; null when there is no file and defaults were found. */
  readonly file: string | null;
  readonly sources: Sources;
  readonly policy: Policy;
  /** How often statements are called, where `calls` names a file that says so. */
  readonly calls?: readonly StatementCalls[];
}

/** A statement as pg_stat_statements has it, and how often it was called. */
export interface StatementCalls {
  readonly query: string;
  readonly calls: number;
}

/** The inputs that only the Action has. */
export interface ActionInputs {
  /** `publish` measures nothing: it shows what the workflow run of a fork's pull request left in its artifact. */
  readonly mode: 'check' | 'publish';
  /** Of the check run, the comment and the artifact. */
  readonly name: string;
  /** Secret. */
  readonly token: string | null;
  /** `auto` posts what a reader could act on or be glad of, and keeps an existing comment up to date. */
  readonly comment: 'auto' | 'always' | 'never';
  /** Whether to write a check run. */
  readonly check: boolean;
  /** Whether to keep the reports as an artifact. */
  readonly artifact: boolean;
  /** Whether a pull request that changes nothing that is measured ends at once. */
  readonly skipUnchanged: boolean;
}
