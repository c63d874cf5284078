import type { Noise } from '../comparison/index.ts';
import type { Budgets } from '../config/index.ts';
import type { CaseCulprit } from '../culprit/index.ts';
import { byCost, describeFinding, type Finding } from '../rules/index.ts';
import { describeReason, type Reason, type Verdict } from '../verdict/index.ts';
import { buildCase } from './build-case.ts';
import type { FindingReport, PolicyReport, ReasonReport, Report } from './schema.ts';
import { splitRemedy } from './split-remedy.ts';

/** What a run knows when it ends; each part is what the room of that name gives. */
export interface ReportInput {
  readonly verdict: Verdict;
  /** What moved the cases that got worse; nothing about the others. */
  readonly culprits?: readonly CaseCulprit[];
  readonly findings: readonly Finding[];
  readonly workspace: {
    /** null where head was explained alone. */
    readonly base: Revision | null;
    readonly head: Revision;
    readonly why: string;
  };
  readonly server: {
    readonly version: { readonly text: string };
    readonly engine: string;
    readonly origin: string;
    readonly settings: Readonly<Record<string, string>>;
  };
  readonly build: {
    readonly way: 'clone' | 'both' | 'found';
    readonly why: string;
    readonly migrations: readonly {
      readonly side: 'base' | 'head';
      readonly file: string;
      readonly milliseconds: number;
    }[];
  };
  /** Settings that plans depend on; unknown until the databases are there. */
  readonly planner: {
    readonly base: Readonly<Record<string, string>> | null;
    readonly head: Readonly<Record<string, string>>;
  };
  /** The policy that judged. */
  readonly policy: { readonly budgets: Budgets };
  /** Whose that is, and what the change does to it. */
  readonly gate: PolicyReport;
  /** null where it was not measured. */
  readonly noise: Noise | null;
  readonly warnings: readonly string[];
  /** Whole run, in ms. */
  readonly duration: number;
  /** Parts of it. */
  readonly spent: readonly { readonly part: string; readonly milliseconds: number }[];
  /** plangate's own. */
  readonly version: string;
}

interface Revision {
  readonly ref: string;
  readonly sha: string | null;
}

/** The report of a run that ended with a verdict. */
export function buildReport(input: ReportInput): Report {
  return assemble(input, input.verdict.outcome);
}

/** The report of whatever is known; what is not known yet is null or empty. Cases keep the verdict's order. */
export function assemble(known: Partial<ReportInput>, outcome: Report['verdict']): Report {
  const { verdict, workspace, server, planner, build } = known;
  return {
    schema: 1,
    generator: { name: 'plangate', version: known.version ?? '' },
    verdict: outcome,
    skipped: null,
    reasons: (verdict?.reasons ?? []).map(reasonReport),
    error: null,
    base: workspace === undefined || workspace.base === null ? null : revision(workspace.base),
    head: workspace === undefined ? null : revision(workspace.head),
    why: workspace?.why ?? '',
    postgres:
      server === undefined
        ? null
        : {
            version: server.version.text,
            engine: server.engine,
            origin: server.origin,
            settings: sortedByKey(server.settings),
            planner: {
              base: planner === undefined || planner.base === null ? null : sortedByKey(planner.base),
              head: planner === undefined ? null : sortedByKey(planner.head),
            },
          },
    build:
      build === undefined
        ? null
        : {
            way: build.way,
            why: build.why,
            migrations: build.migrations.map(({ side, file, milliseconds }) => ({
              side,
              file,
              milliseconds,
            })),
          },
    policy: known.gate ?? null,
    cases: (verdict?.cases ?? []).map(each => buildCase(each, known.policy?.budgets ?? {}, known.culprits)),
    findings: mostCostlyFirst(known.findings ?? []).flatMap(findingReport),
    advice: [],
    warnings: [...(known.warnings ?? [])],
    noise: known.noise ?? null,
    duration: known.duration ?? 0,
    timing: (known.spent ?? []).map(({ part, milliseconds }) => ({ part, milliseconds })),
  };
}

function revision({ ref, sha }: Revision): NonNullable<Report['base']> {
  return { ref, sha };
}

function reasonReport(reason: Reason): ReasonReport {
  return { kind: reason.kind, level: reason.level, ...subjectOf(reason), text: describeReason(reason) };
}

function subjectOf(reason: Reason): { query: string | null; parameters: string } {
  if (reason.kind === 'waived') return subjectOf(reason.waived);
  if (reason.kind === 'finding')
    return { query: reason.finding.query, parameters: reason.finding.parameters };
  // A waiver is about every case of its query, so it belongs to none of them; so is a suppression.
  if (reason.kind === 'waiver-expired' || reason.kind === 'waiver-unused' || reason.kind === 'ignore-unused')
    return { query: null, parameters: '' };
  return { query: reason.query, parameters: reason.parameters };
}

/** Head's before base's, each by what they cost: blocks, times calls where those are known, or pages of the schema. */
function mostCostlyFirst(findings: readonly Finding[]): readonly Finding[] {
  const rank = { head: 0, base: 1 };
  return findings.toSorted((a, b) => rank[a.side] - rank[b.side] || byCost(a, b));
}

/** A rule that is switched off says nothing. */
function findingReport(finding: Finding): FindingReport[] {
  const { rule, severity, query, parameters, side, isNew, file, line, column, relation } = finding;
  if (severity === 'off') return [];
  const where = { rule, severity, query, parameters, side, isNew, file, line, column, relation };
  const { share, impact, pages = null, calls = null, weight = null, suppressed } = finding;
  const also = finding.also.map(cause => cause.rule);
  const { message, remedy } = describeFinding(finding);
  const { words, statement } = splitRemedy(remedy);
  const told = { message, remedy: words, statement, facts: sortedByKey(finding.facts) };
  return [{ ...where, share, impact, pages, calls, weight, suppressed, also, ...told }];
}

function sortedByKey<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  const keys = Object.keys(record).toSorted();
  return Object.fromEntries(keys.map(key => [key, record[key] as Value]));
}
