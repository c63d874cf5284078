import { terminalLine } from './escape-terminal.ts';
import { formatCount } from './numbers.ts';
import { policyWords } from './policy-words.ts';
import type { Report } from './schema.ts';
import { schemaFindings } from './schema-findings.ts';
import { caseNoun, countStandings, type Standing, standingOf, standings } from './standing.ts';

/** Not worth a word when nothing else happened. */
const silentStandings: readonly Standing[] = ['unchanged', 'changed'];

/**
 * The verdict in one line, without its mark: `1 of 6 queries got worse, 2 improved`.
 * It holds no text of a pull request, except through `report.reasons` when no case explains the verdict.
 */
export function headline(report: Report): string {
  if (report.error !== null || (report.verdict === 'error' && report.cases.length === 0))
    return 'could not judge this change';
  if (report.skipped !== null)
    return 'nothing to measure: no migration, seed, query or configuration changed';
  const counts = [...countStandings(report)].filter(([standing]) => !silentStandings.includes(standing));
  const parts = counts.map(([standing, count], index) => {
    const words = count === 1 ? standings[standing].singular : standings[standing].plural;
    if (index > 0) return `${formatCount(count)} ${words}`;
    const total = report.cases.length;
    return total === count && total === 1
      ? `${formatCount(count)} ${caseNoun(report, count)} ${words}`
      : `${formatCount(count)} of ${formatCount(total)} ${caseNoun(report, total)} ${words}`;
  });
  parts.push(...aboutSchema(report));
  const unexplained = unexplainedReason(report);
  if (unexplained !== null) parts.unshift(unexplained);
  if (parts.length > 0) return parts.join(', ');
  return isQuiet(report) ? `nothing changed in ${queries(report)}` : nothingWorse(report);
}

/** The verdict where an older one was a failure: that nothing changed against base would puzzle who has just changed it. */
export function headlineOfFixed(report: Report): string {
  if (report.verdict !== 'pass') return headline(report);
  return `fixed, ${report.skipped === null && isQuiet(report) ? nothingWorse(report) : headline(report)}`;
}

/** Whether the report says that everything is as it was: such a run is worth one quiet line. */
export function isQuiet(report: Report): boolean {
  return (
    report.verdict === 'pass' &&
    policyWords(report) === null &&
    schemaFindings(report).length === 0 &&
    report.cases.every(entry => standingOf(entry) === 'unchanged')
  );
}

/** How many findings about the schema decide, beside those that a case has told already. */
function aboutSchema(report: Report): string[] {
  const count = schemaFindings(report).filter(({ tone, isTold }) => tone !== 'plain' && !isTold).length;
  return count === 0
    ? []
    : [`${formatCount(count)} ${count === 1 ? 'finding' : 'findings'} about the schema`];
}

function nothingWorse(report: Report): string {
  return `nothing got worse in ${queries(report)}`;
}

function queries(report: Report): string {
  return `${formatCount(report.cases.length)} ${caseNoun(report, report.cases.length)}`;
}

/** The first reason of a verdict that no case shows, such as an expired waiver. */
function unexplainedReason(report: Report): string | null {
  const tones = { fail: 'bad', warn: 'warn' } as const;
  if (report.verdict === 'pass' || report.verdict === 'error') return null;
  const tone = tones[report.verdict];
  if (schemaFindings(report).some(found => found.tone === tone)) return null;
  for (const standing of countStandings(report).keys()) if (standings[standing].tone === tone) return null;
  return report.reasons[0]?.text.replace(/\.$/, '') ?? null;
}

/** The headline as plain text for one line of at most 200 characters, such as the title of a check. */
export function plainHeadline(report: Report): string {
  const line = terminalLine(headline(report), 200);
  return `${line.slice(0, 1).toUpperCase()}${line.slice(1)}`;
}
