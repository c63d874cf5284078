import { buffersOf, caseLabel, causesAndMore, failureWords, latencyOf, otherCountsOf } from './case-words.ts';
import { movedWords } from './culprit-words.ts';
import { clipWidth, displayWidth, padEnd, padStart, wrapWidth } from './display-width.ts';
import { terminalLine } from './escape-terminal.ts';
import type { Paint } from './paint.ts';
import type { CaseReport } from './schema.ts';
import { type Standing, standings, type Tone } from './standing.ts';

export const terminalMarks: Readonly<Record<Tone, string>> = { bad: '✗', warn: '!', good: '✓', plain: '·' };

interface Row {
  readonly tone: Tone;
  readonly label: string;
  /** Buffers, factor, latency, factor. */
  readonly numbers: readonly [string, string, string, string];
  readonly word: string;
  /** What stands below the numbers. */
  readonly notes: readonly string[];
}

/** Labels are cut rather than pushing the numbers off the line, but not below this many columns. */
const shortestLabel = 20;

/** What changed, a line for each case with its plan changes below; where the width is too small, a block for each. */
export function terminalTable(
  cases: readonly { readonly entry: CaseReport; readonly standing: Standing }[],
  width: number,
  paint: Paint,
): string[] {
  const rows = cases.map(({ entry, standing }) => rowOf(entry, standing));
  const widest = (texts: readonly string[]) => Math.max(...texts.map(displayWidth));
  const columns = ([0, 1, 2, 3] as const).map(column => widest(rows.map(({ numbers }) => numbers[column])));
  const [buffers = 0, factor = 0, latency = 0, ratio = 0] = columns;
  const natural = widest(['query', ...rows.map(({ label }) => label)]);
  const fixed =
    2 + columns.reduce((sum, each) => sum + each + 2, 0) + 2 + widest(rows.map(({ word }) => word));
  const label = Math.min(natural, width - fixed);
  if (label < Math.min(natural, shortestLabel)) return rows.flatMap(row => stacked(row, width, paint));

  const headings = [
    padEnd('query', label),
    padStart('buffers', buffers),
    padEnd('', factor),
    padStart('latency', latency),
  ];
  return [
    paint('faint', `  ${headings.join('  ')}`),
    ...rows.flatMap(({ tone, label: name, numbers, word, notes }) => [
      [
        `${paint(tone, terminalMarks[tone])} ${padEnd(clipWidth(name, label), label)}`,
        padStart(numbers[0], buffers),
        paint(tone, padStart(numbers[1], factor)),
        padStart(numbers[2], latency),
        paint(tone, padStart(numbers[3], ratio)),
        paint(tone, word),
      ].join('  '),
      ...notes.flatMap(note => faintLines(note, 4, width, paint)),
    ]),
  ];
}

/** `text` on lines of its own, `indent` columns from the left. */
export function indentedLines(text: string, indent: number, width: number): string[] {
  return wrapWidth(text, Math.max(20, width - indent)).map(line => `${' '.repeat(indent)}${line}`);
}

function faintLines(text: string, indent: number, width: number, paint: Paint): string[] {
  return indentedLines(text, indent, width).map(line => paint('faint', line));
}

function stacked({ tone, label, numbers, word, notes }: Row, width: number, paint: Paint): string[] {
  const name = clipWidth(label, width - 4 - displayWidth(word));
  const pair = (noun: string, values: string, factor: string) => {
    return values === '' ? [] : [`    ${noun}  ${values}${factor === '' ? '' : `  ${paint(tone, factor)}`}`];
  };
  return [
    `${paint(tone, terminalMarks[tone])} ${name}  ${paint(tone, word)}`,
    ...pair('buffers', numbers[0], numbers[1]),
    ...pair('latency', numbers[2], numbers[3]),
    ...notes.flatMap(note => faintLines(note, 4, width, paint)),
  ];
}

function rowOf(entry: CaseReport, standing: Standing): Row {
  const { tone, word } = standings[standing];
  const buffers = buffersOf(entry);
  const latency = latencyOf(entry);
  const others = otherCountsOf(entry).map(
    ({ short, values, factor }) => `${short} ${values}${factor === '' ? '' : ` (${factor})`}`,
  );
  // A case that failed has told all this above.
  const notes = [
    ...others,
    ...movedWords(entry),
    ...causesAndMore(entry),
    ...entry.failures.map(failureWords),
  ];
  return {
    tone,
    label: terminalLine(caseLabel(entry), 200),
    numbers: [buffers?.values ?? '', buffers?.factor ?? '', latency?.values ?? '', latency?.factor ?? ''],
    word,
    notes: tone === 'bad' ? [] : notes.map(text => terminalLine(text, 500)),
  };
}
