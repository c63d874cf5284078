/**
 * Measurement: every case executed on both sides in turn, its work counted and its latency sampled.
 * It judges nothing.
 */
export type * from './types.ts';
