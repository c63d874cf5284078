import { describeNode } from './describe-node.ts';
import { JoinedText } from './joined-text.ts';
import { nodeDetails } from './node-details.ts';
import { touched } from './plan-work.ts';
import type { Plan, PlanNode } from './types.ts';
import { visible } from './visible.ts';
import { walk } from './walk.ts';

export interface FormatOptions {
  /** Ids of nodes to point at, with an arrow at the end of the line. */
  readonly mark?: Iterable<number>;
  /** Characters per line; longer lines are cut and end in `…`. Lines are whole when it is left out. */
  readonly width?: number;
  /** Whether to show times, which differ from run to run. True when left out. */
  readonly times?: boolean;
}

/** What lies deeper is not indented further, so that the text grows with the plan and not with its square. */
const deepest = 240;

const indents = Array.from({ length: deepest + 1 }, (_, column) => ' '.repeat(column));

const arrow = '->  ';
const pointer = '  ←';

/**
 * The plan as an indented tree, as psql shows it. Rows and time (ms) are per loop, as EXPLAIN gives them; buffers are
 * all blocks that the node and its children touched in all loops; `loops` is left out where it is 1. Characters that
 * would break a line or turn its direction are written as `\u{…}`. The caller escapes for the place of showing.
 */
export function formatPlan(plan: Plan, options: FormatOptions = {}): string {
  const { width = Number.POSITIVE_INFINITY, times = true } = options;
  const marks = new Set(options.mark ?? []);
  const columns = new Int32Array(plan.size);
  const lines = new JoinedText('\n');
  const write = (column: number, text: string, end = '') => {
    const line = (indents[Math.min(column, deepest)] ?? '') + visible(text);
    lines.add(line.length <= width - end.length ? line + end : cut(line, width - end.length) + end);
  };
  for (const node of walk(plan)) {
    const column = columns[node.id] ?? 0;
    for (const child of node.children) columns[child.id] = column + (child.subplanName === null ? 6 : 8);
    const lead = node.id === 0 ? '' : arrow;
    if (node.subplanName !== null) write(column - 6, node.subplanName);
    const text = `${lead}${describeNode(node)}  ${measured(node, times)}`;
    write(column - lead.length, text, marks.has(node.id) ? pointer : '');
    for (const detail of nodeDetails(node)) write(column + 2, detail);
  }
  return lines.toString();
}

function measured(node: PlanNode, times: boolean): string {
  if (node.actual === null) return `(estimated rows=${node.planRows})`;
  const { loops, rows, totalTime } = node.actual;
  if (loops === 0) return '(never executed)';
  let text = `(rows=${rows}`;
  if (loops !== 1) text += ` loops=${loops}`;
  if (node.buffers !== null) text += ` buffers=${touched(node.buffers)}`;
  if (times && totalTime !== null) text += ` time=${totalTime.toFixed(3)}`;
  return `${text})`;
}

/** Never cuts through a character that takes two code units. */
function cut(line: string, width: number): string {
  const end = Math.max(0, width - 1);
  const isInside = /[\ud800-\udbff]/.test(line[end - 1] ?? '');
  return `${line.slice(0, isInside ? end - 1 : end)}…`;
}
