import { expect, test } from 'vitest';
import { formatDuration, formatFactor, formatLatencyChange } from '../../src/report/numbers.ts';

test.each([
  [8.67, 145.58, '8.67 → 146 ms'],
  [31.9, 0.412, '31.9 ms → 412 µs'],
  [999.9, 1000.1, '1 s'],
  [5, 5.0001, '5 ms'],
  [0, 0, '0 ms'],
])('latency %d to %d reads %s', (base, head, text) => {
  expect(formatLatencyChange(base, head)).toBe(text);
});

test.each([
  [null, ''],
  [1, ''],
  [0, ''],
  [1.0001, ''],
  [34.98, '35 ×'],
  [2.345, '2.3 ×'],
  [1.34, '+34 %'],
  [0.0286, '−97 %'],
  [0.0004, '−99.9 %'],
  [Number.POSITIVE_INFINITY, ''],
])('the factor %d reads "%s"', (ratio, text) => {
  expect(formatFactor(ratio)).toBe(text);
});

test.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [999.6, '1 s'],
  [41_234, '41.2 s'],
  [59_960, '1 min'],
  [72_400, '1 min 12 s'],
  [1_203_400, '20 min 3 s'],
])('a run of %d ms reads %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
