import { expect, it } from 'vitest';
import { standingOf } from '../../src/report/standing.ts';
import { sampleCase, side } from './samples.ts';

it.each([
  ['broken', { status: 'errored', outcome: 'fail', head: null }],
  // It never ran on base, so it cannot be said to run no longer.
  ['failing-new', { status: 'errored', outcome: 'fail', base: null, head: null }],
  ['errored', { status: 'errored', outcome: 'warn', base: null, head: null }],
  ['explained', { status: 'explained', outcome: 'pass', base: null, head: side(1, 1) }],
  ['warned', { status: 'explained', outcome: 'warn', base: null, head: side(1, 1) }],
  ['failing', { status: 'explained', outcome: 'fail', base: null, head: side(1, 1) }],
] as const)('a case is %s', (standing, parts) => {
  expect(standingOf(sampleCase('q', parts))).toBe(standing);
});
