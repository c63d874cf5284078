import type { AnnotationLevel } from './annotation.ts';
import { levelOfFinding } from './case-annotation.ts';
import { remediesFor } from './remedies.ts';
import type { FindingReport, Report } from './schema.ts';
import { loudCases, type Tone } from './standing.ts';

/** A new finding about the schema, and how loud to say it. */
export interface SchemaFinding {
  readonly finding: FindingReport;
  readonly tone: Tone;
  /** Whether what to do about a case says the same statement. */
  readonly isTold: boolean;
}

const tones = { failure: 'bad', warning: 'warn', notice: 'plain' } as const satisfies Record<
  AnnotationLevel,
  Tone
>;

/** What the change does to the schema, most severe first, and of those most costly first. What a waiver accepts is among the notes of the report. */
export function schemaFindings(report: Report): readonly SchemaFinding[] {
  const own = report.findings.filter(({ query, side }) => query === '' && side === 'head');
  if (own.length === 0) return [];
  const cases = loudCases(report).map(({ entry }) => entry);
  const told = new Set(remediesFor(report, cases).map(({ statement }) => statement));
  const found = own.flatMap((finding): SchemaFinding[] => {
    const level = levelOfFinding(report, finding);
    if (level === null) return [];
    return [
      { finding, tone: tones[level], isTold: finding.statement !== null && told.has(finding.statement) },
    ];
  });
  const order: readonly Tone[] = Object.values(tones);
  return found.toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
}

/** Findings that one thing is to be done about, with what to type for each of them. */
export interface SchemaGroup {
  readonly findings: readonly SchemaFinding[];
  /** '' where a case tells what to do about all of them. */
  readonly remedy: string;
  readonly statements: readonly string[];
}

/** Findings with the same words of what to do together, in the order of the first of each. */
export function schemaGroups(found: readonly SchemaFinding[]): readonly SchemaGroup[] {
  const groups = Map.groupBy(found, ({ finding, tone }) =>
    JSON.stringify([finding.rule, tone, finding.remedy]),
  );
  return [...groups.values()].map(findings => {
    const untold = findings.filter(({ isTold }) => !isTold).map(({ finding }) => finding);
    return {
      findings,
      remedy: untold[0]?.remedy ?? '',
      statements: untold.flatMap(({ statement }) => statement ?? []),
    };
  });
}
