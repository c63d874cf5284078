import { markdownCode, markdownFence, markdownText } from './escape-markdown.ts';
import { type FooterPiece, footerParts } from './footer-words.ts';
import { headline } from './headline.ts';
import { oldFindings, unfolded } from './markdown-case.ts';
import { complaints, overview } from './markdown-overview.ts';
import { noteTexts } from './note-words.ts';
import { formatCount } from './numbers.ts';
import type { ErrorReport, Report } from './schema.ts';
import { firstLines, joinWithin, type Level, levels } from './shortening.ts';

export interface MarkdownOptions {
  /** Most characters of the result; GitHub's limit for a comment unless given. From 1,000 on it is always kept. */
  readonly limit?: number;
  /** Put on the first line, such as a hidden HTML comment by which the text is found again. Trusted. */
  readonly marker?: string;
  /** Such as `https://github.com/owner/name`: makes files into links. */
  readonly repositoryUrl?: string;
  /** How large a text is, in the unit of `limit`; its length in UTF-16 code units unless given. */
  readonly size?: (text: string) => number;
}

/** GitHub's limit for the body of a comment, in characters. */
const commentLimit = 65_536;

const verdictMarks = { pass: '✅', warn: '⚠️', fail: '❌', error: '⛔' } as const;

/**
 * The report as a pull request's comment: the verdict in one line, why in a line each, the table of what changed,
 * and below it, folded, what to do and the plans. Never longer than the limit: it is shortened in steps and says so.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const { limit = commentLimit, size = (text: string) => text.length } = options;
  for (const level of levels) {
    const text = joinWithin(page(report, level, options), limit, size);
    if (text !== null) return text;
  }
  return joinWithin([firstLine(report, options, 100)], limit, size) ?? '';
}

/** The verdict as a heading. */
function firstLine(report: Report, { marker }: MarkdownOptions, limit: number): string {
  const line = `### ${verdictLine(report, limit)}`;
  return marker === undefined ? line : `${marker}\n${line}`;
}

export function verdictLine(report: Report, limit = 300): string {
  return `${verdictMarks[report.verdict]} plangate: ${markdownText(headline(report), limit)}`;
}

function* page(report: Report, level: Level, options: MarkdownOptions): Generator<string> {
  yield firstLine(report, options, 300);
  if (report.error !== null) yield* trouble(report.error, level);
  yield* complaints(report, level);
  yield* overview(report, level);
  yield* unfolded(report, level, options.repositoryUrl ?? null);
  yield* oldFindings(report, level);
  yield* notes(report, level);
  if (level.missing !== null) {
    yield `<sub>Left out to keep within GitHub's limit: ${level.missing}. The JSON report (<code>--report plangate.json</code>) has everything.</sub>`;
  }
  yield footer(report);
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
  return text.replace(/\S.*\S|\S/s, inner => markdownText(inner, 300));
}
