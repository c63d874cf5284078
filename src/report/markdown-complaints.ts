import { causesOf, effectOf, findingsOf, overBudget, rowsDiffer, whereItArises } from './case-words.ts';
import { coldWords } from './culprit-words.ts';
import { markdownText } from './escape-markdown.ts';
import { culpritLine, queryName, type RepositoryLinks } from './links.ts';
import { formatCount } from './numbers.ts';
import type { CaseReport, Report } from './schema.ts';
import type { Level } from './shortening.ts';
import { caseNoun, type listedCases, loudCases, notJudged, standings, type Tone } from './standing.ts';

export const marks: Readonly<Record<Tone, string>> = { bad: '❌', warn: '⚠️', good: '✅', plain: '▫️' };

/** Characters of one cause: it should fit on a phone. */
const lineLimit = 240;
const mostComplaints = 10;
const mostNames = 10;

type Listed = ReturnType<typeof listedCases>;

/** The cases that failed or need a look and that have a line of their own. */
export function complainedOf(report: Report, level: Level): Listed {
  return loudCases(report).slice(0, Math.min(level.items, mostComplaints));
}

/** A line or two for every case that failed or needs a look: what happened, and why. */
export function* complaints(
  report: Report,
  level: Level,
  links: RepositoryLinks | undefined,
): Generator<string> {
  const shown = complainedOf(report, level);
  const lines = grouped(shown.map(each => complaint(report, each, level, links)));
  const rest = loudCases(report).length - shown.length;
  if (rest > 0) lines.push(`and ${formatCount(rest)} more`);
  for (const [why, entries] of [...notJudged(report)].slice(0, level.items)) {
    lines.push(notJudgedLine(report, why, entries, level, links));
  }
  if (lines.length > 0) yield lines.map(line => `- ${line}`).join('\n');
}

interface Complaint {
  readonly mark: string;
  /** The query and what happened to it. */
  readonly what: string;
  /** What of the change did it; '' where it is not told. */
  readonly culprit: string;
  /** '' where there is nothing to tell. */
  readonly why: string;
}

function complaint(
  report: Report,
  { entry, standing }: Listed[number],
  level: Level,
  links: RepositoryLinks | undefined,
): Complaint {
  const { tone, singular } = standings[standing];
  const name = `**${queryName(report, entry, links)}**`;
  const words = (text: string) =>
    markdownText(firstSentence(text).replace(/\.$/, ''), Math.min(level.text, lineLimit));
  const limit = Math.min(level.text, lineLimit);
  const isTold = entry.culprit !== null && entry.culprit.kind !== 'unknown';
  const culprit = isTold ? culpritLine(report, entry, limit, links) : '';
  const failure = entry.failures.find(({ side }) => side === 'head') ?? entry.failures[0];
  if (failure !== undefined) {
    const where = entry.failures.length > 1 ? 'both sides' : failure.side;
    const why = failure.hint === null ? '' : words(failure.hint);
    const what = `${name} fails on ${where}: ${words(failure.message)}`;
    return { mark: marks[tone], what, culprit, why };
  }
  const effects = [
    rowsDiffer(entry),
    effectOf(entry),
    ...overBudget(entry, standing === 'over-budget'),
  ].filter(text => text !== '');
  const causes = causesOf(entry);
  const found = findingsOf(report, entry, true).slice(0, 1);
  const results = entry.results !== null && rowsDiffer(entry) !== '' ? [entry.results.text] : [];
  const said =
    results.length > 0 ? results : causes.length > 0 ? causes : found.map(({ message }) => message);
  const cold = coldWords(entry);
  const whys = [
    ...(cold === null ? [] : [cold]),
    ...(said.length > 0 ? said : whereItArises(entry).slice(0, 1)),
  ];
  return {
    mark: marks[tone],
    what: effects.length === 0 ? `${name} ${singular}` : `${name}: ${effects.join('; ')}`,
    culprit,
    why: whys.map(words).join('; '),
  };
}

/** One item for all that have one cause, the cause below them; what their plans do only where it is one thing. */
function grouped(all: readonly Complaint[]): string[] {
  const groups = new Map<string, Complaint[]>();
  for (const [at, own] of all.entries()) {
    const cause = own.culprit === '' ? own.why : own.culprit;
    const key = cause === '' ? `${at}` : `${own.mark} ${cause}`;
    groups.set(key, [...(groups.get(key) ?? []), own]);
  }
  return [...groups.values()].map(group => {
    const { mark = '', culprit = '' } = group[0] ?? {};
    const whys = new Set(group.map(({ why }) => why));
    const cause = [culprit, ...(whys.size === 1 ? whys : [])].filter(text => text !== '').join('; ');
    const lines = [...group.map(({ what }) => what), ...(cause === '' ? [] : [cause])];
    return `${mark} ${lines.join('<br>')}`;
  });
}

/** Findings go on with numbers that the fold has. */
function firstSentence(text: string): string {
  const end = /\.(?=\s+[A-Z])/.exec(text)?.index;
  return end === undefined ? text : text.slice(0, end);
}

function notJudgedLine(
  report: Report,
  why: string,
  entries: readonly CaseReport[],
  level: Level,
  links: RepositoryLinks | undefined,
): string {
  const names = entries.slice(0, mostNames).map(entry => queryName(report, entry, links));
  if (entries.length > names.length) names.push(`${formatCount(entries.length - names.length)} more`);
  const count = `${formatCount(entries.length)} ${caseNoun(report, entries.length)} not judged`;
  return `${marks.warn} **${count}** (${names.join(', ')}): ${markdownText(why, level.text)}`;
}
