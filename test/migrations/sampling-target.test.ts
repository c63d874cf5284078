import { expect, test } from 'vitest';
import { type SampledTable, samplingTarget } from '../../src/migrations/sampling-target.ts';

const table = { needed: 30_000, width: 100, usual: 100, shared: false };

test.each<[string, Partial<SampledTable>, number, boolean]>([
  ['the usual target reads 30,000 rows', {}, 100, true],
  ['one row more needs more', { needed: 30_001 }, 101, true],
  ['it never goes below the usual one', { needed: 1, usual: 500 }, 500, true],
  ['3,000,000 rows are the most', { needed: 3_000_000 }, 10_000, true],
  ['beyond them some are left out', { needed: 3_000_001 }, 10_000, false],
  ['wide rows fill the memory sooner', { needed: 1_000_000, width: 8192 }, 218, false],
  ['an empty table is read whole', { needed: 0, width: 0 }, 100, true],
  ['a shared sample has something to spare', { needed: 30_000, shared: true }, 102, true],
])('%s', (_, changes, target, complete) => {
  expect(samplingTarget({ ...table, ...changes })).toEqual({ target, complete });
});
