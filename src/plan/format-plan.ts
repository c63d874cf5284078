import { describeNode } from './describe-node.ts';
import { JoinedText } from './joined-text.ts';
import { nodeDetails } from './node-details.ts';
import { touched } from './plan-work.ts';
import type { Plan, PlanNode } from './types.ts';
import { visible } from './visible.ts';
import { walk } from './walk.ts';

export interface FormatOptions {
  /** Nodes to point at, by id, with an arrow at the end of the line and these words behind it. */
  readonly mark?: ReadonlyMap<number, string>;
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

const fewestCharacters = 12;

/**
 * The plan as an indented tree, as psql shows it. Rows and time (ms) are per loop, as EXPLAIN gives them; buffers are
 * all blocks that the node and its children touched in all loops; `loops` is left out where it is 1. Characters that
 * would break a line or turn its direction are written as `\u{…}`. The caller escapes for the place of showing.
 */
export function formatPlan(plan: Plan, options: FormatOptions = {}): string {
  const lines = new JoinedText('\n');
  writePlan(plan, options, line => lines.add(line));
  return lines.toString();
}

/** The lines of `formatPlan` one by one, each with the id of the node whose own line it is; null for other lines. */
export function writePlan(
  plan: Plan,
  options: FormatOptions,
  add: (line: string, node: number | null) => void,
): void {
  const { width = Number.POSITIVE_INFINITY, times = true, mark } = options;
  const columns = new Int32Array(plan.size);
  const write = (column: number, text: string, end: string, node: number | null) => {
    const line = (indents[Math.min(column, deepest)] ?? '') + visible(text);
    const room = width - end.length;
    if (line.length <= room) add(line + end, node);
    // Names are cut, and what was measured stays, unless nothing would be left of the names.
    else add(room < fewestCharacters ? cut(line + end, width) : cut(line, room) + end, node);
  };
  for (const node of walk(plan)) {
    const column = columns[node.id] ?? 0;
    for (const child of node.children) columns[child.id] = column + (child.subplanName === null ? 6 : 8);
    const lead = node.id === 0 ? '' : arrow;
    if (node.subplanName !== null) write(column - 6, node.subplanName, '', null);
    const words = mark?.get(node.id);
    const end = `  ${measured(node, times)}${words === undefined ? '' : `${pointer} ${words}`.trimEnd()}`;
    write(column - lead.length, `${lead}${describeNode(node)}`, end, node.id);
    for (const detail of nodeDetails(node)) write(column + 2, detail, '', null);
  }
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
