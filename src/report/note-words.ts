import { caseLabel } from './case-words.ts';
import { formatCount } from './numbers.ts';
import { plannerDifference } from './planner-words.ts';
import type { Report } from './schema.ts';

/** What does not decide the verdict of a case and should be known: waivers, budgets exceeded before, warnings. */
export function noteTexts(report: Report): readonly string[] {
  const shown = report.reasons.filter(({ kind, level, query }) => {
    if (kind === 'removed' || level === 'error') return false;
    return level === 'note' || query === null;
  });
  // What the numbers mean depends on it, so it is not left to the footer.
  const found = report.build?.way === 'found' ? [`${report.build.why}.`] : [];
  const texts = [
    ...found,
    ...shown.map(reason => reason.text),
    ...plannerDifference(report),
    ...unstableTimes(report),
    ...unsteadyCounts(report),
    ...report.warnings,
  ];
  return [...new Set(texts)].filter(text => text.trim() !== '');
}

const mostNames = 5;

/** Cases whose counts were judged and whose time could not be: they have not passed in that respect. */
function unstableTimes({ cases }: Report): readonly string[] {
  const names = cases.filter(({ change }) => change?.answer === 'unstable').map(caseLabel);
  if (names.length === 0) return [];
  const more = names.length > mostNames ? [`${formatCount(names.length - mostNames)} more`] : [];
  const listed = [...names.slice(0, mostNames), ...more].join(', ');
  return [`The time of ${listed} varied too much to be judged; the counts were.`];
}

/** Two copies of base that do different work: such a query touches what is nowhere twice the same. */
function unsteadyCounts({ noise }: Report): readonly string[] {
  if (noise === null || noise.unsteady === 0) return [];
  const are = noise.unsteady === 1 ? '1 query' : `${formatCount(noise.unsteady)} queries`;
  return [
    `${are} of ${formatCount(noise.cases)} did other work on a second copy of base; counts are worse only where they are so against both.`,
  ];
}
