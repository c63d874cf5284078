import { buffersOf, caseLabel, causesOf, latencyOf } from './case-words.ts';
import { htmlLine } from './escape-html.ts';
import { toneMark } from './html-marks.ts';
import { formatCount, formatMilliseconds } from './numbers.ts';
import type { CaseReport, Report } from './schema.ts';
import { caseNoun, type rankedCases, type Standing, standings } from './standing.ts';

type Ranked = ReturnType<typeof rankedCases>;

/** Every case in one table, most urgent first. `data-value` is what the page's script sorts a column by. */
export function htmlTable(report: Report, cases: Ranked): string[] {
  if (cases.length === 0) return [];
  const columns = [
    ['query', 'query', ''],
    ['verdict', 'verdict', ''],
    ['buffers', 'base', 'number'],
    ['buffers', 'head', 'number'],
    ['buffers', 'change', 'number'],
    ['latency', 'base', 'number'],
    ['latency', 'head', 'number'],
    ['latency', 'change', 'number'],
    ['plan', 'plan', ''],
  ] as const;
  const header = columns.map(([group, name, kind]) => {
    const label = group === name ? name : `<span class="group">${group}</span> ${name}`;
    return `<th scope="col"${kind === '' ? '' : ` class="${kind}"`}>${label}</th>`;
  });
  const note = cases.some(({ entry }) => latencyOf(entry)?.factor === '~')
    ? '<p class="more"><code>~</code> no significant difference, or one too small to be judged</p>'
    : '';
  return [
    `<section id="all"><h2>All ${caseNoun(report, 2)} <small>${formatCount(cases.length)}</small></h2>`,
    '<table class="cases">',
    `<thead><tr>${header.join('')}</tr></thead>`,
    '<tbody>',
    ...cases.map(({ entry, standing }, index) => row(entry, standing, index)),
    '</tbody>',
    '</table>',
    note,
    '</section>',
  ];
}

function row(entry: CaseReport, standing: Standing, index: number): string {
  const { tone, word } = standings[standing];
  const { base, head, change } = entry;
  const buffers = buffersOf(entry)?.factor ?? '';
  const latency = latencyOf(entry)?.factor ?? '';
  const ratio = (from: number | undefined, to: number | undefined) => {
    return from === undefined || to === undefined || from === 0 ? undefined : to / from;
  };
  const cells = [
    `<th scope="row"><a href="#case-${index}">${htmlLine(caseLabel(entry), 200)}</a></th>`,
    `<td data-value="${index}" class="verdict ${tone}">${toneMark(tone)} ${word}</td>`,
    number('buffers, base', base?.work.buffers, formatCount),
    number('buffers, head', head?.work.buffers, formatCount),
    cell(
      'buffers, change',
      ratio(base?.work.buffers, head?.work.buffers),
      buffers,
      countClass(change?.counts.buffers),
    ),
    number('latency, base', base?.latency.median, formatMilliseconds),
    number('latency, head', head?.latency.median, formatMilliseconds),
    cell('latency, change', ratio(base?.latency.median, head?.latency.median), latency, timeClass(change)),
    `<td class="plan">${causesOf(entry)
      .map(text => htmlLine(text, 300))
      .join('<br>')}</td>`,
  ];
  return `<tr data-standing="${standing}">${cells.join('')}</tr>`;
}

function number(label: string, value: number | undefined, format: (value: number) => string): string {
  return cell(label, value, value === undefined ? '' : format(value), '');
}

/** `label` is what stands before the number on a narrow screen. */
function cell(label: string, value: number | undefined, text: string, tone: string): string {
  const data = value === undefined ? '' : ` data-value="${Number(value.toPrecision(6))}"`;
  return `<td class="number${tone === '' ? '' : ` ${tone}`}" data-label="${label}"${data}>${htmlLine(text)}</td>`;
}

function countClass(answer: 'worse' | 'better' | 'same' | undefined): string {
  return answer === 'worse' ? 'bad' : answer === 'better' ? 'good' : '';
}

function timeClass(change: CaseReport['change']): string {
  return change?.answer === 'slower' ? 'bad' : change?.answer === 'faster' ? 'good' : '';
}
