import { caseLabel, failureWords, remediesOf, whysOf } from './case-words.ts';
import { clipWidth, displayWidth, wrapWidth } from './display-width.ts';
import { terminalBlock, terminalLine } from './escape-terminal.ts';
import type { Paint } from './paint.ts';
import type { CaseReport, Report } from './schema.ts';
import { firstLines } from './shortening.ts';
import { type Standing, standings, type Tone } from './standing.ts';
import { terminalPlan } from './terminal-plan.ts';
import { indentedLines, terminalMarks } from './terminal-table.ts';

/** A case that failed: why, what to type, what the plan does differently. */
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
  return [...lines, ...terminalPlan(entry, width, paint)];
}

function heading(entry: CaseReport, tone: Tone, width: number, paint: Paint): string {
  const label = clipWidth(terminalLine(caseLabel(entry), 300), width - 2);
  const place = terminalLine(`${entry.file}:${entry.line}`, 300);
  const room = width - displayWidth(label) - 4;
  const beside =
    displayWidth(place) <= room ? `  ${place}` : `\n${indentedLines(place, 2, width).join('\n')}`;
  return `${paint(tone, terminalMarks[tone])} ${paint('strong', label)}${paint('faint', beside)}`;
}

function item(text: string, width: number): string[] {
  return wrapWidth(terminalLine(text, 2000), Math.max(20, width - 4)).map(
    (line, index) => `  ${index === 0 ? '- ' : '  '}${line}`,
  );
}

function block(text: string): string[] {
  return terminalBlock(text).split('\n');
}
