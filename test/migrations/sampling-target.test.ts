import { expect, test } from 'vitest';
import { samplingTarget, type TableSize } from '../../src/migrations/sampling-target.ts';

const table = { needed: 29_700, rows: 29_700, width: 100, usual: 100 };

test.each<[string, Partial<TableSize>, number, boolean]>([
  ['the usual target reads 30,000 rows', {}, 100, true],
  ['more rows need more', { needed: 30_001 }, 102, true],
  ['it never goes below the usual one', { needed: 1, usual: 500 }, 500, true],
  ['3,000,000 rows are the most', { needed: 2_970_000 }, 9999, true],
  ['beyond them some are left out', { needed: 3_000_000 }, 10_000, false],
  ['wide rows fill the memory sooner', { needed: 1_000_000, width: 8192 }, 218, false],
  ['an empty table is read whole', { needed: 0, width: 0 }, 100, true],
])('%s', (_, changes, target, complete) => {
  expect(samplingTarget([{ ...table, ...changes }])).toEqual({ target, complete });
});

test('the greater of two sides decides for both', () => {
  expect(samplingTarget([table, { ...table, needed: 300_000 }])).toEqual({ target: 1010, complete: true });
  expect(samplingTarget([{ ...table, needed: 3_000_000 }, table])).toEqual({
    target: 10_000,
    complete: false,
  });
});
