import { findingLabel } from './case-words.ts';
import { htmlLine, htmlLines } from './escape-html.ts';
import { findingLists } from './finding-lists.ts';
import { type FooterPiece, footerParts } from './footer-words.ts';
import { headline } from './headline.ts';
import { type HtmlOptions, htmlCases } from './html-cases.ts';
import { chartData } from './html-charts.ts';
import { toneMark } from './html-marks.ts';
import { tally, whatHappened } from './html-overview.ts';
import { htmlSchema } from './html-schema.ts';
import { htmlTable } from './html-table.ts';
import { noteTexts } from './note-words.ts';
import { formatCount } from './numbers.ts';
import type { PageParts } from './page-parts.ts';
import { placeWords, policyWords } from './policy-words.ts';
import type { ErrorReport, Report } from './schema.ts';
import { rankedCases, type Tone } from './standing.ts';

const tones: Readonly<Record<Report['verdict'], Tone>> = {
  pass: 'good',
  warn: 'warn',
  fail: 'bad',
  error: 'bad',
};

/**
 * The report as one HTML file that loads nothing: readable without scripts; with them, tables sort, plans are drawn and
 * charts appear. No script runs but the two of `parts`.
 */
export function renderHtml(report: Report, parts: PageParts, options: HtmlOptions = {}): string {
  const cases = rankedCases(report);
  const title = `plangate: ${headline(report)}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(parts)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${htmlLine(title, 200)}</title>`,
    `<style>${parts.styles}</style>`,
    '</head>',
    '<body>',
    head(report),
    '<main>',
    ...gateItself(report),
    ...(report.error === null ? [] : [trouble(report.error)]),
    ...whatHappened(report, cases),
    ...htmlSchema(report, options.links),
    ...htmlTable(report, cases),
    ...htmlCases(report, cases, options),
    ...findings(report),
    ...notes(report),
    '</main>',
    footer(report),
    `<script type="application/json" id="charts">${chartData(cases)}</script>`,
    `<script type="text/plain" id="plan-script">${parts.planScript}</script>`,
    `<script type="text/plain" id="plan-styles">${parts.planStyles}</script>`,
    `<script type="module">${parts.script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Nothing is loaded from anywhere, and of scripts only the two that the build has put together run. */
function contentSecurityPolicy({ scriptHash, planScriptHash }: PageParts): string {
  return [
    "default-src 'none'",
    `script-src '${scriptHash}' '${planScriptHash}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function head(report: Report): string {
  const tone = tones[report.verdict];
  const revisions = [report.base, report.head]
    .flatMap(each => (each === null ? [] : [`<code>${htmlLine(each.ref, 80)}</code>`]))
    .join(' → ');
  return [
    `<header class="${tone}">`,
    `<p class="brand"><strong>plangate</strong>${revisions === '' ? '' : ` <span>${revisions}</span>`}</p>`,
    `<h1>${toneMark(tone)} <span>${htmlLine(capital(headline(report)), 500)}</span></h1>`,
    tally(report),
    '</header>',
  ].join('\n');
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** What the change does to the gate itself. */
function gateItself(report: Report): string[] {
  const words = policyWords(report);
  if (words === null) return [];
  const changes = words.changes.map(change => {
    const place = placeWords(change);
    return `<li>${place === null ? '' : `<code>${htmlLine(place, 300)}</code> `}${htmlLine(change.text, 2000)}</li>`;
  });
  const notes = words.notes.map(note => `<li>${htmlLine(note, 2000)}</li>`);
  return [
    `<section class="gate warn"><h2>${toneMark('warn')} ${htmlLine(words.heading)}</h2><ul class="plain">${[...changes, ...notes].join('\n')}</ul></section>`,
  ];
}

function trouble({ place, problem, remedy, details }: ErrorReport): string {
  const where = place === '' ? '' : `<p><code>${htmlLine(place, 300)}</code></p>`;
  const lines = details === '' ? '' : `<pre>${htmlLines(details)}</pre>`;
  return `<section class="trouble">${where}<p>${htmlLine(problem)}</p>${lines}<p>${htmlLine(remedy)}</p></section>`;
}

/** Findings that decide nothing: hints, what was there before, and what is accepted. */
function findings(report: Report): string[] {
  return findingLists(report).map(({ title, items }) => {
    const lines = items.map(({ finding, words }) => {
      const name = `<strong>${htmlLine(findingLabel(finding), 200)}</strong>`;
      return `<li>${name}<br>${htmlLine(words, 2000)}</li>`;
    });
    const count = `${formatCount(items.length)} ${items.length === 1 ? 'finding' : 'findings'}`;
    return `<section><h2>${title} <small>${count}</small></h2><ul class="plain">${lines.join('\n')}</ul></section>`;
  });
}

function notes(report: Report): string[] {
  const texts = noteTexts(report);
  if (texts.length === 0) return [];
  const items = texts.map(text => `<li>${htmlLine(text, 2000)}</li>`);
  return [`<section><h2>Good to know</h2><ul class="plain">${items.join('\n')}</ul></section>`];
}

function footer(report: Report): string {
  const parts = footerParts(report).map(pieces => `<span>${pieces.map(piece).join('')}</span>`);
  const version =
    report.generator.version === ''
      ? []
      : [`<span>plangate ${htmlLine(report.generator.version, 40)}</span>`];
  return `<footer>${[...parts, ...version, '<span>plans drawn by PEV2</span>'].join(' · ')}</footer>`;
}

function piece({ text, isName }: FooterPiece): string {
  if (isName) return `<code>${htmlLine(text, 80)}</code>`;
  // Escaping trims; the spaces between words and names are kept.
  return text.replace(/[^ ].*[^ ]|[^ ]/s, inner => htmlLine(inner, 300));
}
