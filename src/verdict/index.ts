/**
 * The verdict: comparisons, findings and policy in; pass, warn or fail out, with every reason that decided it.
 * Pure. The exit code is a function of the outcome and of nothing else.
 */
export { describeReason } from './describe-reason.ts';
export { describeResults } from './describe-results.ts';
export { exitCode } from './exit-code.ts';
export { type JudgeInput, judge } from './judge.ts';
export type { Partitions } from './plan-locks.ts';
export { type PolicyChange, policyChanges, type WrittenGate } from './policy-changes.ts';
export type * from './types.ts';
export { unusedIgnores } from './unused-ignores.ts';
export { wantsSecondLook } from './wants-second-look.ts';
