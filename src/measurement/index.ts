/**
 * Measurement: every case executed on both sides in turn, its work counted and its latency sampled.
 * It judges nothing, and every execution is rolled back.
 */
export { checkResults } from './check-results.ts';
export {
  type Copier,
  type Copies,
  type MeasuredDatabases,
  type MeasurementPolicy,
  measure,
} from './measure.ts';
export { measureAgain } from './measure-again.ts';
export { MeasuredSession, type SessionPolicy } from './measured-session.ts';
export { type CasePair, pairCases } from './pair-cases.ts';
export { resolveParameters } from './resolve-parameters.ts';
export type * from './types.ts';
export { uncomparedResults } from './uncompared-results.ts';
export { uncountedWrites } from './uncounted-writes.ts';
