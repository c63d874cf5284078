import { markdownFence, markdownText } from './escape-markdown.ts';
import { queryPlace, type RepositoryLinks } from './links.ts';
import { marks } from './markdown-complaints.ts';
import { formatCount } from './numbers.ts';
import type { FindingReport, Report } from './schema.ts';
import { schemaFindings } from './schema-findings.ts';
import { firstLines, type Level } from './shortening.ts';

/** What the change does to the schema: each thing in a line, and what to do, folded where there is more than one. */
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
  if (found.length > shown.length) lines.push(`- and ${formatCount(found.length - shown.length)} more`);
  yield ['**Schema**', '', ...lines].join('\n');
  const remedies = shown.filter(({ isTold }) => !isTold).map(({ finding }) => finding);
  const [first] = remedies;
  if (first !== undefined && remedies.length === 1 && level.remedies > 0) yield* whatToDo(first, '', level);
  if (remedies.length < 2 || level.details === 0) return;
  yield '<details><summary>What to do about the schema</summary>';
  for (const finding of remedies) yield* whatToDo(finding, place(finding), level);
  yield '</details>';
}

function* whatToDo({ remedy, statement }: FindingReport, place: string, level: Level): Generator<string> {
  yield `${place}**What to do:** ${markdownText(remedy, level.text)}`;
  if (statement !== null) yield markdownFence(firstLines(statement, 50), 'sql');
}
