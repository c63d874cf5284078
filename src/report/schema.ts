import { z } from 'zod';

/**
 * The report: one serialisable value from which every output is rendered. Published as dist/report.schema.json.
 * Units: latency in ms, buffers and temp in blocks, wal and sizes in bytes; ratios are head / base, null when base is 0.
 * `schema` changes its number only together with a migration note in the changelog.
 */

const count = z.number().int().min(0);
const milliseconds = z.number().min(0);

/** Rows may be an estimate with decimals: PostgreSQL reports averages per loop. */
const work = z.object({ buffers: count, rows: z.number().min(0), temp: count, wal: count });

const interval = z.object({ median: milliseconds, low: milliseconds, high: milliseconds, samples: count });

/** Whether head does more or less, beyond tolerance and floor. */
const countAnswer = z.enum(['worse', 'better', 'same']);

const sideReport = z.object({
  /** Of one execution; the smallest of each count where the counted executions differ. */
  work: work,
  /** The largest of each count; null where every counted execution did the same. */
  mostWork: work.omit({ rows: true }).nullable().default(null),
  workSource: z.enum(['statement', 'plan']),
  latency: interval,
  planning: interval,
  /** A digest of node types, relations, indexes and join types. */
  shape: z.string(),
  /** The plan as an indented text tree, such as psql shows it, with actual rows and buffers per node. */
  plan: z.string(),
  /** What EXPLAIN (FORMAT JSON) gave, without white space: what other tools draw a plan from. */
  explain: z.string(),
  /** Work inside triggers, functions and foreign keys that the plan does not show, largest first. */
  nested: z.array(
    z.object({
      text: z.string(),
      /** What executed it, as `trigger audit on orders`; null where nobody can tell. */
      caller: z.string().nullable().default(null),
      calls: count,
      buffers: count,
    }),
  ),
});

/**
 * A line of two plans in one tree: on both sides (` `), only on base (`-`), only on head (`+`), or a step that both have
 * and that touches many more or fewer blocks now (`!`).
 */
const planDiffLine = z.object({ sign: z.enum([' ', '-', '+', '!']), text: z.string() });

export const planChangeSchema = z.object({
  kind: z.string(),
  subject: z.string(),
  from: z.string(),
  to: z.string(),
  lostIndex: z.boolean(),
  /** Blocks that its nodes touched themselves, without their children; null where a side has no such node. */
  baseBuffers: count.nullable(),
  headBuffers: count.nullable(),
  /** The change as a sentence. */
  text: z.string(),
});

/** A place where a count that moved beyond tolerance differs between the sides, without what other places did. */
const attribution = z.object({
  count: z.enum(['buffers', 'temp', 'wal']),
  /** A step of the plan; a trigger or foreign key; a statement that one of them or a function executed; outside the plan. */
  kind: z.enum(['node', 'trigger', 'statement', 'rest']),
  /** The step as EXPLAIN names it, or the trigger's name. */
  where: z.string(),
  statement: z.string().nullable(),
  /** The function that executed it, as `score(integer)`. */
  caller: z.string().nullable().default(null),
  calls: count.nullable(),
  /** Blocks, or bytes of WAL; null on a side that has no such place. */
  base: z.number().nullable(),
  head: z.number().nullable(),
  /** Ids of the step in each plan, counted from 0 in EXPLAIN's order. */
  baseNode: count.nullable(),
  headNode: count.nullable(),
  /** Whether one of `planChanges` is about it. */
  isPlanChange: z.boolean(),
});

const finding = z.object({
  rule: z.string(),
  severity: z.enum(['note', 'warning', 'error']),
  /** '' where the finding is about the schema. */
  query: z.string(),
  parameters: z.string(),
  side: z.enum(['base', 'head']),
  isNew: z.boolean(),
  /** null, with `line`, where nobody can tell. */
  file: z.string().nullable(),
  line: z.number().int().min(1).nullable(),
  column: z.number().int().min(1).nullable().default(null),
  relation: z.string().nullable(),
  /** Of the case's blocks, from 0 to 1. */
  share: z.number().min(0).max(1).nullable().default(null),
  /** Blocks, times the query's calls where those are known. */
  impact: z.number().min(0).default(0),
  /** Pages that a finding about the schema is about, as they are stored; null, or left out, where it is about a query, or nobody knows. */
  pages: count.nullable().optional(),
  /** How often the query is called, in whatever time; null, or left out, where nobody says. */
  calls: z.number().min(0).nullable().optional(),
  /** The query's part in the work of all whose calls are known, from 0 to 1; null, or left out, where that cannot be told. */
  weight: z.number().min(0).max(1).nullable().optional(),
  /** The reason why it is accepted in the query file. */
  suppressed: z.string().nullable().default(null),
  /** Rules whose findings have the same cause and are told with this one. */
  also: z.array(z.string()).default([]),
  message: z.string(),
  /** What to do, in words. */
  remedy: z.string(),
  /** The statement to type, where there is one. */
  statement: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const reason = z.object({
  kind: z.string(),
  level: z.enum(['fail', 'warn', 'note', 'error']),
  query: z.string().nullable(),
  parameters: z.string(),
  text: z.string(),
});

const lockState = z.enum(['kept', 'broken']).nullable();
/** What moved a case that got worse. */
const culprit = z.object({
  /** `together`: the query's text and something else. `unknown`: looked for, and only `text` can be told. */
  kind: z.enum(['query', 'migration', 'seed', 'settings', 'together', 'unknown']),
  /** On head; null where it is in no file of head's. */
  file: z.string().nullable(),
  /** null where only the file is known. */
  line: z.number().int().min(1).nullable(),
  /** The statement on one line, clipped; null where it is not told apart. */
  statement: z.string().nullable(),
  /** `caused by db/migrations/0043_drop_old_index.sql:2: DROP INDEX a_idx` */
  text: z.string(),
});

const caseReport = z.object({
  query: z.string(),
  /** Name of the parameter set, '' for none. */
  parameters: z.string(),
  file: z.string(),
  line: z.number().int().min(1),
  /** `explained`: there is no base to compare with. */
  status: z.enum(['unchanged', 'changed', 'new', 'removed', 'errored', 'mixed', 'not-judged', 'explained']),
  direction: z.enum(['better', 'worse', 'mixed', 'same']).nullable(),
  outcome: z.enum(['pass', 'warn', 'fail']),
  /** The statement as it is in the file (head's, or base's for a removed query). */
  sql: z.string(),
  /** Whether the statement differs between the sides. */
  sqlChanged: z.boolean(),
  base: sideReport.nullable(),
  head: sideReport.nullable(),
  /** null unless both sides were measured. */
  change: z
    .object({
      buffers: z.number().nullable(),
      temp: z.number().nullable(),
      wal: z.number().nullable(),
      rows: z.number().nullable(),
      counts: z.object({ buffers: countAnswer, temp: countAnswer, wal: countAnswer }),
      latency: z.object({ ratio: z.number(), low: z.number(), high: z.number() }).nullable(),
      answer: z.enum(['slower', 'faster', 'no-difference', 'unstable']),
      significant: z.boolean(),
    })
    .nullable(),
  /** Whether both sides return the same rows; null where nobody asked, or where the rows cannot have changed. */
  results: z
    .object({
      /** `bag`: in whatever order. */
      checked: z.enum(['bag', 'ordered']),
      /** null when nobody can tell; `text` says why. */
      same: z.boolean().nullable(),
      /** Rows that each side returned; null when nobody can tell. */
      baseRows: count.nullable(),
      headRows: count.nullable(),
      /** What was found, as half a sentence. */
      text: z.string(),
    })
    .nullable(),
  /** What moved the most blocks first. */
  planChanges: z.array(planChangeSchema),
  /** Where the counts that moved arise, the largest difference first within a count; at most five places of each. */
  attribution: z.array(attribution),
  /**
   * Both plans as one indented tree, as head has it, without times; lines of steps that matter end with an arrow and
   * the blocks that they touch more or less. null unless both sides were measured and their plans differ in a step or
   * a number, and for plans too large to be compared step by step.
   */
  planDiff: z.array(planDiffLine).nullable(),
  /** Why it was not measured on a side, by side. */
  failures: z.array(
    z.object({
      side: z.enum(['base', 'head']),
      message: z.string(),
      /** SQLSTATE; null when the case was not reached. */
      code: z.string().nullable(),
      hint: z.string().nullable(),
      timedOut: z.boolean(),
    }),
  ),
  budgets: z.array(
    z.object({
      name: z.enum([
        'latency',
        'latency-p95',
        'latency-p99',
        'planning',
        'buffers',
        'temp',
        'wal',
        'rows',
        'rows-read',
      ]),
      limit: z.number(),
      base: z.number().nullable(),
      head: z.number().nullable(),
      /**
       * Whether head is surely over it: for latency and planning the lower end of the interval counts, for quantiles an
       * exact test, which may be sure before there are enough samples to show the quantile: `head` is null then.
       */
      over: z.boolean(),
    }),
  ),
  /** What its plan must look like, and whether it does; null for a side that was not measured. */
  locks: z.array(z.object({ text: z.string(), base: lockState, head: lockState })).default([]),
  // What moved it, and what the caches hide: null for cases that did not get worse, and where it was not found in time.
  culprit: culprit.nullable().default(null),
  /** Blocks that one execution must read where nothing is cached; null unless the case is mixed. */
  cold: z.object({ base: count, head: count }).nullable().default(null),
});

/** Whose policy judges, and what head's lets pass that base's would not. */
const policy = z.object({
  from: z.enum(['head', 'base']),
  /** Why it is not the policy that was asked for, and why policies could not be compared: sentences. */
  notes: z.array(z.string()),
  changes: z.array(
    z.object({
      kind: z.string(),
      text: z.string(),
      /** Where the place is: what was taken away stands on base. */
      side: z.enum(['base', 'head']),
      /** null with `line` for a default that took the place of what was written. */
      file: z.string().nullable(),
      line: z.number().int().min(1).nullable(),
    }),
  ),
});

/** What kept plangate from doing its job. `details` has several lines or none. */
const error = z.object({
  kind: z.string(),
  place: z.string(),
  /** The file and its line that `place` names; null where it names none. */
  file: z.string().nullable(),
  line: z.number().int().min(1).nullable(),
  problem: z.string(),
  remedy: z.string(),
  details: z.string(),
});

const revision = z.object({ ref: z.string(), sha: z.string().nullable() });

export const reportSchema = z.object({
  schema: z.literal(1),
  generator: z.object({ name: z.literal('plangate'), version: z.string() }),
  verdict: z.enum(['pass', 'warn', 'fail', 'error']),
  /** Why nothing was measured, because nothing that could be had changed: a sentence; null when it was. */
  skipped: z.string().nullable(),
  /** Most severe first. */
  reasons: z.array(reason),
  /** null unless the verdict is `error`. */
  error: error.nullable(),
  /** null, too, where head was explained alone. */
  base: revision.nullable(),
  head: revision.nullable(),
  /** How base was found. */
  why: z.string(),
  postgres: z
    .object({
      version: z.string(),
      engine: z.string(),
      origin: z.string(),
      settings: z.record(z.string(), z.string()),
      /**
       * Settings that plans depend on, as each side's sessions have them: what is not PostgreSQL's built-in value on one
       * of them. null where there is no such side, or it was not reached.
       */
      planner: z.object({
        base: z.record(z.string(), z.string()).nullable(),
        head: z.record(z.string(), z.string()).nullable(),
      }),
    })
    .nullable(),
  /** How the two databases were built, `found` when they were there already, and a sentence that says so and why. */
  build: z
    .object({
      way: z.enum(['clone', 'both', 'found']),
      why: z.string(),
      migrations: z.array(z.object({ side: z.enum(['base', 'head']), file: z.string(), milliseconds })),
    })
    .nullable(),
  /** null until both sides' policies and queries were read. */
  policy: policy.nullable().default(null),
  cases: z.array(caseReport),
  findings: z.array(finding),
  /** Advice that was tried; empty in this version. */
  advice: z.array(z.object({ kind: z.string(), query: z.string(), statement: z.string() })),
  warnings: z.array(z.string()),
  /**
   * What base and a second copy of it differed by: the largest ratio of latencies, less 1, which comes on top of the
   * tolerance (null when no case took long enough to tell), and the number of cases whose counts differed beyond tolerance.
   * null where it was not measured.
   */
  noise: z.object({ cases: count, latency: z.number().min(0).nullable(), unsteady: count }).nullable(),
  /** Whole run, in ms. */
  duration: milliseconds,
  /** What the run spent its time on, in ms, in the order the parts began; what is missing is the rest. */
  timing: z.array(z.object({ part: z.string(), milliseconds })),
});

export type Report = z.infer<typeof reportSchema>;
export type CaseReport = Report['cases'][number];
export type CulpritReport = z.infer<typeof culprit>;
export type SideReport = NonNullable<CaseReport['base']>;
export type FindingReport = Report['findings'][number];
export type ReasonReport = Report['reasons'][number];
export type PlanChangeReport = CaseReport['planChanges'][number];
export type AttributionReport = CaseReport['attribution'][number];
export type PlanDiffLine = z.infer<typeof planDiffLine>;
export type BudgetReport = CaseReport['budgets'][number];
export type ErrorReport = NonNullable<Report['error']>;
export type PolicyReport = NonNullable<Report['policy']>;
