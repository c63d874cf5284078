import { caseLabel, failureWords, remediesOf, whysOf } from './case-words.ts';
import { culpritOf } from './culprit-words.ts';
import { htmlCode, markdownFence, markdownText } from './escape-markdown.ts';
import { culpritLine, queryPlace, type RepositoryLinks } from './links.ts';
import { marks } from './markdown-complaints.ts';
import { markdownPlan } from './markdown-plan.ts';
import { openRemedies } from './markdown-remedies.ts';
import { formatCount } from './numbers.ts';
import type { CaseReport, Report } from './schema.ts';
import { firstLines, type Level } from './shortening.ts';
import { caseNoun, isLoud, listedCases, type Standing, standings } from './standing.ts';

const nameLimit = 100;

/**
 * What unfolds below the table: every case that failed or needs a look in a fold of its own, with why, its plan, the
 * statement, and what to do where that is not told above; all others that changed together in one fold.
 */
export function* unfolded(
  report: Report,
  level: Level,
  links: RepositoryLinks | undefined,
): Generator<string> {
  const shown = listedCases(report).slice(0, level.details);
  const place = (entry: CaseReport) => queryPlace(report, entry, links);
  const told = new Set(openRemedies(report, level).map(({ words, statement }) => statement ?? words));
  for (const [index, { entry, standing }] of shown.entries()) {
    if (!isLoud(standing)) continue;
    const remedies = remediesOf(report, entry).filter(
      ({ remedy, statement }) => !told.has(statement ?? remedy),
    );
    yield `<details><summary>${title(entry, standing)}: ${contents(entry, remedies.length > 0)}</summary>`;
    yield place(entry);
    yield* whyAndWhatToDo(report, entry, remedies, level, links);
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

function title(entry: CaseReport, standing: Standing): string {
  return `${marks[standings[standing].tone]} ${htmlCode(caseLabel(entry), nameLimit)}`;
}

function contents(entry: CaseReport, hasRemedy: boolean): string {
  const parts = [
    'why',
    ...(hasRemedy ? ['what to do'] : []),
    entry.base === null && entry.head === null ? 'the statement' : 'the plan',
  ];
  return parts.length > 2 ? parts.join(', ') : parts.join(' and ');
}

function* whyAndWhatToDo(
  report: Report,
  entry: CaseReport,
  remedies: ReturnType<typeof remediesOf>,
  level: Level,
  links: RepositoryLinks | undefined,
): Generator<string> {
  const whys = [...whysOf(report, entry), ...entry.failures.map(failureWords)].slice(0, level.items);
  const culprit = culpritOf(entry);
  const line = (text: string) =>
    text === culprit ? culpritLine(report, entry, level.text, links) : markdownText(text, level.text);
  if (whys.length > 0) yield whys.map(text => `- ${line(text)}`).join('\n');
  for (const { remedy, statement } of remedies.slice(0, level.items)) {
    yield `**What to do:** ${markdownText(remedy, level.text)}`;
    if (statement !== null) yield markdownFence(firstLines(statement, 50), 'sql');
  }
}

function* statement(entry: CaseReport, lines: number): Generator<string> {
  if (lines === 0) return;
  yield entry.sqlChanged ? '**Statement**, which this change rewrites' : '**Statement**';
  yield markdownFence(firstLines(entry.sql, lines), 'sql');
}
