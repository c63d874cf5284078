/**
 * Comparison: two measurements of a case side by side; what changed, by how much, how sure.
 * Pure. It does not decide whether a change is acceptable; the verdict does.
 */
export { type Matched, matchAccesses } from './access-changes.ts';
export { type Access, accesses, subjectOf } from './accesses.ts';
export { type AlignedNode, alignPlans } from './align-plans.ts';
export { clipStatement } from './clip-statement.ts';
export { compare } from './compare.ts';
export {
  allLatency,
  beyondTolerance,
  compareLatency,
  compareRounds,
  isLatencyClear,
} from './compare-latency.ts';
export { countsRepeat } from './counts-repeat.ts';
export { describeAttribution } from './describe-attribution.ts';
export { describePlanChange } from './describe-plan-change.ts';
export { displayName } from './display-name.ts';
export { type Noise, noiseOf, widened } from './noise.ts';
export { intervalOf } from './order-statistics.ts';
export { type QuantileTest, quantileOf, testQuantile } from './quantile-test.ts';
export { formatBytes, formatCount, formatMilliseconds, formatRatio, formatShare } from './quantity.ts';
export type * from './types.ts';
