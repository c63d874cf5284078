import { formatCount } from './numbers.ts';
import type { CaseReport, Report } from './schema.ts';
import type { Level } from './shortening.ts';
import { caseNoun, isLoud, listedCases } from './standing.ts';

/** What a text of this level does not show, counted: `the plans of 12 queries`. Empty for a level that shows everything. */
export function leftOut(report: Report, level: Level): readonly string[] {
  const listed = listedCases(report).filter(({ standing }) => standing !== 'removed');
  const unfolded = listedCases(report).slice(0, level.details);
  const details = listed.length - unfolded.filter(({ standing }) => standing !== 'removed').length;
  const counts = { plans: 0, parts: 0, statements: 0 };
  for (const [index, { entry, standing }] of unfolded.entries()) {
    if (standing === 'removed') continue;
    const most = isLoud(standing) ? (index < level.plans ? level.loudPlan : 0) : level.quietPlan;
    const lines = planLines(entry);
    if (most < lines && most === 0) counts.plans++;
    else if (most < lines) counts.parts++;
    if (level.sql === 0) counts.statements++;
  }
  const of = (count: number, what: string) =>
    count === 0 ? [] : [`${what} ${formatCount(count)} ${caseNoun(report, count)}`];
  const rows = listedCases(report).length - Math.min(level.rows, listedCases(report).length);
  const missing = [
    ...of(counts.parts, 'parts of the plans of'),
    ...of(counts.plans, 'the plans of'),
    ...of(counts.statements, 'the statements of'),
    ...of(details, 'the details of'),
    ...of(rows, 'the table rows of'),
  ];
  return missing.length === 0 && !level.isFull ? ['parts of long texts'] : missing;
}

function planLines({ planDiff, base, head }: CaseReport): number {
  if (planDiff !== null) return planDiff.length;
  return Math.max(0, ...[base, head].map(side => side?.plan.split('\n').length ?? 0));
}
