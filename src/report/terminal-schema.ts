import { ruleId } from './annotation.ts';
import { wrapWidth } from './display-width.ts';
import { terminalBlock, terminalLine } from './escape-terminal.ts';
import { formatCount } from './numbers.ts';
import type { Paint } from './paint.ts';
import type { Report } from './schema.ts';
import { type SchemaFinding, schemaFindings, schemaGroups } from './schema-findings.ts';
import { firstLines } from './shortening.ts';
import { indentedLines, terminalMarks } from './terminal-table.ts';

const mostFindings = 20;

/** What the change does to the schema, and what to do about it. */
export function terminalSchema(report: Report, width: number, paint: Paint): string[] {
  const found = schemaFindings(report);
  if (found.length === 0) return [];
  const lines = [paint('strong', 'Schema')];
  for (const { findings, remedy, statements } of schemaGroups(found.slice(0, mostFindings))) {
    for (const each of findings) lines.push(...about(each, width, paint));
    if (remedy === '') continue;
    lines.push(...indentedLines(`What to do: ${terminalLine(remedy, 2000)}`, 4, width));
    // What is to be typed is not wrapped, so that it can be copied.
    for (const statement of statements)
      lines.push(
        ...terminalBlock(firstLines(statement, 50))
          .split('\n')
          .map(text => `      ${text}`),
      );
  }
  if (found.length > mostFindings) lines.push(`  and ${formatCount(found.length - mostFindings)} more`);
  return lines;
}

function about({ finding, tone }: SchemaFinding, width: number, paint: Paint): string[] {
  const { file, line, rule, message } = finding;
  const place = file === null ? '' : `${terminalLine(`${file}:${line}`, 300)}: `;
  const [first = '', ...rest] = wrapWidth(
    `${place}${terminalLine(message, 2000)} (${ruleId(rule)})`,
    width - 2,
  );
  return [`${paint(tone, terminalMarks[tone])} ${first}`, ...rest.map(text => `  ${text}`)];
}
