import { markdownTable } from 'markdown-table';
import {
  buffersOf,
  caseLabel,
  causesAndMore,
  causesOf,
  effectOf,
  findingsOf,
  latencyOf,
  type Numbers,
  otherCountsOf,
  overBudget,
} from './case-words.ts';
import { markdownCode, markdownText } from './escape-markdown.ts';
import { formatCount } from './numbers.ts';
import type { CaseReport, Report } from './schema.ts';
import type { Level } from './shortening.ts';
import {
  caseNoun,
  listedCases,
  notJudged,
  type Standing,
  standingOf,
  standings,
  type Tone,
} from './standing.ts';

export const marks: Readonly<Record<Tone, string>> = { bad: '❌', warn: '⚠️', good: '✅', plain: '▫️' };

const nameLimit = 100;
/** Characters of one cause: a line should stay a line. */
const lineLimit = 180;
const mostComplaints = 12;
const mostNames = 10;

/** A line for every case that failed or needs a look: what happened, and why. */
export function* complaints(report: Report, level: Level): Generator<string> {
  const loud = listedCases(report).filter(({ standing }) => isLoud(standing));
  const shown = loud.slice(0, Math.min(level.items, mostComplaints));
  const lines = shown.map(({ entry, standing }) => complaint(report, entry, standing, level));
  const rest = loud.length - shown.length;
  if (rest > 0) lines.push(`and ${formatCount(rest)} more`);
  for (const [why, entries] of [...notJudged(report)].slice(0, level.items)) {
    lines.push(notJudgedLine(report, why, entries, level));
  }
  if (lines.length > 0) yield lines.map(line => `- ${line}`).join('\n');
}

/** The table of what changed, and how many cases did not. */
export function* overview(report: Report, level: Level): Generator<string> {
  const changed = listedCases(report);
  const shown = changed.slice(0, level.rows);
  if (shown.length > 0) {
    const header = ['query', 'buffers', 'latency', 'plan', 'verdict'];
    const rows = shown.map(({ entry, standing }) => row(entry, standing, level));
    yield markdownTable([header, ...rows], { align: ['l', 'r', 'r', 'l', 'l'], alignDelimiters: false });
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

export function isLoud(standing: Standing): boolean {
  return standings[standing].tone === 'bad' || standings[standing].tone === 'warn';
}

function complaint(report: Report, entry: CaseReport, standing: Standing, level: Level): string {
  const name = `${marks[standings[standing].tone]} **${markdownCode(caseLabel(entry), nameLimit)}**`;
  const failure = entry.failures.find(({ side }) => side === 'head') ?? entry.failures[0];
  if (failure !== undefined) {
    const where = entry.failures.length > 1 ? 'both sides' : failure.side;
    return `${name} fails on ${where}: ${markdownText(failure.message, Math.min(level.text, lineLimit))}`;
  }
  const words = (text: string) => markdownText(text.replace(/\.$/, ''), Math.min(level.text, lineLimit));
  const causes = causesOf(entry).map(words).join('; ');
  const effects = [effectOf(entry), ...overBudget(entry, standing === 'over-budget')]
    .filter(text => text !== '')
    .join('; ');
  const found = findingsOf(report, entry, true).slice(0, 1);
  const said = causes === '' ? [effects, ...found.map(({ message }) => words(message))] : [causes, effects];
  const all = said.filter(text => text !== '').join(' — ');
  return all === '' ? `${name} ${standings[standing].singular}` : `${name}: ${all}`;
}

function notJudgedLine(report: Report, why: string, entries: readonly CaseReport[], level: Level): string {
  const names = entries.slice(0, mostNames).map(entry => markdownCode(caseLabel(entry), nameLimit));
  if (entries.length > names.length) names.push(`${formatCount(entries.length - names.length)} more`);
  const count = `${formatCount(entries.length)} ${caseNoun(report, entries.length)} not judged`;
  return `${marks.warn} **${count}** (${names.join(', ')}): ${markdownText(why, level.text)}`;
}

function row(entry: CaseReport, standing: Standing, level: Level): string[] {
  const others = otherCountsOf(entry).map(each => numbers(each, `${each.short} `));
  const plan = causesAndMore(entry).map(text => markdownText(text, Math.min(level.text, 300)));
  return [
    markdownCode(caseLabel(entry), nameLimit),
    [numbers(buffersOf(entry)), ...others].join('<br>'),
    numbers(latencyOf(entry)),
    plan.join('<br>'),
    `${marks[standings[standing].tone]} ${standings[standing].word}`.replaceAll(' ', '\u00a0'),
  ];
}

/** Numbers must not break in the middle, however narrow the column is. */
function numbers(value: Numbers | null, before = ''): string {
  if (value === null) return '';
  const factor = value.factor === '' ? '' : value.factor === '~' ? ' ~' : ` (${value.factor})`;
  return `${before}${value.values}${factor}`.replaceAll(' ', '\u00a0');
}
