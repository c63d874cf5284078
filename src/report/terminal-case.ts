import { caseLabel, failureWords, remediesOf, whysOf } from './case-words.ts';
import { clipWidth, displayWidth, wrapWidth } from './display-width.ts';
import { terminalBlock, terminalLine } from './escape-terminal.ts';
import { formatCount, formatMilliseconds } from './numbers.ts';
import type { Paint } from './paint.ts';
import type { CaseReport, Report, SideReport } from './schema.ts';
import { firstLines } from './shortening.ts';
import { type Standing, standings, type Tone } from './standing.ts';
import { indentedLines, terminalMarks } from './terminal-table.ts';

/** Lines of one plan; who needs more has the Markdown and JSON reports. */
const planLines = 100;

/** A case that failed: why, what to type, the plan before and after. */
export function terminalCase(
  report: Report,
  entry: CaseReport,
  standing: Standing,
  width: number,
  paint: Paint,
): string[] {
  const { tone } = standings[standing];
  const lines = [heading(entry, tone, width, paint)];
  for (const text of [...whysOf(report, entry), ...entry.failures.map(failureWords)])
    lines.push(...item(text, width));
  for (const { remedy, statement } of remediesOf(report, entry)) {
    lines.push(
      '',
      `  ${paint('strong', 'What to do')}`,
      ...indentedLines(terminalLine(remedy, 2000), 4, width),
    );
    // What is to be typed is not wrapped, so that it can be copied.
    if (statement !== null) lines.push(...block(firstLines(statement, 50)).map(line => `      ${line}`));
  }
  const both = entry.base !== null && entry.head !== null;
  if (entry.base !== null) lines.push(...plan(both ? 'Before' : 'On base', entry.base, '-', width, paint));
  if (entry.head !== null) lines.push(...plan(both ? 'After' : 'Plan', entry.head, '+', width, paint));
  return lines;
}

function heading(entry: CaseReport, tone: Tone, width: number, paint: Paint): string {
  const label = clipWidth(terminalLine(caseLabel(entry), 300), width - 2);
  const place = terminalLine(`${entry.file}:${entry.line}`, 300);
  const room = width - displayWidth(label) - 4;
  const beside =
    displayWidth(place) <= room ? `  ${place}` : `\n${indentedLines(place, 2, width).join('\n')}`;
  return `${paint(tone, terminalMarks[tone])} ${paint('strong', label)}${paint('faint', beside)}`;
}

function plan(name: string, side: SideReport, sign: '-' | '+', width: number, paint: Paint): string[] {
  const numbers = `${formatCount(side.work.buffers)} buffers, ${formatMilliseconds(side.latency.median)}`;
  const lines = block(firstLines(side.plan, planLines)).map((line, index) => {
    const shown = clipPlanLine(line, width - 6);
    return side.changedLines.includes(index)
      ? paint(sign === '-' ? 'good' : 'bad', `    ${sign} ${shown}`)
      : `      ${shown}`;
  });
  return ['', `  ${paint('strong', name)}  ${paint('faint', numbers)}`, ...lines];
}

/** Cut before the measured numbers at a line's end rather than through them. */
function clipPlanLine(line: string, width: number): string {
  const numbers = / {2}\([a-z ]+(?:=[^()]*)?\)$/.exec(line)?.[0] ?? '';
  const room = width - displayWidth(numbers);
  if (numbers === '' || displayWidth(line) <= width || room < 20) return clipWidth(line, width);
  return clipWidth(line.slice(0, -numbers.length), room) + numbers;
}

function item(text: string, width: number): string[] {
  return wrapWidth(terminalLine(text, 2000), Math.max(20, width - 4)).map(
    (line, index) => `  ${index === 0 ? '- ' : '  '}${line}`,
  );
}

function block(text: string): string[] {
  return terminalBlock(text).split('\n');
}
