import { markdownCode, markdownFence, markdownText } from './escape-markdown.ts';
import { type FooterPiece, footerParts } from './footer-words.ts';
import { gateName } from './gate-name.ts';
import { headline, headlineOfFixed } from './headline.ts';
import { leftOut } from './left-out.ts';
import { pageLink, type RepositoryLinks } from './links.ts';
import { unfolded } from './markdown-case.ts';
import { complaints } from './markdown-complaints.ts';
import { markdownFindings } from './markdown-findings.ts';
import { overview } from './markdown-overview.ts';
import { gateItself } from './markdown-policy.ts';
import { whatToDo } from './markdown-remedies.ts';
import { schemaPart } from './markdown-schema.ts';
import { noteTexts } from './note-words.ts';
import { formatCount } from './numbers.ts';
import type { ErrorReport, Report } from './schema.ts';
import { firstLines, fullest, joinWithin, type Level } from './shortening.ts';

export interface MarkdownOptions {
  /** Most characters of the result; GitHub's limit for a comment unless given. From 1,000 on it is always kept. */
  readonly limit?: number;
  /** Put on the first line, such as a hidden HTML comment by which the text is found again. Trusted. */
  readonly marker?: string;
  /** Makes queries and files into links. */
  readonly links?: RepositoryLinks | undefined;
  /** The page of the job that wrote the report, with its summary. */
  readonly runUrl?: string | undefined;
  /** The page of the artifact that holds the report in full. */
  readonly artifactUrl?: string | undefined;
  /** What the gate is called, where that is not `plangate`. */
  readonly name?: string | undefined;
  /** Whether the text takes the place of one that told of a failure. */
  readonly fixed?: boolean;
  /** Whether the report is a stranger's word: from the artifact of a fork's run. */
  readonly isForeign?: boolean;
  /** How large a text is, in the unit of `limit`; its length in UTF-16 code units unless given. */
  readonly size?: (text: string) => number;
}

/** GitHub's limit for the body of a comment, in characters. */
const commentLimit = 65_536;

const verdictMarks = { pass: '✅', warn: '⚠️', fail: '❌', error: '⛔' } as const;

/**
 * The report as a pull request's comment: the verdict in one line, what happens to the gate itself, what got worse and why in a line or two each, what
 * to type, the table of what changed, and below it, folded, the plans. Never longer than the limit: it is shortened in
 * steps and says so.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const { limit = commentLimit, size = (text: string) => text.length } = options;
  const text = fullest(level => joinWithin(page(report, level, options), limit, size));
  return text ?? joinWithin([firstLine(report, options, 100)], limit, size) ?? '';
}

/** The verdict as a heading. */
function firstLine(report: Report, options: MarkdownOptions, limit: number): string {
  const line = `### ${verdictLine(report, options, limit)}`;
  return options.marker === undefined ? line : `${options.marker}\n${line}`;
}

/** `❌ plangate: 1 of 6 queries got worse` */
export function verdictLine(
  report: Report,
  { name, fixed = false }: Pick<MarkdownOptions, 'name' | 'fixed'>,
  limit = 300,
): string {
  const words = fixed ? headlineOfFixed(report) : headline(report);
  return `${verdictMarks[report.verdict]} ${markdownText(gateName(name), 80)}: ${markdownText(words, limit)}`;
}

function* page(report: Report, level: Level, options: MarkdownOptions): Generator<string> {
  const { links } = options;
  yield firstLine(report, options, 300);
  yield* gateItself(report, level, links);
  if (report.error !== null) yield* trouble(report.error, level);
  yield* complaints(report, level, links);
  yield* whatToDo(report, level);
  yield* schemaPart(report, level, links);
  yield* overview(report, level, links);
  yield* unfolded(report, level, links);
  yield* markdownFindings(report, level, links);
  yield* notes(report, level);
  yield* missing(report, level, options);
  yield footer(report);
  if (options.isForeign === true) yield foreignWords;
  yield* pages(options);
}

const foreignWords =
  "<sub>Measured by the fork's own run, and told as its artifact has it: require that run, this is no proof.</sub>";

/** What is left out of this text, and where it can be read. */
function* missing(report: Report, level: Level, { artifactUrl, runUrl }: MarkdownOptions): Generator<string> {
  const parts = leftOut(report, level);
  if (parts.length === 0) return;
  const where =
    pageLink('full report', artifactUrl) ??
    pageLink('job summary', runUrl) ??
    'JSON report (<code>--report plangate.json</code>)';
  yield `<sub>Left out to keep within GitHub's limit: ${parts.join(', ')}. The ${where} has more.</sub>`;
}

function* pages({ artifactUrl, runUrl }: MarkdownOptions): Generator<string> {
  const found = [pageLink('Full report', artifactUrl), pageLink('job summary', runUrl)].filter(
    link => link !== null,
  );
  if (found.length > 0) yield `<sub>${found.join(' · ')}</sub>`;
}

function* trouble(error: ErrorReport, level: Level): Generator<string> {
  const place = error.place === '' ? '' : `**${markdownText(error.place, 300)}**: `;
  yield `${place}${markdownText(error.problem, level.text)} ${markdownText(error.remedy, level.text)}`;
  if (error.details !== '') yield markdownFence(firstLines(error.details, Math.min(level.items, 60)), 'text');
}

function* notes(report: Report, level: Level): Generator<string> {
  const texts = noteTexts(report);
  if (texts.length === 0) return;
  const lines = texts.slice(0, level.items).map(text => `- ${markdownText(text, level.text)}`);
  if (texts.length > lines.length) lines.push(`- and ${formatCount(texts.length - lines.length)} more`);
  yield ['**Good to know**', '', ...lines].join('\n');
}

function footer(report: Report): string {
  const parts = footerParts(report).map(pieces => pieces.map(piece).join(''));
  return `<sub>${parts.join(' · ')}</sub>`;
}

function piece({ text, isName }: FooterPiece): string {
  if (isName) return markdownCode(text, 80);
  // Escaping trims; the spaces between words and names are kept.
  return text.replace(/[^ ].*[^ ]|[^ ]/s, inner => markdownText(inner, 300));
}
