/**
 * The verdict: comparisons, findings and policy in; pass, warn or fail out, with every reason that decided it.
 * Pure. The exit code is a function of the outcome and of nothing else.
 */
export type * from './types.ts';
