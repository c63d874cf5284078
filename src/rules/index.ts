/**
 * Rules: what a DBA would say of a plan, as findings that name an object, a number and a step.
 * Pure: plans, statistics and text in, findings out.
 */
export { findsTheSame } from './alike-indexes.ts';
export { byCost } from './by-cost.ts';
export { describeFinding } from './describe-finding.ts';
export { findFindings, type RuleInput } from './find-findings.ts';
/** @internal It asks for the statement, of whose package the library's users have no types. */
export { indexScanReading } from './index-scan-reading.ts';
export { isWaivedBy } from './is-waived.ts';
export { pages } from './pages.ts';
export type { RelationScan } from './relation-scans.ts';
export type { Script, Words } from './rule.ts';
export { sequentialScans } from './scan-reading.ts';
export { rules } from './table.ts';
export type * from './types.ts';
