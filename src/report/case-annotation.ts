import { aboutCase } from './about-case.ts';
import { type Annotation, type AnnotationLevel, annotation } from './annotation.ts';
import {
  caseLabel,
  effectOf,
  failureWords,
  overBudget,
  remediesOf,
  rowsDiffer,
  whysOf,
} from './case-words.ts';
import { annotatedPlace, coldWords } from './culprit-words.ts';
import { clip } from './escape-terminal.ts';
import { findingWords, rulesOf } from './finding-words.ts';
import type { CaseReport, FindingReport, Report } from './schema.ts';
import { type Standing, standingOf, standings } from './standing.ts';
import { verdictRule } from './verdict-rules.ts';

const nameLimit = 100;

/**
 * A case that does not pass, with all that is said of it, at the line of the migration or seed that moved it, else at its
 * query; findings at other places speak for themselves, and all of them
 * where the format has a place for each (`findings: 'apart'`).
 */
export function caseAnnotation(
  report: Report,
  entry: CaseReport,
  { findings }: { readonly findings: 'told' | 'apart' } = { findings: 'told' },
): Annotation {
  const told = aboutCase(report.findings, entry).filter(finding => isToldBy(entry, finding));
  const shown = { ...report, findings: findings === 'told' ? told : [] };
  const rule = deciderOf(report, entry) ?? told[0]?.rule ?? 'count-worse';
  const relations = new Set(told.map(({ relation }) => relation));
  return annotation({
    level: levelOf(report, entry),
    rule,
    title: titleOf(entry, standingOf(entry), told),
    whys: [...entry.failures.map(failureWords), ...whysOf(shown, entry)],
    remedies: told.length > 0 ? remediesOf(shown, entry) : remedyOf(rule, entry),
    ...(annotatedPlace(entry) ?? { file: entry.file, line: entry.line }),
    query: entry.query,
    parameters: entry.parameters,
    relation: relations.size === 1 ? (told[0]?.relation ?? null) : null,
  });
}

/** A finding by itself. */
export function findingAnnotation(finding: FindingReport, level: AnnotationLevel): Annotation {
  const { rule, remedy, statement, file, line, column, query, parameters, relation } = finding;
  const where = relation === null ? '' : ` on ${relation}`;
  return annotation({
    level,
    rule,
    title: `${finding.query === '' ? 'Schema' : nameOf(finding)}: ${rulesOf(finding)}${where}`,
    whys: [findingWords(finding)],
    remedies: [{ remedy, statement }],
    ...{ file, line, column, query, parameters, relation },
  });
}

/**
 * How loud a finding is: never louder than its case, which may be better all the same. null for what a waiver or the query file accepts
 * and for what was there before.
 */
export function levelOfFinding(report: Report, finding: FindingReport): AnnotationLevel | null {
  if (!finding.isNew || finding.suppressed !== null || waiverOf(report, finding) !== null) return null;
  if (finding.severity === 'note') return 'notice';
  const entry = aboutCase(report.cases, finding)[0];
  if (entry?.outcome === 'pass') return null;
  return finding.severity === 'warning' || entry?.outcome === 'warn' ? 'warning' : 'failure';
}

/** What the verdict says of the waiver that accepts the finding; null where none does. */
export function waiverOf(report: Report, finding: FindingReport): string | null {
  const words = oneLine(finding.message).replace(/\.$/, '');
  const reason = aboutCase(report.reasons, finding).find(
    each => each.kind === 'waived' && oneLine(each.text).includes(words),
  );
  return reason?.text ?? null;
}

/** Whether the annotation of the case says it: a new finding on head, at the case's own place. */
export function isToldBy(entry: CaseReport, finding: FindingReport): boolean {
  const isHere = finding.file === entry.file && finding.line === entry.line;
  return (
    isHere &&
    isOf(entry, finding) &&
    finding.isNew &&
    finding.suppressed === null &&
    finding.side === 'head' &&
    entry.outcome !== 'pass'
  );
}

/** The kind of what decided about a case, findings aside; null where only findings did. */
export function deciderOf(report: Report, entry: CaseReport): string | null {
  const reason = aboutCase(report.reasons, entry).find(
    each => each.kind !== 'finding' && (each.level === 'fail' || each.level === 'warn'),
  );
  if (reason !== undefined) return reason.kind;
  // A report need not say why.
  const { status, budgets, change } = entry;
  if (status === 'errored' || status === 'not-judged' || status === 'mixed') return status;
  if (budgets.some(({ over }) => over)) return 'over-budget';
  if (change === null) return null;
  if (Object.values(change.counts).includes('worse')) return 'count-worse';
  return change.answer === 'slower' ? 'slower' : null;
}

/** What to do where no finding says it. */
export function ownRemedy(rule: string): Annotation['remedies'] {
  const remedy = verdictRule(rule)?.remedy;
  return remedy === undefined ? [] : [{ remedy, statement: null }];
}

/** The kind's own, and for a mixed case how caches decide. */
function remedyOf(rule: string, entry: CaseReport): Annotation['remedies'] {
  const cold = coldWords(entry);
  return ownRemedy(rule).map(({ remedy, statement }) => ({
    remedy: cold === null ? remedy : `${remedy} Weigh that ${cold}.`,
    statement,
  }));
}

function levelOf(report: Report, { outcome, status }: CaseReport): AnnotationLevel {
  // What could not be measured has decided where the verdict is an error.
  const isUnseen = status === 'errored' || status === 'not-judged';
  return outcome === 'fail' || (report.verdict === 'error' && isUnseen) ? 'failure' : 'warning';
}

function titleOf(entry: CaseReport, standing: Standing, told: readonly FindingReport[]): string {
  const effects = [
    rowsDiffer(entry),
    effectOf(entry),
    ...overBudget(entry, standing === 'over-budget'),
  ].filter(text => text !== '');
  const found = told.map(finding =>
    finding.relation === null ? rulesOf(finding) : `${rulesOf(finding)} on ${finding.relation}`,
  );
  const failure = entry.failures.find(({ side }) => side === 'head') ?? entry.failures[0];
  const said = failure !== undefined ? [failure.message] : effects.length > 0 ? effects : [...new Set(found)];
  const more = said.join('; ');
  return `${nameOf(entry)} ${standings[standing].singular}${more === '' ? '' : `: ${more}`}`;
}

function nameOf(entry: { readonly query: string; readonly parameters: string }): string {
  return clip(caseLabel(entry), nameLimit);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

interface Subject {
  readonly query: string | null;
  readonly parameters: string;
}

function isOf(a: Subject, b: Subject): boolean {
  return a.query === b.query && a.parameters === b.parameters;
}
