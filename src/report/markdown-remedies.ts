import { caseLabel } from './case-words.ts';
import { markdownCode, markdownFence, markdownText } from './escape-markdown.ts';
import { formatCount } from './numbers.ts';
import { type Remedy, remediesFor } from './remedies.ts';
import type { Report } from './schema.ts';
import { firstLines, type Level } from './shortening.ts';
import { loudCases } from './standing.ts';

const nameLimit = 100;
/** Queries that one remedy names. */
const mostMended = 5;

/** What to do that is shown without unfolding anything: the first few things, those of failing cases first. */
export function openRemedies(report: Report, level: Level): readonly Remedy[] {
  return allRemedies(report).slice(0, level.remedies);
}

/** What to type, each statement once, with the queries that it mends where there are several to mend. */
export function* whatToDo(report: Report, level: Level): Generator<string> {
  const shown = openRemedies(report, level);
  const several = loudCases(report).length > 1;
  for (const remedy of shown) {
    const title = several ? `**What to do** for ${mended(remedy)}:` : '**What to do:**';
    yield `${title} ${markdownText(remedy.words, level.text)}`;
    if (remedy.statement !== null) yield markdownFence(firstLines(remedy.statement, 50), 'sql');
  }
  const isMore = allRemedies(report).length > shown.length;
  if (shown.length > 0 && isMore && level.details > 0)
    yield 'What to do about the others is in the folds below.';
}

function allRemedies(report: Report): readonly Remedy[] {
  const loud = loudCases(report).map(({ entry }) => entry);
  return remediesFor(report, loud);
}

/** `a`, `a and b`, `a, b and 2 more`. */
function mended({ cases }: Remedy): string {
  const names = cases.slice(0, mostMended).map(entry => markdownCode(caseLabel(entry), nameLimit));
  if (cases.length > names.length) names.push(`${formatCount(cases.length - names.length)} more`);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
