import { z } from 'zod';
import { byName, key, list, section, value } from './fields.ts';
import { file } from './file-field.ts';
import * as kinds from './kinds.ts';
import { message } from './message.ts';
import { policySides } from './option-table.ts';
import { planLocks } from './plan-lock-field.ts';
import { type RuleId, type RuleKeys, ruleIds, ruleKeys, type ThresholdKind } from './rule-keys.ts';
import { settings } from './settings-field.ts';
import { command, sources } from './sources-field.ts';
import { writtenThreshold } from './threshold.ts';
import type { Severity } from './types.ts';

/**
 * plangate.yml as it is written: the one place that says which keys there are, what they take and what they mean. The
 * values read, the editor's JSON Schema and the README's table all come from here; defaults stand in defaults.ts.
 */

const limits = {
  latency: key(kinds.duration, 'Median execution time'),
  'latency-p95': key(kinds.duration, 'Execution time that 95 % of the samples keep within'),
  'latency-p99': key(kinds.duration, 'Execution time that 99 % of the samples keep within'),
  planning: key(kinds.duration, 'Median planning time'),
  buffers: key(kinds.blocks, 'Blocks touched, of tables, indexes and temporary tables'),
  temp: key(
    kinds.blocks,
    'Blocks of temporary files, written when a sort or hash does not fit into work_mem',
  ),
  wal: key(kinds.bytes, 'Bytes of write-ahead log'),
  rows: key(kinds.count('a number of rows'), 'Rows returned or changed'),
  'rows-read': key(
    kinds.count('a number of rows'),
    'Rows that scans of tables read, those that filters threw away included',
  ),
};

/** As a query file writes them. */
export const limitsSchema = section(limits, 'latency: 500ms', 'Absolute limits for one query');

const tagged = section(
  { ...limits, plan: planLocks('Plan locks of the queries with this tag') },
  'latency: 50ms',
  'Absolute limits for the queries with this tag',
);

const budgetsSchema = section(
  {
    ...limits,
    plan: planLocks(
      'What every plan must look like: index NAME, no sequential scan, no sequential scan on TABLE, no spill',
    ),
    tags: byName(
      tagged,
      'web: {latency: 50ms}',
      'The same keys by tag, such as web: {latency: 50ms}, for the queries that bear it',
    ).optional(),
  },
  'latency: 500ms',
  "Absolute limits for every query. A query file's own replace those of its tags, and those the default",
);

const severity = kinds.choice('a severity', ['off', 'note', 'warning', 'error']);

const thresholdKinds: Readonly<Record<ThresholdKind, kinds.Kind<number>>> = {
  rows: kinds.count('a number of rows'),
  pages: kinds.count('a number of pages'),
  loops: kinds.count('a number of times'),
  share: kinds.share,
  factor: kinds.factor,
  milliseconds: kinds.duration,
  bytes: kinds.bytes,
};

const severityBy = (what: string, example: string) =>
  byName(value(severity, 'Severity'), example, `Severity by ${what}, where it is another one`).optional();

function ruleSection({ severity: initially, sees, thresholds }: RuleKeys) {
  const limits = Object.entries(thresholds).map(
    ([name, { kind, value: threshold, meaning }]) =>
      [name, key(thresholdKinds[kind], meaning, writtenThreshold(kind, threshold))] as const,
  );
  const keys = {
    severity: key(severity, 'What becomes of a new finding', initially),
    ...Object.fromEntries(limits),
    queries: severityBy('the name of a query', 'nightly-export: off'),
    tables: severityBy('the name of a table', 'audit_log: note'),
    tags: severityBy('tag', 'batch: note'),
  };
  return section(keys, 'severity: warning', sees).optional();
}

/** Their keys are only known where they run, so what was read is typed by hand. */
type RuleFile = { readonly [Key in 'queries' | 'tables' | 'tags']?: Readonly<Record<string, Severity>> } & {
  readonly severity?: Severity;
};

const rules = Object.fromEntries(ruleIds.map(id => [id, ruleSection(ruleKeys[id])])) as unknown as Record<
  RuleId,
  z.ZodType<RuleFile | undefined>
>;

const ruleId: kinds.Kind<string> = {
  noun: 'a rule',
  remedy: `Write one of: ${ruleIds.join(', ')}.`,
  schema: { enum: ruleIds },
  read: input => ruleIds.find(id => id === input) ?? null,
};

const queryOrTable = 'Write which query it is for; for a finding about the schema, its rule and relation.';

const waiver = section(
  {
    query: key(kinds.text('the name of a query', queryOrTable), 'The query that is let pass'),
    rule: key(ruleId, 'The rule it is let pass by; without it, everything about the query'),
    relation: key(
      kinds.text('the name of a table', 'Write it as table or schema.table.'),
      'Instead of query: the table whose findings of the rule, about the schema, are let pass',
    ),
    reason: value(kinds.text('a reason', 'Write why this is acceptable.'), 'Why that is acceptable'),
    expires: key(kinds.date, 'Its last day, in UTC; without it, it never ends'),
  },
  'query: model-stats',
  'One accepted regression or finding',
)
  .superRefine(({ query, rule, relation }, context) => {
    const fault = (path: string, problem: string, remedy: string) =>
      context.addIssue({ code: 'custom', path: [path], message: message(problem, remedy) });
    if (query === undefined && relation === undefined)
      fault('query', 'the name of a query is missing.', queryOrTable);
    if (query !== undefined && relation !== undefined)
      fault('relation', 'a finding about the schema belongs to no query.', 'Write either query or relation.');
    if (relation !== undefined && rule === undefined)
      fault('rule', 'a rule is missing.', 'Write by which rule the table is let pass.');
  })
  .meta({
    oneOf: [
      { properties: { query: true }, required: ['query'] },
      { properties: { rule: true, relation: true }, required: ['rule', 'relation'] },
    ],
  });

const extension = kinds.text(
  'the name of an extension',
  'Write the name as CREATE EXTENSION takes it, such as pg_trgm.',
  /^[A-Za-z_][A-Za-z0-9_-]*$/,
);

const postgres = section(
  {
    version: key(
      { ...kinds.count('a supported major version', 14, 18), remedy: 'Write 14, 15, 16, 17 or 18.' },
      'Major version; without it, whichever is found, with the engine docker 18',
    ),
    image: key(
      kinds.text('a container image', 'Write it as docker pull takes it.'),
      'Image of the docker engine. Without it: postgres:<version>',
    ),
    storage: key(
      kinds.storage,
      'Where the docker engine keeps its data: memory where it fits (auto), disk, or so much memory',
      'auto',
    ),
    locale: key(
      kinds.text('a locale', 'Write it as initdb takes it, such as C.UTF-8.', /^[A-Za-z0-9_.@-]+$/),
      'Locale of the databases',
      'C.UTF-8',
    ),
    settings: settings.optional(),
    'settings-from': file(
      'File with the settings of production: postgresql.conf, or pg_settings as psql prints it',
    ),
    extensions: list(
      value(extension, 'Name of an extension'),
      'Write a list, such as [pg_trgm].',
      'Extensions that both databases are created with',
    ).optional(),
  },
  'version: 17',
  'The server that both sides are built on',
);

const tolerances = section(
  {
    buffers: key(kinds.percentage, 'Blocks touched', '10%'),
    temp: key(kinds.percentage, 'Blocks of temporary files', '10%'),
    wal: key(kinds.percentage, 'Bytes of write-ahead log', '10%'),
    latency: key(kinds.percentage, 'Execution time', '25%'),
    'latency-floor': key(kinds.duration, 'Differences in time below this are never judged', '5ms'),
    'buffers-floor': key(kinds.blocks, 'Differences in blocks below this are never judged', 50),
  },
  'buffers: 10%',
  'How much worse than base a query may get',
);

export const fileSchema = section(
  {
    postgres: postgres.optional(),
    prepare: key(
      command,
      'Command that runs in the tree of each side before external commands, such as npm ci',
    ),
    migrations: sources(
      true,
      'Folder, files, or {command: …}; one path or a list. Without it: found in the repository',
    ),
    seed: sources(true, 'Files that fill the tables, or {command: …}. Without it: found in the repository'),
    queries: sources(false, 'Query files; one path or a list. Without it: found in the repository'),
    paths: sources(
      false,
      'What prepare and external commands depend on: paths or patterns. Without it, no pull request is skipped where there are commands',
    ),
    role: key(
      kinds.text('the name of a role', 'Write the role that the application connects as.'),
      'Who runs the queries, where row security or search_path matter',
    ),
    budgets: budgetsSchema.optional(),
    tolerances: tolerances.optional(),
    strict: key(
      kinds.flag,
      'Fail on every budget exceeded, even where base exceeds it and head is no worse',
      false,
    ),
    'policy-from': key(
      kinds.choice('a side', policySides),
      "Whose budgets, tolerances, strict, rules and waivers judge. base counts where base's own file says it, so that a pull request cannot loosen what judges it",
      'head',
    ),
    rules: section(
      rules,
      'sequential-scan: {severity: warning}',
      'Severity and thresholds by rule',
    ).optional(),
    waivers: list(
      waiver,
      'Write a dash before each, such as - {query: model-stats, reason: nightly job}.',
      'Accepted regressions and findings',
    ).optional(),
    calls: file(
      'Export of pg_stat_statements, CSV or JSON with the columns query and calls: findings of what is called most are told first',
    ),
    'statement-timeout': key(kinds.timeout, 'Longest time for one execution of one query', '60s'),
    samples: key(
      kinds.count('a number of samples', 1, 1000),
      'Latency samples for each query and side, at most: five, and more while the answer is not clear',
      30,
    ),
    'sampling-time': key(
      kinds.duration,
      'Time for the samples of all queries together, and as much again for what is measured a second time; then seven must do; of a query that takes long by itself five, or three that are alike',
      '30s',
    ),
    results: key(
      kinds.resultsMode,
      'Whether both sides must return the same rows: in any order (bag), or in the same (ordered)',
      'off',
    ),
    'results-tolerance': key(
      kinds.tinyShare,
      'Floats and numerics that differ by no more than this share are the same',
      1e-9,
    ),
  },
  'migrations: db/migrations',
  'Configuration of plangate, the query-plan gate for PostgreSQL pull requests',
);

export type File = z.infer<typeof fileSchema>;

/** The JSON Schema of plangate.yml, for editors. */
export function configJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(fileSchema, {
    io: 'input',
    // zod drops `default` from what it transforms, because it would be the value written, not the value read.
    override({ jsonSchema }) {
      if (!('initially' in jsonSchema)) return;
      const { initially } = jsonSchema;
      delete jsonSchema.initially;
      Object.assign(jsonSchema, { default: initially });
    },
  });
  return { ...schema, title: 'plangate.yml' };
}
