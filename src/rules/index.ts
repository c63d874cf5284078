/**
 * Rules: what a DBA would say of a plan, as findings that name an object, a number and a step.
 * Pure: plans, statistics and text in, findings out.
 */
export type * from './types.ts';
