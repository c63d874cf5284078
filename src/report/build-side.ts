import { allLatency, type Comparison, type CountChange, intervalOf } from '../comparison/index.ts';
import { formatPlan, shape } from '../plan/index.ts';
import type { SideReport } from './schema.ts';

/** What was measured on one side; null when nothing was. */
export function buildSide(comparison: Comparison, name: 'base' | 'head'): SideReport | null {
  const side = comparison.result.sides[name];
  if (side.kind !== 'measured') return null;
  const { measurement } = side;
  const { work, workSource, planning, plan, explain, nested } = measurement;
  // When only one side could count whole statements, both are compared by what their plans show.
  const compared = (count: CountChange['count']) => {
    return comparison.counts.find(change => change.count === count)?.[name] ?? work[count];
  };
  return {
    work: { buffers: compared('buffers'), rows: work.rows, temp: compared('temp'), wal: compared('wal') },
    workSource: comparison.countSource ?? workSource,
    latency: intervalOf(allLatency(measurement)),
    planning: intervalOf(planning),
    shape: shape(plan),
    plan: formatPlan(plan),
    explain,
    nested: nested.map(({ text, calls, buffers }) => ({ text, calls, buffers })),
  };
}
