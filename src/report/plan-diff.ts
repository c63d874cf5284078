import { type AlignedNode, alignPlans } from '../comparison/index.ts';
import { nodeDetails, type Plan, type PlanNode, parents } from '../plan/index.ts';
import { diffNumbers } from './diff-numbers.ts';
import { isOneStep, type StepLine, stepLines } from './diff-step.ts';
import { diffWeights } from './diff-weights.ts';
import type { PlanDiffLine } from './schema.ts';

const arrow = '-> ';

/** Columns by which a child stands to the right of its parent; a subplan leaves room for its name above. */
const childStep = arrow.length;
const subplanStep = childStep + 2;

/** Columns; what lies deeper is not indented further. */
const deepest = 120;

/**
 * Both plans as one indented tree: without its `-` lines it is head's, and a `-` stands below the step that had it on
 * base. null where nothing differs, and for plans too large to be compared so.
 */
export function planDiff(base: Plan, head: Plan): PlanDiffLine[] | null {
  const aligned = alignPlans(base, head);
  if (aligned === null || aligned.every(isSame)) return null;
  const weights = diffWeights(base, head, aligned);
  const columns = columnsOf(base, head, aligned);
  return aligned.flatMap((entry, at) => {
    const { base: before, head: after } = columns[at] ?? { base: 0, head: 0 };
    return stepLines(entry, weights.get(entry) ?? null).map(line =>
      indented(line, line.sign === '-' ? before : after),
    );
  });
}

function isSame(entry: AlignedNode): boolean {
  const { base, head } = entry;
  return base !== null && head !== null && isOneStep(entry) && wordsOf(base) === wordsOf(head);
}

function wordsOf(node: PlanNode): string {
  return [diffNumbers(node, null), ...nodeDetails(node)].join('\n');
}

/** Where the names of steps start on each side. A step that both have stands where head has it. */
function columnsOf(base: Plan, head: Plan, aligned: readonly AlignedNode[]) {
  const known = { base: new Map<PlanNode, number>(), head: new Map<PlanNode, number>() };
  const above = { base: parents(base), head: parents(head) };
  const place = (side: 'base' | 'head', node: PlanNode | null): number => {
    const parent = node === null ? null : above[side][node.id];
    if (node === null || parent == null) return 0;
    return (known[side].get(parent) ?? 0) + (node.subplanName === null ? childStep : subplanStep);
  };
  return aligned.map(entry => {
    const after = place('head', entry.head);
    const before = isOneStep(entry) ? after : place('base', entry.base);
    if (entry.base !== null) known.base.set(entry.base, before);
    if (entry.head !== null) known.head.set(entry.head, after);
    return { base: before, head: after };
  });
}

function indented({ sign, text, part }: StepLine, column: number): PlanDiffLine {
  const at = { subplan: column - subplanStep, step: column - arrow.length, detail: column + 2 }[part];
  const lead = part === 'step' && column > 0 ? arrow : '';
  return { sign, text: `${' '.repeat(Math.min(deepest, Math.max(0, at)))}${lead}${text}` };
}
