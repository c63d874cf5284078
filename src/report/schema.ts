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
  work: work,
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
  nested: z.array(z.object({ text: z.string(), calls: count, buffers: count })),
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

const finding = z.object({
  rule: z.string(),
  severity: z.enum(['note', 'warning', 'error']),
  query: z.string(),
  parameters: z.string(),
  side: z.enum(['base', 'head']),
  isNew: z.boolean(),
  file: z.string(),
  line: z.number().int().min(1),
  relation: z.string().nullable(),
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
  /** What moved the most blocks first. */
  planChanges: z.array(planChangeSchema),
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
      name: z.enum(['latency', 'planning', 'buffers', 'temp', 'wal', 'rows']),
      limit: z.number(),
      base: z.number().nullable(),
      head: z.number().nullable(),
      /** Whether head is surely over it: for latency and planning the lower end of the interval counts. */
      over: z.boolean(),
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
export type SideReport = NonNullable<CaseReport['base']>;
export type FindingReport = Report['findings'][number];
export type ReasonReport = Report['reasons'][number];
export type PlanChangeReport = CaseReport['planChanges'][number];
export type PlanDiffLine = z.infer<typeof planDiffLine>;
export type BudgetReport = CaseReport['budgets'][number];
export type ErrorReport = NonNullable<Report['error']>;
