import type { Progress } from '../progress.ts';
import { type MeasuredDatabases, type MeasurementPolicy, measure } from './measure.ts';
import type { CasePair } from './pair-cases.ts';
import type { CaseResult, SideResult } from './types.ts';

/**
 * Measures cases a second time, in new sessions and another order, so that what happened to the machine in the meantime
 * has a say: nothing fails for what only one of two measurements saw. Gives the results with both in them.
 *
 * @param again the first result of each case, with the pair that it is of
 */
export async function measureAgain(
  again: readonly { readonly pair: CasePair; readonly result: CaseResult }[],
  databases: MeasuredDatabases,
  policy: MeasurementPolicy,
  progress: Progress,
  signal: AbortSignal,
): Promise<readonly CaseResult[]> {
  const pairs = again.map(({ pair }) => pair);
  const seconds = await measure(
    pairs,
    { ...databases, twin: null },
    { ...policy, genericTime: 0 },
    progress,
    signal,
    65_537,
  );
  return again.map(({ result: first }, index) => {
    const second = seconds[index];
    if (second === undefined) return first;
    const { base, head } = first.sides;
    return {
      ...first,
      sides: { base: both(base, second.sides.base), head: both(head, second.sides.head) },
    };
  });
}

/** A side that worked once and failed later has failed. */
function both(first: SideResult, second: SideResult): SideResult {
  if (first.kind !== 'measured' || second.kind !== 'measured') return second;
  const [before, after] = [first.measurement, second.measurement];
  return {
    kind: 'measured',
    measurement: {
      ...before,
      workSamples: [...before.workSamples, ...after.workSamples],
      latencyAgain: after.latency,
      planning: [...before.planning, ...after.planning],
    },
  };
}
