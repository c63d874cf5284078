/**
 * Plans: EXPLAIN's JSON read into a frozen tree, and everything that can be computed from it.
 * It holds no opinion: what is good or bad is said by rules, comparison and verdict.
 */
export type * from './types.ts';
