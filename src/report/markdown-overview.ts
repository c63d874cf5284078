import { markdownTable } from 'markdown-table';
import { buffersOf, causesAndMore, latencyOf, type Numbers, otherCountsOf } from './case-words.ts';
import { markdownText } from './escape-markdown.ts';
import { queryName, type RepositoryLinks } from './links.ts';
import { complainedOf, marks } from './markdown-complaints.ts';
import { formatCount } from './numbers.ts';
import type { CaseReport, Report } from './schema.ts';
import type { Level } from './shortening.ts';
import { caseNoun, listedCases, type Standing, standingOf, standings } from './standing.ts';

/** The table of what changed, and how many cases did not. What is narrow comes first, for those who read on a phone. */
export function* overview(
  report: Report,
  level: Level,
  links: RepositoryLinks | undefined,
): Generator<string> {
  const changed = listedCases(report);
  const shown = changed.slice(0, level.rows);
  if (shown.length > 0) {
    yield table(report, shown, level, links);
    if (shown.some(({ entry }) => latencyOf(entry)?.factor === '~')) {
      yield '<sub>`~`: no significant difference, or one too small to be judged</sub>';
    }
  }
  const hidden = changed.length - shown.length;
  if (hidden > 0) yield `${formatCount(hidden)} more ${caseNoun(report, hidden)} changed.`;
  const unchanged = report.cases.filter(entry => standingOf(entry) === 'unchanged').length;
  if (unchanged > 0 && unchanged < report.cases.length) {
    yield `${formatCount(unchanged)} other ${caseNoun(report, unchanged)} did not change.`;
  }
}

function table(
  report: Report,
  cases: ReturnType<typeof listedCases>,
  level: Level,
  links: RepositoryLinks | undefined,
): string {
  const told = new Set(complainedOf(report, level).map(({ entry }) => entry));
  const rows = cases.map(({ entry, standing }) => [
    verdict(standing),
    queryName(report, entry, links),
    [numbers(buffersOf(entry)), ...otherCountsOf(entry).map(each => numbers(each, `${each.short} `))].join(
      '<br>',
    ),
    numbers(latencyOf(entry)),
    // Why a case failed stands above the table.
    told.has(entry) ? '' : plan(entry, level),
  ]);
  const header = ['verdict', 'query', 'buffers', 'latency', 'plan'];
  const columns = rows.some(([, , , , plan]) => plan !== '') ? header.length : header.length - 1;
  return markdownTable(
    [header, ...rows].map(cells => cells.slice(0, columns)),
    { align: ['l', 'l', 'r', 'r', 'l'].slice(0, columns), alignDelimiters: false },
  );
}

function verdict(standing: Standing): string {
  return `${marks[standings[standing].tone]} ${standings[standing].word}`.replaceAll(' ', '\u00a0');
}

function plan(entry: CaseReport, level: Level): string {
  return causesAndMore(entry)
    .map(text => markdownText(text, Math.min(level.text, 300)))
    .join('<br>');
}

/** Numbers must not break in the middle, however narrow the column is. */
function numbers(value: Numbers | null, before = ''): string {
  if (value === null) return '';
  const factor = value.factor === '' ? '' : value.factor === '~' ? ' ~' : ` (${value.factor})`;
  return `${before}${value.values}${factor}`.replaceAll(' ', '\u00a0');
}
