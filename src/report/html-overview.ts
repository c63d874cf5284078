import {
  caseLabel,
  causesOf,
  effectOf,
  failureWords,
  findingsOf,
  overBudget,
  remediesOf,
} from './case-words.ts';
import { movedWords } from './culprit-words.ts';
import { htmlLine, htmlLines } from './escape-html.ts';
import { toneMark } from './html-marks.ts';
import { formatCount } from './numbers.ts';
import type { CaseReport, FindingReport, Report } from './schema.ts';
import { caseNoun, countStandings, type rankedCases, type Standing, standings } from './standing.ts';

type Ranked = ReturnType<typeof rankedCases>;

/** Cases that are told before everything else; the table has them all. */
const mostTold = 12;

/** How many cases stand where. The page's script makes a filter of it. */
export function tally(report: Report): string {
  const counts = [...countStandings(report)];
  if (counts.length === 0) return '';
  const items = counts.map(([standing, count]) => {
    const { tone, word } = standings[standing];
    return `<li data-standing="${standing}">${toneMark(tone)} <strong>${formatCount(count)}</strong> ${word}</li>`;
  });
  return `<ul class="tally">${items.join('')}</ul>`;
}

/** Every case that failed or needs a look: what happened, why, what to type. */
export function whatHappened(report: Report, cases: Ranked): string[] {
  const loud = [...cases.entries()].filter(([, { standing }]) => isLoud(standing));
  if (loud.length === 0) return ['<div id="drawn"></div>'];
  const shown = loud
    .slice(0, mostTold)
    .map(([index, { entry, standing }]) => told(report, entry, standing, index));
  const rest = loud.length - shown.length;
  const more =
    rest > 0
      ? [`<p class="more">and ${formatCount(rest)} more ${caseNoun(report, rest)} in the table</p>`]
      : [];
  const isBad = loud.some(([, { standing }]) => standings[standing].tone === 'bad');
  return [
    `<section><h2>${isBad ? 'What got worse' : 'What needs a look'}</h2>`,
    ...shown,
    ...more,
    '</section>',
    '<div id="drawn"></div>',
  ];
}

export function isLoud(standing: Standing): boolean {
  return standings[standing].tone === 'bad' || standings[standing].tone === 'warn';
}

function told(report: Report, entry: CaseReport, standing: Standing, index: number): string {
  const { tone, word } = standings[standing];
  const effects = [effectOf(entry), ...overBudget(entry, standing === 'over-budget')].filter(
    text => text !== '',
  );
  const found = findingsOf(report, entry, true).map(({ message }) => message);
  const causes = causesOf(entry);
  const whys = [
    ...movedWords(entry),
    ...entry.failures.map(failureWords),
    ...(causes.length > 0 ? causes : found.slice(0, 1)),
  ];
  return [
    `<article class="told ${tone}">`,
    `<h3>${toneMark(tone)} <a href="#case-${index}">${htmlLine(caseLabel(entry), 200)}</a> <span class="word">${word}</span></h3>`,
    effects.length === 0 ? '' : `<p class="effect">${htmlLine(effects.join('; '))}</p>`,
    ...[...new Set(whys)].map(text => `<p>${htmlLine(text, 600)}</p>`),
    ...remediesOf(report, entry).slice(0, 3).map(remedyBlock),
    '</article>',
  ]
    .filter(line => line !== '')
    .join('\n');
}

/** What to do, and the statement to type where there is one. */
export function remedyBlock({ remedy, statement }: Pick<FindingReport, 'remedy' | 'statement'>): string {
  const words = `<p><strong>What to do:</strong> ${htmlLine(remedy, 2000)}</p>`;
  return statement === null
    ? words
    : `${words}<pre class="statement"><code>${htmlLines(statement)}</code></pre>`;
}
