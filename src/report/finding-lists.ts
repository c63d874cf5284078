import { aboutCase } from './about-case.ts';
import { findingWords } from './finding-words.ts';
import type { FindingReport, Report } from './schema.ts';
import { isLoud, standingOf } from './standing.ts';

/** Findings that decide nothing, as every format lists them: most costly first. */
export interface FindingList {
  readonly title: string;
  readonly items: readonly { readonly finding: FindingReport; readonly words: string }[];
}

/** The lists that have something in them. */
export function findingLists(report: Report): readonly FindingList[] {
  const onHead = report.findings.filter(({ side }) => side === 'head');
  const hints = onHead.filter(finding => isHint(report, finding));
  const accepted = onHead.filter(({ suppressed }) => suppressed !== null);
  const old = onHead.filter(({ isNew, suppressed }) => !isNew && suppressed === null);
  const told = (finding: FindingReport) => ({ finding, words: findingWords(finding) });
  return [
    {
      title: 'Hints',
      items: hints.map(finding => ({
        finding,
        // Nothing else shows its statement.
        words: [findingWords(finding), finding.remedy, finding.statement ?? '']
          .filter(text => text !== '')
          .join(' '),
      })),
    },
    { title: 'Was there before', items: old.map(told) },
    {
      title: 'Accepted',
      items: accepted.map(finding => ({
        finding,
        words: `${findingWords(finding)} Accepted: ${finding.suppressed}`,
      })),
    },
  ].filter(({ items }) => items.length > 0);
}

/** What is new and no more than a note, where no case that fails or needs a look tells it. */
function isHint(report: Report, finding: FindingReport): boolean {
  if (!finding.isNew || finding.severity !== 'note' || finding.suppressed !== null) return false;
  return finding.query !== '' && !aboutCase(report.cases, finding).some(entry => isLoud(standingOf(entry)));
}
