import { aboutCase } from './about-case.ts';
import { type Annotation, annotation } from './annotation.ts';
import {
  caseAnnotation,
  deciderOf,
  findingAnnotation,
  isToldBy,
  levelOfFinding,
  ownRemedy,
} from './case-annotation.ts';
import { caseLabel } from './case-words.ts';
import { formatCount } from './numbers.ts';
import type { CaseReport, FindingReport, Report } from './schema.ts';
import { caseNoun, notJudged, rankedCases } from './standing.ts';
import { errorWords, verdictRule } from './verdict-rules.ts';

const levels = ['failure', 'warning', 'notice'] as const;
const mostNames = 10;

/**
 * What to say at the lines of a change, most severe first: one annotation for each case that does not pass, with all
 * its whys, and one for whatever else decided. What was there before and what a waiver accepts is none.
 */
export function annotationsOf(report: Report): readonly Annotation[] {
  return mostSevereFirst([
    ...troubles(report),
    ...casesToTell(report).map(entry => caseAnnotation(report, entry)),
    ...notJudgedCases(report),
    ...unplacedReasons(report),
    ...loosened(report),
    ...report.findings.flatMap(finding => apart(report, finding)),
  ]);
}

/** The same without findings and without cases that only findings decided, for formats that list findings themselves. */
export function annotationsBesideFindings(report: Report): readonly Annotation[] {
  return mostSevereFirst([
    ...troubles(report),
    ...casesToTell(report)
      .filter(entry => deciderOf(report, entry) !== null || !hasFindings(report, entry))
      .map(entry => caseAnnotation(report, entry, { findings: 'apart' })),
    ...notJudgedCases(report),
    ...unplacedReasons(report),
    ...loosened(report),
  ]);
}

/** What loosens the gate, where it stands on head; what was taken away stands nowhere. */
function loosened({ policy }: Report): readonly Annotation[] {
  const rule = 'gate-loosened';
  return (policy?.changes ?? [])
    .filter(({ side, file }) => side === 'head' && file !== null)
    .map(({ text, file, line }) =>
      annotation({
        level: 'notice',
        rule,
        title: `This change loosens the gate: ${text}`,
        whys: [text],
        remedies: ownRemedy(rule),
        file,
        line,
      }),
    );
}

/** The error that kept plangate from judging. */
function troubles({ error }: Report): readonly Annotation[] {
  if (error === null) return [];
  const kind = Object.hasOwn(errorWords, error.kind) ? error.kind : 'unexpected';
  const words = errorWords[kind as keyof typeof errorWords];
  const place = error.place === '' ? '' : `${error.place}: `;
  return [
    annotation({
      level: 'failure',
      rule: `error-${kind}`,
      title: `plangate could not judge this change: ${words}`,
      whys: [`${place}${error.problem}`],
      remedies: error.remedy === '' ? [] : [{ remedy: error.remedy, statement: null }],
      details: error.details,
      file: error.file,
      line: error.line,
    }),
  ];
}

function casesToTell(report: Report): readonly CaseReport[] {
  return rankedCases(report)
    .filter(({ entry, standing }) => entry.outcome !== 'pass' && standing !== 'not-judged')
    .map(({ entry }) => entry);
}

/** A run that ended early leaves many cases for one reason: it is said once, at a place only if it is about one case. */
function notJudgedCases(report: Report): readonly Annotation[] {
  return [...notJudged(report)].map(([why, entries]) => {
    const [first] = entries;
    if (first !== undefined && entries.length === 1) return caseAnnotation(report, first);
    const names = entries.slice(0, mostNames).map(caseLabel);
    if (entries.length > names.length) names.push(`${formatCount(entries.length - names.length)} more`);
    return annotation({
      level: report.verdict === 'error' ? 'failure' : 'warning',
      rule: 'not-judged',
      title: `${formatCount(entries.length)} ${caseNoun(report, entries.length)} were not judged: ${why}`,
      whys: [`${names.join(', ')}: ${why}`],
      remedies: ownRemedy('not-judged'),
    });
  });
}

/** Reasons of the verdict that belong to no case, such as an expired waiver. */
function unplacedReasons(report: Report): readonly Annotation[] {
  return report.reasons
    .filter(({ query, level }) => query === null && (level === 'fail' || level === 'warn'))
    .map(({ kind, level, text }) =>
      annotation({
        level: level === 'fail' ? 'failure' : 'warning',
        rule: kind,
        title: verdictRule(kind)?.short ?? text,
        whys: [text],
        remedies: ownRemedy(kind),
      }),
    );
}

/** A new finding that no case tells: a hint about a case that passes, or one that stands elsewhere. */
function apart(report: Report, finding: FindingReport): readonly Annotation[] {
  const own = aboutCase(report.cases, finding);
  if (finding.side !== 'head' || own.some(entry => isToldBy(entry, finding))) return [];
  const level = levelOfFinding(report, finding);
  return level === null ? [] : [findingAnnotation(finding, level)];
}

function hasFindings(report: Report, entry: CaseReport): boolean {
  return aboutCase(report.findings, entry).some(finding => isToldBy(entry, finding));
}

function mostSevereFirst(annotations: readonly Annotation[]): readonly Annotation[] {
  return annotations.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}
