/**
 * Comparison: two measurements of a case side by side; what changed, by how much, how sure.
 * Pure. It does not decide whether a change is acceptable; the verdict does.
 */
export type * from './types.ts';
