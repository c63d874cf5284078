import { allLatency, type Comparison, type CountChange, intervalOf } from '../comparison/index.ts';
import { formatPlan, sameWork, shape, type Work } from '../plan/index.ts';
import type { SideReport } from './schema.ts';

/** Nested statements that are worth a reader's time. */
const nestedShown = 5;

/** What was measured on one side; null when nothing was. */
export function buildSide(comparison: Comparison, name: 'base' | 'head'): SideReport | null {
  const side = comparison.result.sides[name];
  if (side.kind !== 'measured') return null;
  const { measurement } = side;
  const { work, workSamples, workSource, planning, plan, explain, nested } = measurement;
  // When only one side could count whole statements, both are compared by what their plans show.
  const compared = (count: CountChange['count']) => {
    return comparison.counts.find(change => change.count === count)?.[name] ?? work[count];
  };
  const source = comparison.countSource ?? workSource;
  return {
    work: { buffers: compared('buffers'), rows: work.rows, temp: compared('temp'), wal: compared('wal') },
    mostWork: mostOf(source === workSource ? workSamples : []),
    workSource: source,
    latency: intervalOf(allLatency(measurement)),
    planning: intervalOf(planning),
    shape: shape(plan),
    plan: formatPlan(plan),
    explain,
    nested: nested.slice(0, nestedShown).map(({ text, caller, calls, buffers }) => ({
      text,
      caller: caller === undefined ? null : `${caller.kind} ${caller.name}`,
      calls,
      buffers,
    })),
  };
}

/** null where all are alike. */
function mostOf(samples: readonly Work[]): SideReport['mostWork'] {
  if (sameWork(samples)) return null;
  const most = (count: CountChange['count']) => Math.max(...samples.map(sample => sample[count]));
  return { buffers: most('buffers'), temp: most('temp'), wal: most('wal') };
}
