import {
  buffersOf,
  caseLabel,
  failureWords,
  latencyOf,
  type Numbers,
  remediesOf,
  whysOf,
} from './case-words.ts';
import { culpritOf } from './culprit-words.ts';
import { htmlLine, htmlLines } from './escape-html.ts';
import { htmlCulprit } from './html-culprit.ts';
import { toneMark } from './html-marks.ts';
import { htmlMeasurements } from './html-measurements.ts';
import { remedyBlock } from './html-overview.ts';
import { htmlPlans } from './html-plans.ts';
import { fileUrl, type RepositoryLinks } from './links.ts';
import type { CaseReport, Report } from './schema.ts';
import { type rankedCases, type Standing, standings } from './standing.ts';

type Ranked = ReturnType<typeof rankedCases>;

export interface HtmlOptions {
  /** Makes files into links. */
  readonly links?: RepositoryLinks | undefined;
}

/** A fold for every case, in the table's order: why, what to do, the numbers, both plans, the statement. */
export function htmlCases(report: Report, cases: Ranked, options: HtmlOptions): string[] {
  if (cases.length === 0) return [];
  return [
    '<section id="cases"><h2>Why, and the plans</h2>',
    ...cases.map(({ entry, standing }, index) => fold(report, entry, standing, index, options)),
    '</section>',
  ];
}

function fold(
  report: Report,
  entry: CaseReport,
  standing: Standing,
  index: number,
  options: HtmlOptions,
): string {
  const { tone, word } = standings[standing];
  const whys = [...whysOf(report, entry), ...entry.failures.map(failureWords)];
  const culprit = culpritOf(entry);
  const line = (text: string) =>
    text === culprit ? htmlCulprit(report, entry, options.links) : htmlLine(text, 2000);
  return [
    `<details class="case ${tone}" data-standing="${standing}"><summary>${toneMark(tone)} <span class="name">${htmlLine(caseLabel(entry), 200)}</span> <span class="word">${word}</span>${numbers('buffers', buffersOf(entry))}${numbers('latency', latencyOf(entry))}</summary>`,
    `<div class="inside" id="case-${index}">`,
    `<p class="place">${place(report, entry, options)}</p>`,
    whys.length === 0 ? '' : `<ul class="whys">${whys.map(text => `<li>${line(text)}</li>`).join('')}</ul>`,
    ...remediesOf(report, entry).map(remedyBlock),
    htmlMeasurements(entry),
    htmlPlans(entry),
    `<h4>${entry.sqlChanged ? 'Statement <small>this change rewrites it</small>' : 'Statement'}</h4>`,
    `<pre class="statement sql"><code>${htmlLines(entry.sql)}</code></pre>`,
    '</div></details>',
  ]
    .filter(line => line !== '')
    .join('\n');
}

function numbers(noun: string, value: Numbers | null): string {
  if (value === null) return '';
  const factor = value.factor === '' ? '' : ` <strong>${htmlLine(value.factor)}</strong>`;
  return ` <span class="key"><small>${noun}</small> ${htmlLine(value.values)}${factor}</span>`;
}

function place(report: Report, entry: CaseReport, { links }: HtmlOptions): string {
  const code = `<code>${htmlLine(`${entry.file}:${entry.line}`, 300)}</code>`;
  const url = fileUrl(report, entry, links);
  return url === null ? code : `<a href="${htmlLine(url)}" rel="noopener noreferrer">${code}</a>`;
}
