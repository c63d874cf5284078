import { caseLabel, failureWords, remediesOf, whysOf } from './case-words.ts';
import { blobUrl, htmlCode, markdownCode, markdownFence, markdownText } from './escape-markdown.ts';
import { isLoud, marks } from './markdown-overview.ts';
import { markdownPlan } from './markdown-plan.ts';
import { formatCount } from './numbers.ts';
import type { CaseReport, FindingReport, Report } from './schema.ts';
import { firstLines, type Level } from './shortening.ts';
import { caseNoun, listedCases, type Standing, standings } from './standing.ts';

const nameLimit = 100;

/**
 * What unfolds below the table: every case that failed or needs a look in a fold of its own, with why, what to do,
 * both plans and the statement; all others that changed together in one fold.
 */
export function* unfolded(report: Report, level: Level, repositoryUrl: string | null): Generator<string> {
  const shown = listedCases(report).slice(0, level.details);
  const place = (entry: CaseReport) => placeOf(report, entry, repositoryUrl);
  for (const [index, { entry, standing }] of shown.entries()) {
    if (!isLoud(standing)) continue;
    const remedies = remediesOf(report, entry).length > 0 ? ', what to do' : '';
    yield `<details><summary>${title(entry, standing)}: why${remedies}, the plans</summary>`;
    yield place(entry);
    yield* whyAndWhatToDo(report, entry, level);
    yield* markdownPlan(entry, index < level.plans ? level.loudPlan : 0);
    yield* statement(entry, level.sql);
    yield '</details>';
  }
  const quiet = shown.filter(({ standing }) => !isLoud(standing) && standing !== 'removed');
  if (quiet.length === 0 || (level.quietPlan === 0 && level.sql === 0)) return;
  yield `<details><summary>Plans and statements of ${formatCount(quiet.length)} other ${caseNoun(report, quiet.length)}</summary>`;
  for (const { entry, standing } of quiet) {
    yield `#### ${title(entry, standing)}`;
    yield place(entry);
    yield* markdownPlan(entry, level.quietPlan);
    yield* statement(entry, level.sql);
  }
  yield '</details>';
}

/** What was wrong before this change and still is: one fold, because nobody has to act on it now. */
export function* oldFindings(report: Report, level: Level): Generator<string> {
  const old = report.findings.filter(finding => !finding.isNew && finding.side === 'head');
  if (old.length === 0 || level.details === 0) return;
  const lines = old.slice(0, level.items).map(finding => {
    return `- ${markdownCode(caseLabel(finding), nameLimit)}: ${markdownText(finding.message, level.text)}`;
  });
  if (old.length > lines.length) lines.push(`- and ${formatCount(old.length - lines.length)} more`);
  yield `<details><summary>Was there before: ${formatCount(old.length)} ${old.length === 1 ? 'finding' : 'findings'}</summary>`;
  yield lines.join('\n');
  yield '</details>';
}

function title(entry: CaseReport, standing: Standing): string {
  return `${marks[standings[standing].tone]} ${htmlCode(caseLabel(entry), nameLimit)}`;
}

function placeOf(report: Report, entry: CaseReport, repositoryUrl: string | null): string {
  const sha = entry.status === 'removed' ? report.base?.sha : report.head?.sha;
  const url =
    repositoryUrl === null || sha == null ? null : blobUrl(repositoryUrl, sha, entry.file, entry.line);
  const place = markdownCode(`${entry.file}:${entry.line}`, 300);
  return url === null ? place : `[${place}](${url})`;
}

function* whyAndWhatToDo(report: Report, entry: CaseReport, level: Level): Generator<string> {
  const whys = [...whysOf(report, entry), ...entry.failures.map(failureWords)].slice(0, level.items);
  if (whys.length > 0) yield whys.map(text => `- ${markdownText(text, level.text)}`).join('\n');
  for (const each of remediesOf(report, entry).slice(0, level.items)) yield* whatToDo(each, level);
}

function* whatToDo(finding: Pick<FindingReport, 'remedy' | 'statement'>, level: Level): Generator<string> {
  yield `**What to do:** ${markdownText(finding.remedy, level.text)}`;
  if (finding.statement !== null) yield markdownFence(firstLines(finding.statement, 50), 'sql');
}

function* statement(entry: CaseReport, lines: number): Generator<string> {
  if (lines === 0) return;
  yield entry.sqlChanged ? '**Statement**, which this change rewrites' : '**Statement**';
  yield markdownFence(firstLines(entry.sql, lines), 'sql');
}
