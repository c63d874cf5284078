import { caseLabel, findingLabel, latencyOf } from './case-words.ts';
import { wrapWidth } from './display-width.ts';
import { terminalBlock, terminalLine } from './escape-terminal.ts';
import { findingLists } from './finding-lists.ts';
import { rulesOf } from './finding-words.ts';
import { footerParts } from './footer-words.ts';
import { headline } from './headline.ts';
import { noteTexts } from './note-words.ts';
import { formatCount } from './numbers.ts';
import { type Paint, painter } from './paint.ts';
import { placeWords, policyWords } from './policy-words.ts';
import type { Report } from './schema.ts';
import { firstLines } from './shortening.ts';
import { caseNoun, listedCases, notJudged, type Standing, standingOf, standings } from './standing.ts';
import { terminalCase } from './terminal-case.ts';
import { terminalSchema } from './terminal-schema.ts';
import { indentedLines, terminalMarks, terminalTable } from './terminal-table.ts';

export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns; below 40 the text is made for 40. */
  readonly width: number;
}

/** Cases that are told in full: what failed, and what a finding asks to look at; the table below has them all. */
const fullCases = 10;

const tableRows = 200;
const mostChanges = 20;

const verdicts = {
  pass: { mark: '✓', tone: 'good' },
  warn: { mark: '!', tone: 'warn' },
  fail: { mark: '✗', tone: 'bad' },
  error: { mark: '✗', tone: 'bad' },
} as const;

/**
 * The report for a person at a terminal: the verdict, every failing case with why and what to type and both plans,
 * then a table of all that changed. No line is wider than the width, except statements to copy. Ends with a line break.
 */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const paint = painter(options.colour);
  const width = Math.max(40, options.width);
  const { mark, tone } = verdicts[report.verdict];
  const verdict = wrapWidth(`${mark} plangate: ${terminalLine(headline(report), 500)}`, width).map(line =>
    paint(tone, paint('strong', line)),
  );
  const sections = [
    verdict,
    gateItself(report, width, paint),
    trouble(report, width),
    ...failing(report, width, paint),
    terminalSchema(report, width, paint),
    overview(report, width, paint),
    notes(report, width, paint),
    footer(report, width, paint),
  ];
  return `${sections
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What the change does to the gate itself. */
function gateItself(report: Report, width: number, paint: Paint): string[] {
  const words = policyWords(report);
  if (words === null) return [];
  const shown = words.changes.slice(0, mostChanges).map(change => {
    const place = placeWords(change);
    return `${place === null ? '' : `${place}: `}${change.text}`;
  });
  const rest = words.changes.length - shown.length;
  if (rest > 0) shown.push(`and ${formatCount(rest)} more`);
  const heading = wrapWidth(`${terminalMarks.warn} ${words.heading}`, width).map(line => paint('warn', line));
  const items = [...shown, ...words.notes].flatMap(text =>
    wrapWidth(terminalLine(text, 2000), width - 4).map(
      (line, index) => `  ${index === 0 ? '- ' : '  '}${line}`,
    ),
  );
  return [...heading, ...items];
}

function trouble({ error }: Report, width: number): string[] {
  if (error === null) return [];
  const text = [error.place === '' ? '' : `${error.place}:`, error.problem, error.remedy]
    .filter(part => part !== '')
    .join(' ');
  const details = error.details === '' ? [] : terminalBlock(firstLines(error.details, 60)).split('\n');
  return [
    ...indentedLines(terminalLine(text, 4000), 2, width),
    ...details.flatMap(line => indentedLines(line, 4, width)),
  ];
}

function failing(report: Report, width: number, paint: Paint): string[][] {
  const isTold = (standing: Standing) => standings[standing].tone === 'bad' || standing === 'warned';
  const cases = listedCases(report).filter(({ standing }) => isTold(standing));
  const told = cases
    .slice(0, fullCases)
    .map(({ entry, standing }) => terminalCase(report, entry, standing, width, paint));
  const rest = cases.length - told.length;
  if (rest === 0) return told;
  const text = `And ${formatCount(rest)} more ${caseNoun(report, rest)} such as these: --report plangate.html tells every one.`;
  return [...told, indentedLines(text, 2, width)];
}

function overview(report: Report, width: number, paint: Paint): string[] {
  const changed = listedCases(report);
  const lines = changed.length === 0 ? [] : terminalTable(changed.slice(0, tableRows), width, paint);
  if (changed.length > tableRows) lines.push(`  and ${formatCount(changed.length - tableRows)} more`);
  if (changed.some(({ entry }) => latencyOf(entry)?.factor === '~'))
    lines.push(paint('faint', '  ~ no significant difference, or one too small to be judged'));
  for (const [why, entries] of notJudged(report)) {
    const names = entries.slice(0, 20).map(entry => terminalLine(caseLabel(entry), 100));
    if (entries.length > names.length) names.push(`${formatCount(entries.length - names.length)} more`);
    const text = `${terminalMarks.warn} not judged, ${terminalLine(why, 300)}: ${names.join(', ')}`;
    const wrapped = wrapWidth(text, width - 2);
    lines.push(...wrapped.map((line, index) => paint('warn', index === 0 ? line : `  ${line}`)));
  }
  const unchanged = report.cases.filter(entry => standingOf(entry) === 'unchanged').length;
  if (unchanged > 0 && unchanged < report.cases.length) {
    lines.push(
      paint('faint', `  ${formatCount(unchanged)} other ${caseNoun(report, unchanged)} did not change.`),
    );
  }
  return lines;
}

function notes(report: Report, width: number, paint: Paint): string[] {
  const texts = [...noteTexts(report), ...findingTexts(report)];
  const lines = texts.slice(0, 20).flatMap(text => {
    return wrapWidth(terminalLine(text, 2000), width - 4).map(
      (line, index) => `${index === 0 ? '· ' : '  '}${line}`,
    );
  });
  if (texts.length > 20) lines.push(`· and ${formatCount(texts.length - 20)} more`);
  return lines.map(line => paint('faint', `  ${line}`));
}

/** Hints in full; of what was there before and what is accepted, where it is and why will do. */
function findingTexts(report: Report): string[] {
  return findingLists(report).flatMap(({ title, items }) => {
    if (title === 'Hints') return items.map(({ finding, words }) => `${findingLabel(finding)}: ${words}`);
    const places = items.map(({ finding }) => {
      const reason = finding.suppressed === null ? '' : ` (${finding.suppressed})`;
      return `${rulesOf(finding)} in ${findingLabel(finding)}${reason}`;
    });
    const shown = [...new Set(places)];
    const more = shown.length > 5 ? [`${formatCount(shown.length - 5)} more`] : [];
    const count = `${formatCount(items.length)} ${items.length === 1 ? 'finding' : 'findings'}`;
    return [`${title}: ${count}: ${[...shown.slice(0, 5), ...more].join(', ')}`];
  });
}

function footer(report: Report, width: number, paint: Paint): string[] {
  const parts = footerParts(report).map(pieces => terminalLine(pieces.map(({ text }) => text).join(''), 300));
  return wrapWidth(parts.join(' · '), width).map(line => paint('faint', line));
}
