import type { Tolerances } from '../config/index.ts';
import type { CaseResult, Measurement, SideResult } from '../measurement/index.ts';
import { type Plan, type PlanNode, shape, walk } from '../plan/index.ts';
import { attribute } from './attribute.ts';
import { compareCounts } from './compare-counts.ts';
import { allLatency, beyondTolerance, compareRounds } from './compare-latency.ts';
import { intervalOf } from './order-statistics.ts';
import { planChanges } from './plan-changes.ts';
import type { CaseStatus, Comparison, CountChange, Interval, LatencyChange } from './types.ts';

/** What changed between the two sides of one case, by how much and how sure. */
export function compare(result: CaseResult, tolerances: Tolerances): Comparison {
  const { base, head } = result.sides;
  if (base.kind === 'measured' && head.kind === 'measured') {
    return compareMeasured(result, base.measurement, head.measurement, tolerances);
  }
  return {
    result,
    status: statusOfOne(base, head),
    direction: null,
    counts: [],
    countSource: null,
    latency: null,
    headLatency: latencyOf(head),
    baseLatency: latencyOf(base),
    planChanges: [],
    attribution: [],
    sameShape: null,
  };
}

/** The status of a case that at least one side has no measurement of. */
function statusOfOne(base: SideResult, head: SideResult): CaseStatus {
  if (head.kind === 'absent') return 'removed';
  if (head.kind === 'skipped' || base.kind === 'skipped') return 'not-judged';
  if (head.kind === 'failed') return 'errored';
  return base.kind === 'no-side' ? 'explained' : 'new';
}

function latencyOf(side: SideResult): Interval | null {
  return side.kind === 'measured' ? intervalOf(allLatency(side.measurement)) : null;
}

function compareMeasured(
  result: CaseResult,
  base: Measurement,
  head: Measurement,
  tolerances: Tolerances,
): Comparison {
  const twin = result.twin.kind === 'measured' ? result.twin.measurement : null;
  const { counts, source } = compareCounts(base, head, twin, tolerances);
  const latency = compareRounds(base, head, tolerances);
  const sameShape = shape(base.plan) === shape(head.plan);
  const direction = directionOf(counts, latency, sameShape, tolerances);
  const isUnchanged = sameShape && !result.textChanged && direction === 'same';
  // Equal shapes may still differ in what fits into memory, which is worth a word once it moves the counts.
  const isSpillChanged = counts.some(change => change.count === 'temp' && change.answer !== 'same');
  const isAlike = sameShape && !isSpillChanged && !runsOtherwise(base.plan, head.plan);
  const changes = isAlike ? [] : planChanges(base.plan, head.plan);
  return {
    result,
    status: direction === 'mixed' ? 'mixed' : isUnchanged ? 'unchanged' : 'changed',
    direction,
    counts,
    countSource: source,
    latency,
    headLatency: latency.head,
    baseLatency: latency.base,
    planChanges: changes,
    attribution: attribute(base, head, counts, source, changes),
    sameShape,
  };
}

/**
 * Counts decide, and where they disagree the sum of what they move. Time that significantly goes the other way makes it
 * mixed; where the plan is the same and does more, nothing was traded for it, so that must be beyond the tolerance. Where
 * no count moved, or where what got better makes up for what got worse, time alone counts, and only when its whole
 * interval is beyond the tolerance: anything less is noise, or too small to be told.
 */
function directionOf(
  counts: readonly CountChange[],
  latency: LatencyChange,
  sameShape: boolean,
  tolerances: Tolerances,
): Exclude<Comparison['direction'], null> {
  const moved = counts.filter(change => change.answer !== 'same');
  const isWorse = moved.some(change => change.answer === 'worse');
  const isBetter = moved.some(change => change.answer === 'better');
  if (isWorse && isBetter && sum(moved) <= 0)
    return beyondTolerance(latency, tolerances) === 'slower' ? 'worse' : 'mixed';
  const isFaster = sameShape
    ? beyondTolerance(latency, tolerances) === 'faster'
    : latency.answer === 'faster';
  if (isWorse) return isFaster ? 'mixed' : 'worse';
  if (isBetter) return latency.answer === 'slower' ? 'mixed' : 'better';
  switch (beyondTolerance(latency, tolerances)) {
    case 'slower':
      return 'worse';
    case 'faster':
      return 'better';
    case null:
      return 'same';
  }
}

/** Bytes. */
const blockSize = 8192;

/** Blocks that head moves more than base. */
function sum(counts: readonly CountChange[]): number {
  const blocks = ({ count, base, head }: CountChange) => (head - base) / (count === 'wal' ? blockSize : 1);
  return counts.reduce((total, change) => total + blocks(change), 0);
}

/** Whether of two plans of one shape parts are executed that the other one leaves out, such as partitions. */
function runsOtherwise(base: Plan, head: Plan): boolean {
  const after = walk(head);
  const runs = (node: PlanNode | undefined) => node?.actual != null && node.actual.loops > 0;
  return walk(base).some((node, id) => runs(node) !== runs(after[id]));
}
