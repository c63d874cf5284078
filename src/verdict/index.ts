/**
 * The verdict: comparisons, findings and policy in; pass, warn or fail out, with every reason that decided it.
 * Pure. The exit code is a function of the outcome and of nothing else.
 */
export { describeReason } from './describe-reason.ts';
export { exitCode } from './exit-code.ts';
export { type JudgeInput, judge } from './judge.ts';
export type * from './types.ts';
export { wantsSecondLook } from './wants-second-look.ts';
