import type { Log, Notification, ReportingDescriptor, Run } from 'sarif';
import { exitCode } from '../verdict/index.ts';
import { type Annotation, ruleId } from './annotation.ts';
import { annotationsBesideFindings } from './annotations.ts';
import { findingAnnotation, levelOfFinding } from './case-annotation.ts';
import { terminalLine } from './escape-terminal.ts';
import { formatCount } from './numbers.ts';
import { sarifLevels, sarifLocations, sarifMessage } from './sarif-message.ts';
import { sarifResults } from './sarif-results.ts';
import { homepage, sarifRules } from './sarif-rules.ts';
import type { Report } from './schema.ts';
import { schemaFindings } from './schema-findings.ts';

const mostWarnings = 100;

/**
 * The report for tools that read SARIF 2.1.0, such as GitHub's code scanning: a result for every case that does not pass
 * and for every finding on head, and a notification for what stands at no line.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html and GitHub's "SARIF support for code scanning".
 */
export function renderSarif(report: Report): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run(report)],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function run(report: Report): Run {
  const annotations = annotationsBesideFindings(report);
  const rules = sarifRules([...annotations, ...report.findings].map(({ rule }) => ruleId(rule)));
  const { results, leftOut } = sarifResults(report, annotations, rules);
  const { version } = report.generator;
  return {
    tool: {
      driver: {
        name: 'plangate',
        ...(version === '' ? {} : { version: terminalLine(version) }),
        informationUri: homepage,
        rules: [...rules],
      },
    },
    invocations: [
      {
        executionSuccessful: report.verdict !== 'error',
        exitCode: exitCode(report.verdict),
        toolExecutionNotifications: notifications(report, annotations, rules, leftOut),
      },
    ],
    columnKind: 'unicodeCodePoints',
    results,
    properties: { verdict: report.verdict, base: revision(report.base), head: revision(report.head) },
  };
}

function notifications(
  report: Report,
  annotations: readonly Annotation[],
  rules: readonly ReportingDescriptor[],
  leftOut: number,
): Notification[] {
  // An error with a place is a result too; here it says why the run was not successful.
  const untold = [
    ...annotations.filter(({ file, rule }) => file === null || rule.startsWith('error-')),
    ...schemaFindings(report)
      .map(({ finding }) => findingAnnotation(finding, levelOfFinding(report, finding) ?? 'notice'))
      .filter(({ file }) => file === null),
  ];
  const more = `${formatCount(leftOut)} results were left out to keep within GitHub's limits. The JSON report has everything.`;
  return [
    ...untold.map(each => ({
      level: sarifLevels[each.level],
      message: sarifMessage(each),
      locations: sarifLocations(each),
      associatedRule: { id: each.rule, index: rules.findIndex(({ id }) => id === each.rule) },
    })),
    ...[...report.warnings.slice(0, mostWarnings), ...(leftOut > 0 ? [more] : [])].map(text => ({
      level: 'note' as const,
      message: { text: terminalLine(text, 1000) },
    })),
  ];
}

function revision(side: Report['base']): { readonly ref: string; readonly sha: string | null } | null {
  return side === null
    ? null
    : { ref: terminalLine(side.ref), sha: side.sha === null ? null : terminalLine(side.sha) };
}
