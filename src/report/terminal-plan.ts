import { diffExcerpt } from './diff-excerpt.ts';
import { clipWidth, displayWidth, wrapWidth } from './display-width.ts';
import { terminalBlock } from './escape-terminal.ts';
import type { Paint, Style } from './paint.ts';
import { planLegend, planNumbers, sideNumbers } from './plan-words.ts';
import type { CaseReport, PlanDiffLine, SideReport } from './schema.ts';
import { firstLines } from './shortening.ts';

/** Lines of one plan; who needs more has the Markdown and JSON reports. */
const planLines = 100;

/** The colours that people know from other diffs. */
const styles: Readonly<Record<PlanDiffLine['sign'], Style>> = {
  ' ': 'plain',
  '-': 'bad',
  '+': 'good',
  '!': 'warn',
};

/** The plan of a case, or both of them as one diff. */
export function terminalPlan(entry: CaseReport, width: number, paint: Paint): string[] {
  const { base, head, planDiff } = entry;
  if (planDiff !== null) {
    const lines = diffExcerpt(planDiff, planLines).map(({ sign, text }) => {
      const line = terminalBlock(text).replaceAll('\n', ' ');
      return paint(styles[sign], `    ${sign} ${clipPlanLine(line, width - 6)}`.trimEnd());
    });
    const legend = planLegend(planDiff).map(([sign, words]) => `${sign} ${words}`);
    const meaning = legend.length === 0 ? '' : ` (${legend.join(', ')})`;
    return [...heading('Plan', `${planNumbers(entry)}${meaning}`, width, paint), ...lines];
  }
  if (base !== null && head !== null && base.shape === head.shape)
    return onePlan('Plan', `the same before and after: ${planNumbers(entry)}`, head, width, paint);
  const both = base !== null && head !== null;
  return [
    ...(base === null ? [] : onePlan(both ? 'Before' : 'On base', sideNumbers(base), base, width, paint)),
    ...(head === null ? [] : onePlan(both ? 'After' : 'Plan', sideNumbers(head), head, width, paint)),
  ];
}

function heading(name: string, numbers: string, width: number, paint: Paint): string[] {
  const [first = '', ...rest] = wrapWidth(numbers, width - name.length - 4);
  const more = rest.map(line => paint('faint', `${' '.repeat(name.length + 4)}${line}`));
  return ['', `  ${paint('strong', name)}  ${paint('faint', first)}`, ...more];
}

function onePlan(name: string, numbers: string, side: SideReport, width: number, paint: Paint): string[] {
  const lines = terminalBlock(firstLines(side.plan, planLines)).split('\n');
  return [
    ...heading(name, numbers, width, paint),
    ...lines.map(line => `    ${clipPlanLine(line, width - 4)}`),
  ];
}

/** Cut before the measured numbers at a line's end rather than through them. */
function clipPlanLine(line: string, width: number): string {
  const numbers = / {2}\([a-z ]+[^()]*\)(?: {2}← [^()]+)?$/.exec(line)?.[0] ?? '';
  const room = width - displayWidth(numbers);
  if (numbers === '' || displayWidth(line) <= width || room < 20) return clipWidth(line, width);
  return clipWidth(line.slice(0, -numbers.length), room) + numbers;
}
