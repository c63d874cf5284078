import { type Plan, workShares, writePlan } from '../plan/index.ts';
import { describeFinding, type Finding } from '../rules/index.ts';
import { caseLabel } from './case-words.ts';
import { wrapWidth } from './display-width.ts';
import { terminalBlock, terminalLine } from './escape-terminal.ts';
import type { Explanation } from './explanation.ts';
import { formatCount, formatMilliseconds, formatShare } from './numbers.ts';
import { type Paint, painter, type Style } from './paint.ts';
import { splitRemedy } from './split-remedy.ts';
import { indentedLines } from './terminal-table.ts';

export interface ExplanationOptions {
  readonly colour: boolean;
  /** Columns for sentences; below 40 they are made for 40. */
  readonly width: number;
  /** Columns for the lines of a plan; null leaves them whole. */
  readonly planWidth: number | null;
}

/** A node is marked from this share of the plan's blocks or time on, and marked as the worst from the second on. */
const costly = 0.1;
const worst = 0.5;

const marks = {
  error: { mark: '✗', tone: 'bad' },
  warning: { mark: '!', tone: 'warn' },
  note: { mark: '·', tone: 'plain' },
  off: { mark: '·', tone: 'plain' },
} as const satisfies Record<Finding['severity'], { mark: string; tone: Style }>;

/** Plans for a person at a terminal: the tree with what is costly marked, then what the rules see in it. */
export function renderExplanations(all: readonly Explanation[], options: ExplanationOptions): string {
  const paint = painter(options.colour);
  const width = Math.max(40, options.width);
  return `${all.map(each => one(each, options, width, paint).join('\n')).join('\n\n\n')}\n`;
}

function one(each: Explanation, { planWidth }: ExplanationOptions, width: number, paint: Paint): string[] {
  const { plan, findings } = each;
  const place = each.place === null ? '' : `  ${each.place.file}:${each.place.line}`;
  const label = terminalLine(caseLabel({ query: each.name, parameters: each.parameters }), 300);
  const numbers = wrapWidth(numbersOf(each).join(' · '), width).map(line => paint('faint', line));
  return [
    paint('strong', label) +
      paint('faint', terminalLine(place, 300) === '' ? '' : `  ${terminalLine(place, 300)}`),
    ...(numbers.length === 1 && numbers[0] === '' ? [] : numbers),
    '',
    ...treeOf(plan, planWidth, paint),
    '',
    ...footOf(plan, width, paint),
    ...(findings.length === 0
      ? silence(each, width, paint)
      : findings.flatMap(finding => told(finding, width, paint))),
  ];
}

function numbersOf({ plan, work }: Explanation): string[] {
  const { planningTime, executionTime, root } = plan;
  const blocks = root.buffers === null && work.buffers === 0 ? [] : [`${formatCount(work.buffers)} buffers`];
  const temp = work.temp === 0 ? [] : [`${formatCount(work.temp)} temporary blocks`];
  const execution = executionTime === null ? [] : [`${formatMilliseconds(executionTime)} to execute`];
  const planning = planningTime === null ? [] : [`${formatMilliseconds(planningTime)} to plan`];
  return root.actual === null
    ? ['not executed (EXPLAIN without ANALYZE): estimates only']
    : [...blocks, ...temp, ...execution, ...planning];
}

function treeOf(plan: Plan, width: number | null, paint: Paint): string[] {
  const shares = workShares(plan);
  const greatest = shares.map(({ bufferShare, timeShare }) => Math.max(bufferShare ?? 0, timeShare ?? 0));
  const mark = new Map<number, string>();
  for (const [id, { bufferShare, timeShare }] of shares.entries()) {
    if ((greatest[id] ?? 0) < costly) continue;
    const words = [
      bufferShare !== null && bufferShare >= costly ? `${formatShare(bufferShare)} of buffers` : '',
      timeShare !== null && timeShare >= costly ? `${formatShare(timeShare)} of time` : '',
    ];
    mark.set(id, words.filter(word => word !== '').join(', '));
  }
  const lines: string[] = [];
  writePlan(plan, { mark, ...(width === null ? {} : { width: Math.max(40, width) }) }, (line, node) => {
    const safe = terminalBlock(line).replaceAll('\n', ' ');
    const share = node === null ? 0 : (greatest[node] ?? 0);
    lines.push(share < costly ? safe : paint(share >= worst ? 'bad' : 'warn', safe));
  });
  return lines;
}

/** What PostgreSQL did beside the tree, where it took time. */
function footOf({ triggers }: Plan, width: number, paint: Paint): string[] {
  const lines = triggers.map(({ name, constraint, relation, time, calls }) => {
    const what = constraint === null ? `trigger ${name}` : `trigger of the constraint ${constraint}`;
    const on = relation === null ? '' : ` on ${relation}`;
    const took = time === null ? '' : `, ${formatMilliseconds(time)}`;
    return `After the tree: ${what}${on}, ${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'}${took}`;
  });
  if (lines.length === 0) return [];
  const wrapped = lines.flatMap(line => wrapWidth(terminalLine(line, 500), width));
  return [...wrapped.map(line => paint('faint', line)), ''];
}

function silence({ place, plan }: Explanation, width: number, paint: Paint): string[] {
  const why =
    plan.root.actual === null
      ? ' Most rules need what EXPLAIN (ANALYZE, BUFFERS) measures.'
      : place === null
        ? ' Rules that look at the schema or the statement do not speak of a plan alone.'
        : '';
  return wrapWidth(`No rule has anything to say.${why}`, width).map(line => paint('faint', line));
}

function told(finding: Finding, width: number, paint: Paint): string[] {
  const { message, remedy } = describeFinding(finding);
  const { words, statement } = splitRemedy(remedy);
  const { mark, tone } = marks[finding.severity];
  const accepted = finding.suppressed === null ? '' : ` (accepted: ${terminalLine(finding.suppressed, 200)})`;
  const lines = [
    `${paint(tone, mark)} ${paint('strong', finding.rule)}${paint('faint', `  ${finding.severity}${accepted}`)}`,
    ...indentedLines(terminalLine(message, 2000), 2, width),
    ...indentedLines(terminalLine(words, 2000), 2, width).map(line => line),
  ];
  // What is to be typed is not wrapped, so that it can be copied.
  if (statement !== null)
    lines.push(
      ...terminalBlock(statement)
        .split('\n')
        .map(line => `    ${line}`),
    );
  return [...lines, ''];
}
