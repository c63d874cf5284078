import { markdownFence, markdownText } from './escape-markdown.ts';
import { queryPlace, type RepositoryLinks } from './links.ts';
import { marks } from './markdown-complaints.ts';
import { formatCount } from './numbers.ts';
import type { FindingReport, Report } from './schema.ts';
import { type SchemaGroup, schemaFindings, schemaGroups } from './schema-findings.ts';
import { firstLines, type Level } from './shortening.ts';

/** What the change does to the schema, each thing in a line, and what to do, folded where that is more than a few things. */
export function* schemaPart(
  report: Report,
  level: Level,
  links: RepositoryLinks | undefined,
): Generator<string> {
  const found = schemaFindings(report);
  if (found.length === 0) return;
  const shown = found.slice(0, level.items);
  const place = (finding: FindingReport) =>
    finding.file === null ? '' : `${queryPlace(report, finding, links)}: `;
  const lines = shown.map(
    ({ finding, tone }) => `- ${marks[tone]} ${place(finding)}${markdownText(finding.message, level.text)}`,
  );
  if (found.length > lines.length) lines.push(`- and ${formatCount(found.length - lines.length)} more`);
  yield ['**Schema**', '', ...lines].join('\n');
  const todo = schemaGroups(shown).filter(({ remedy }) => remedy !== '');
  const isOpen = todo.length <= level.remedies;
  if (todo.length === 0 || (!isOpen && level.details === 0)) return;
  if (!isOpen) yield '<details><summary>What to do about the schema</summary>';
  for (const group of todo) yield* whatToDo(group, level);
  if (!isOpen) yield '</details>';
}

function* whatToDo({ remedy, statements }: SchemaGroup, level: Level): Generator<string> {
  yield `**What to do:** ${markdownText(remedy, level.text)}`;
  if (statements.length > 0) yield markdownFence(firstLines(statements.join('\n'), 50), 'sql');
}
