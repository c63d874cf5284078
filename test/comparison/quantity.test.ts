import { expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatMilliseconds,
  formatRatio,
  formatShare,
} from '../../src/comparison/index.ts';
import * as report from '../../src/report/numbers.ts';

test.each([
  [formatCount(0), '0'],
  [formatCount(999), '999'],
  [formatCount(5877), '5,877'],
  [formatCount(1234567), '1,234,567'],
  [formatCount(-1234), '−1,234'],
  [formatMilliseconds(0), '0 ms'],
  [formatMilliseconds(0.042), '42 µs'],
  [formatMilliseconds(8.6712), '8.67 ms'],
  [formatMilliseconds(145.58), '146 ms'],
  [formatMilliseconds(999.6), '1 s'],
  [formatMilliseconds(1250.34), '1.25 s'],
  [formatBytes(512), '512 B'],
  [formatBytes(1536), '1.5 kB'],
  [formatBytes(1024 * 1024), '1 MB'],
  [formatShare(0.1), '10 %'],
  [formatShare(0.025), '2.5 %'],
  [formatShare(0.9999), '99.9 %'],
  [formatShare(1), '100 %'],
  [formatRatio(35), '35 ×'],
  [formatRatio(2), '2 ×'],
  [formatRatio(1.18), '+18 %'],
  [formatRatio(1.025), '+2.5 %'],
  [formatRatio(0.03), '−97 %'],
])('%s', (formatted, expected) => {
  expect(formatted).toBe(expected);
});

test('counts, times and bytes read as they do in the report', () => {
  for (const value of [
    0, 0.0004, 0.042, 0.999, 1, 7.5, 99.95, 999.4, 1000, 1023.9, 1024, 5877, 123456.7, 9.9e9,
  ]) {
    expect(formatCount(value)).toBe(report.formatCount(value));
    expect(formatMilliseconds(value)).toBe(report.formatMilliseconds(value));
    expect(formatBytes(value)).toBe(report.formatBytes(value));
  }
});
