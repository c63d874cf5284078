import { type Comparison, type CountChange, intervalOf, type PlanChange } from '../comparison/index.ts';
import { formatPlan, type Plan, shape } from '../plan/index.ts';
import type { SideReport } from './schema.ts';

/** What was measured on one side, with the lines of its plan that hold the nodes of `marked`; null when nothing was. */
export function buildSide(
  comparison: Comparison,
  name: 'base' | 'head',
  marked: readonly PlanChange[],
): SideReport | null {
  const side = comparison.result.sides[name];
  if (side.kind !== 'measured') return null;
  const { measurement } = side;
  const { work, workSource, latency, planning, plan, explain, nested } = measurement;
  // When only one side could count whole statements, both are compared by what their plans show.
  const compared = (count: CountChange['count']) => {
    return comparison.counts.find(change => change.count === count)?.[name] ?? work[count];
  };
  const nodes = marked.map(change => (name === 'base' ? change.baseNode : change.headNode));
  return {
    work: { buffers: compared('buffers'), rows: work.rows, temp: compared('temp'), wal: compared('wal') },
    workSource: comparison.countSource ?? workSource,
    latency: intervalOf(latency),
    planning: intervalOf(planning),
    shape: shape(plan),
    plan: formatPlan(plan),
    explain,
    changedLines: linesOf(
      plan,
      nodes.filter(node => node !== null),
    ),
    nested: nested.map(({ text, calls, buffers }) => ({ text, calls, buffers })),
  };
}

/** Marking a node changes its line and no other. */
function linesOf(plan: Plan, nodes: readonly number[]): number[] {
  if (nodes.length === 0) return [];
  const lines = formatPlan(plan).split('\n');
  const marked = formatPlan(plan, { mark: nodes }).split('\n');
  return marked.flatMap((line, index) => (line === lines[index] ? [] : [index]));
}
