import { defaultThresholds, ruleIds, ruleKeys } from './rule-keys.ts';
import type { Policy } from './types.ts';

/** Everything that plangate assumes when nothing is written, in one place, with the reason. */
export const defaultPolicy: Policy = {
  postgres: {
    version: null,
    image: null,
    storage: 'auto',
    // Bytewise order on every machine, so that a sort or an index never depends on the runner's own locale.
    locale: 'C.UTF-8',
    settings: {},
    settingsFrom: null,
    extensions: [],
  },
  role: null,
  budgets: {},
  tolerances: {
    // Counts hardly ever move without a cause, so a tenth is already a change that somebody made.
    buffers: 0.1,
    temp: 0.1,
    wal: 0.1,
    // Medians of identical databases differed by 20 % in up to a tenth of the comparisons on a busy runner.
    latency: 0.25,
    // A scheduler's time slice: below it a difference says more of the machine than of the query.
    latencyFloor: 5,
    buffersFloor: 50,
  },
  strict: false,
  policyFrom: 'head',
  rules: Object.fromEntries(
    ruleIds.map(id => [id, { severity: ruleKeys[id].severity, thresholds: defaultThresholds(id) }]),
  ),
  waivers: [],
  // Longer than any query that belongs in a pull request's check, shorter than the patience of who waits for it.
  statementTimeout: 60_000,
  // Most cases are clear after five or seven. Thirty tell half as much again from nothing on a machine as noisy as CI's are.
  samples: 30,
  // A reader waits for the build anyway, and hardly longer for this.
  samplingTime: 30_000,
  // Most changes are meant to return other rows, or cannot.
  results: 'off',
  // Sums of doubles in another order of rows differ in the last digits of some fifteen.
  resultsTolerance: 1e-9,
};

/** Of the whole run, in ms: a job that hangs should end before somebody looks for it. */
export const defaultTimeLimit = 20 * 60_000;

/** Where the configuration is looked for, in this order. More than one is an error. */
export const configFiles = [
  'plangate.yml',
  'plangate.yaml',
  '.github/plangate.yml',
  '.github/plangate.yaml',
] as const;

/** Where common tools keep SQL migrations. The first folder with an .sql file in it is taken. */
export const migrationFolders = [
  'db/migrations',
  'migrations',
  'sql/migrations',
  'database/migrations',
  'supabase/migrations',
  'prisma/migrations',
] as const;

/** The first pattern that a file matches is taken; no seed at all is fine. */
export const seedPatterns = [
  'db/seed.sql',
  'db/seeds/**/*.sql',
  'seed.sql',
  'seeds/**/*.sql',
  'sql/seed.sql',
  'sql/seeds/**/*.sql',
  'database/seed.sql',
  'database/seeds/**/*.sql',
  'supabase/seed.sql',
  'prisma/seed.sql',
] as const;

export const queryFolders = ['db/queries', 'queries', 'sql/queries', 'database/queries'] as const;
