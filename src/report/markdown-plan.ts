import { diffExcerpt } from './diff-excerpt.ts';
import { markdownFence } from './escape-markdown.ts';
import { planLegend, planNumbers, sideNumbers } from './plan-words.ts';
import type { CaseReport, SideReport } from './schema.ts';
import { firstLines } from './shortening.ts';

/** The plan of a case, or both of them as one diff, in at most `lines` lines each; nothing when that is 0. */
export function* markdownPlan(entry: CaseReport, lines: number): Generator<string> {
  const { base, head, planDiff } = entry;
  if (lines === 0) return;
  if (planDiff !== null) {
    const legend = planLegend(planDiff).map(([sign, words]) => `\`${sign}\` ${words}`);
    yield `**Plan**: ${planNumbers(entry)}${legend.length === 0 ? '' : ` (${legend.join(', ')})`}`;
    const shown = diffExcerpt(planDiff, lines).map(({ sign, text }) => `${sign} ${text}`);
    // GitHub colours the lines of a `diff` by their first character.
    yield markdownFence(shown.join('\n'), 'diff');
  } else if (base !== null && head !== null && base.shape === head.shape) {
    yield `**Plan**, the same before and after: ${planNumbers(entry)}`;
    yield markdownFence(firstLines(head.plan, lines), 'text');
  } else {
    const both = base !== null && head !== null;
    if (base !== null) yield* onePlan(both ? 'Before' : 'On base', base, lines);
    if (head !== null) yield* onePlan(both ? 'After' : 'Plan', head, lines);
  }
}

function* onePlan(name: string, side: SideReport, lines: number): Generator<string> {
  yield `**${name}**: ${sideNumbers(side)}`;
  yield markdownFence(firstLines(side.plan, lines), 'text');
}
