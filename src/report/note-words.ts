import { plannerDifference } from './planner-words.ts';
import { policyWords } from './policy-words.ts';
import type { Report } from './schema.ts';

/** What does not decide the verdict of a case and should be known: waivers, budgets exceeded before, warnings. */
export function noteTexts(report: Report): readonly string[] {
  const shown = report.reasons.filter(({ kind, level, query }) => {
    if (kind === 'removed' || level === 'error') return false;
    return level === 'note' || query === null;
  });
  // What the numbers mean depends on it, so it is not left to the footer.
  const found = report.build?.way === 'found' ? [`${report.build.why}.`] : [];
  // Where the change touches the gate, the first lines say whose policy judges.
  const judges =
    report.policy?.from === 'base' && policyWords(report) === null ? ["Judged by base's policy."] : [];
  const texts = [
    ...found,
    ...judges,
    ...shown.map(reason => reason.text),
    ...plannerDifference(report),
    ...report.warnings,
  ];
  return [...new Set(texts)].filter(text => text.trim() !== '');
}
