import type { ErrorKind } from '../errors.ts';
import type { Reason } from '../verdict/index.ts';

/** What an annotation says of its kind, whatever the case: rules have pages of their own. */
export interface VerdictRule {
  readonly level: 'error' | 'warning' | 'note';
  /** One sentence: what has happened. */
  readonly short: string;
  /** When it is said, and why it matters. */
  readonly full: string;
  /** What to do where no finding knows better. */
  readonly remedy: string;
}

/** Reasons that stand for something else, or that nobody has to act on. */
type Silent = 'finding' | 'waived' | 'waiver-unused' | 'ignore-unused' | 'budget-untold' | 'removed';

const waiver = 'If it is meant to be so, add a waiver with a reason and a date to plangate.yml.';

/** Kinds of reasons that annotations are made of, and what is said beside them. */
type Told = Exclude<Reason['kind'], Silent> | 'gate-loosened';

/** What is said of each kind. A missing one is a compile error. */
export const verdictRules: Readonly<Record<Told, VerdictRule>> = {
  'count-worse': {
    level: 'error',
    short: 'A query does more work than on base.',
    full: 'Head touches more blocks, writes more temporary blocks or more WAL than base, beyond the tolerance and the floor, and is not surely faster for it. These are counts, the same on every machine.',
    remedy: `Compare the plans before and after in the report. ${waiver}`,
  },
  slower: {
    level: 'error',
    short: 'A query is slower than on base.',
    full: 'Head is surely slower than base, beyond the tolerance and the floor: both were measured in turn, and the whole interval of the ratio lies above the tolerance.',
    remedy: `Compare the plans before and after in the report. ${waiver}`,
  },
  mixed: {
    level: 'warning',
    short: 'A query does more work in less time, or less work in more time.',
    full: 'Counts and time moved in opposite directions. More work that is faster today may be slower when the cache is cold or the table grows.',
    remedy: `Look at both numbers and decide which of them matters here. ${waiver}`,
  },
  'over-budget': {
    level: 'error',
    short: 'A query is over its budget.',
    full: 'Head exceeds an absolute limit that the query file or plangate.yml sets, and base did not, or head makes it worse.',
    remedy: `Make the query cheaper, or raise the budget where it is set. ${waiver}`,
  },
  'plan-lock': {
    level: 'error',
    short: 'A query breaks a plan lock.',
    full: 'The query file or plangate.yml says what its plan must look like; on head the plan does not, and on base it did, or there is no base to compare with.',
    remedy: `Compare the plans before and after in the report, and mend what keeps the plan from it, or change the lock where it is set. ${waiver}`,
  },
  errored: {
    level: 'error',
    short: 'A query fails or times out.',
    full: 'The statement failed or ran into the statement timeout. It is a failure where the query worked on base.',
    remedy:
      'Correct the query, or the migration that takes away what it needs; one that is only slow may need a longer statement-timeout in plangate.yml.',
  },
  'results-differ': {
    level: 'error',
    short: 'A query returns other rows than on base.',
    full: 'The statement was executed once more on both sides, with the same parameters, and its rows differ, although the configuration or the query file says that they must be the same.',
    remedy: `Correct the query or the migration; where other rows are what it is about, write -- results: off above the query. ${waiver}`,
  },
  'not-judged': {
    level: 'warning',
    short: 'A query was not judged.',
    full: 'The query was not measured on one of the sides, so nobody knows whether it got worse.',
    remedy:
      'Read why it was not measured: a run that ended early needs a longer time limit, a query that writes needs a database of its own. What nobody has looked at has not passed.',
  },
  'gate-loosened': {
    level: 'note',
    short: 'The change loosens the gate itself.',
    full: 'A budget, tolerance, rule, waiver, suppression or registered query of the gate is changed so that it lets more pass than on base.',
    remedy: 'Let somebody who answers for the gate agree to it, or take it back.',
  },
  'waiver-expired': {
    level: 'error',
    short: 'A waiver has expired.',
    full: 'What the waiver let pass counts again since the day after its last one, UTC, and is still there.',
    remedy: 'Mend what the waiver let pass, or give it a new date in plangate.yml.',
  },
};

/** null for what is no kind of reason, such as a rule's id. */
export function verdictRule(kind: string): VerdictRule | null {
  const known: Readonly<Record<string, VerdictRule>> = verdictRules;
  return Object.hasOwn(known, kind) ? (known[kind] ?? null) : null;
}

/** What kept plangate from doing its job, by the kind of the error, as the end of a sentence. */
export const errorWords: Readonly<Record<ErrorKind | 'interrupted' | 'unexpected', string>> = {
  usage: 'an option or input is wrong',
  configuration: 'the configuration cannot be used',
  repository: 'the repository cannot be read',
  migration: 'a migration failed',
  seed: 'a seed failed',
  query: 'a query file cannot be used',
  server: 'PostgreSQL could not be started or reached',
  github: 'GitHub did not answer as expected',
  'time-limit': 'the time limit was reached',
  interrupted: 'the run was interrupted',
  unexpected: 'something unexpected happened',
};
