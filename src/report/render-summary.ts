import { isQuiet } from './headline.ts';
import { formatDuration } from './numbers.ts';
import { type MarkdownOptions, renderMarkdown, verdictLine } from './render-markdown.ts';
import type { Report } from './schema.ts';

/** GitHub's limit for what one step writes into the job summary, in bytes of UTF-8. */
const summaryLimit = 1_048_576;

/** The report for a job's summary: as the comment, but for a run that changed nothing one quiet line. */
export function renderSummary(
  report: Report,
  {
    links,
    artifactUrl,
    name,
    isForeign = false,
  }: Pick<MarkdownOptions, 'links' | 'artifactUrl' | 'name' | 'isForeign'> = {},
): string {
  if (isQuiet(report) && !isForeign)
    return `${verdictLine(report, { name })} (${formatDuration(report.duration)})\n`;
  const encoder = new TextEncoder();
  return renderMarkdown(report, {
    links,
    artifactUrl,
    name,
    isForeign,
    limit: summaryLimit,
    size: text => encoder.encode(text).length,
  });
}
