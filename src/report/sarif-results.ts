import type { ReportingDescriptor, Result } from 'sarif';
import type { Annotation } from './annotation.ts';
import { findingAnnotation, levelOfFinding, waiverOf } from './case-annotation.ts';
import { terminalLine } from './escape-terminal.ts';
import { fingerprint } from './fingerprint.ts';
import { sarifLevels, sarifLocations, sarifMessage } from './sarif-message.ts';
import type { FindingReport, Report } from './schema.ts';

/** GitHub shows no more results of a run, and refuses a file with more than 25,000. */
const mostResults = 5000;
/** Bytes of UTF-8, below the 10 MB that GitHub takes, so that the file fits even if gzip could not make it smaller. */
const mostBytes = 8_000_000;
/** What is around a message, its names above all; the rest is the same in every result and weighs nothing in gzip. */
const frameBytes = 500;
const nameLimit = 200;

const levels: readonly Annotation['level'][] = ['failure', 'warning', 'notice'];

interface Told {
  readonly annotation: Annotation;
  /** null for what is said of a case or of the run. */
  readonly finding: FindingReport | null;
  /** What the verdict says of the waiver that accepts it. */
  readonly waiver: string | null;
}

/** What stands at a line, most severe first, as much of it as GitHub takes, and how much was left out. */
export function sarifResults(
  report: Report,
  annotations: readonly Annotation[],
  rules: readonly ReportingDescriptor[],
): { readonly results: Result[]; readonly leftOut: number } {
  const told = everything(report, annotations);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const occurrences = new Map<string, number>();
  const results: Result[] = [];
  const encoder = new TextEncoder();
  let bytes = 0;
  for (const each of told.slice(0, mostResults)) {
    const digest = fingerprint(identity(each));
    const occurrence = (occurrences.get(digest) ?? 0) + 1;
    occurrences.set(digest, occurrence);
    const key = `${digest}:${occurrence}`;
    const result = {
      ...content(each, indexes.get(each.annotation.rule) ?? -1),
      // The second is the only one that GitHub reads; it would take a digest of the line's text, which any edit changes.
      partialFingerprints: { 'plangate/v1': key, primaryLocationLineHash: key },
    };
    bytes +=
      frameBytes + encoder.encode(`${result.message.text}${result.message.markdown}${each.waiver}`).length;
    if (bytes > mostBytes) break;
    results.push(result);
  }
  return { results, leftOut: told.length - results.length };
}

function everything(report: Report, annotations: readonly Annotation[]): readonly Told[] {
  const findings = report.findings.filter(({ side }) => side === 'head');
  const told: readonly Told[] = [
    ...annotations
      .filter(({ file }) => file !== null)
      .map(annotation => ({ annotation, finding: null, waiver: null })),
    ...findings.flatMap(finding => {
      const annotation = findingAnnotation(finding, levelOfFinding(report, finding) ?? 'notice');
      // What stands nowhere is a notification.
      return annotation.file === null ? [] : [{ annotation, finding, waiver: waiverOf(report, finding) }];
    }),
  ];
  return told.toSorted((a, b) => levels.indexOf(a.annotation.level) - levels.indexOf(b.annotation.level));
}

/** What makes it the same in another run: no number, line, time or words, and no file as long as a query has a name. */
function identity({ annotation, finding }: Told): readonly string[] {
  const { rule, query, parameters, relation, file } = annotation;
  const alias = finding === null ? '' : objectOf(finding);
  // A case's relation is only the one that its findings name just now.
  const where = finding === null ? '' : (relation ?? '');
  return [rule, query ?? '', parameters, where, alias, query === null ? (file ?? '') : ''];
}

/** Of several findings about one relation, which it is: the alias in the query, or the index or key of the schema. */
function objectOf({ query, facts }: FindingReport): string {
  const own = query === '' ? (facts.index ?? facts.foreignKey) : facts.alias;
  return typeof own === 'string' ? own : '';
}

/** In the query file, or in plangate.yml. */
function suppressionsOf(reason: string | null, waiver: string | null): NonNullable<Result['suppressions']> {
  const accepted = (kind: 'inSource' | 'external', words: string | null) =>
    words === null ? [] : [{ kind, status: 'accepted' as const, justification: terminalLine(words, 1000) }];
  return [...accepted('inSource', reason), ...accepted('external', waiver)];
}

function content({ annotation, finding, waiver }: Told, ruleIndex: number): Result {
  const { level, rule, query, parameters, relation } = annotation;
  return {
    ruleId: rule,
    ruleIndex,
    level: sarifLevels[level],
    message: sarifMessage(annotation),
    locations: sarifLocations(annotation),
    baselineState: finding === null || finding.isNew ? 'new' : 'unchanged',
    suppressions: suppressionsOf(finding?.suppressed ?? null, waiver),
    properties: {
      query: query === null || query === '' ? null : terminalLine(query, nameLimit),
      parameters: terminalLine(parameters, nameLimit),
      relation: relation === null ? null : terminalLine(relation, nameLimit),
    },
  };
}
