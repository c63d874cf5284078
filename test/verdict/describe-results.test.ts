import { expect, test } from 'vitest';
import type { ResultsCheck, ResultsDifference } from '../../src/measurement/index.ts';
import { describeResults } from '../../src/verdict/index.ts';

function words(difference: ResultsDifference | null, parts: Partial<ResultsCheck> = {}): string {
  const rows = { base: 50, head: 50 };
  return describeResults({
    mode: 'bag',
    same: difference === null,
    rows,
    difference,
    why: null,
    sameData: true,
    ...parts,
  });
}

const value = { column: 'accuracy', base: '0.91', head: null, isHidden: false };
const rows = { kind: 'rows', onlyBase: 1, onlyHead: 3, row: 17, value } as const;

test.each([
  [words(null), 'returns the same 50 rows on both sides'],
  [words(null, { mode: 'ordered' }), 'returns the same 50 rows on both sides, in the same order'],
  [
    words(rows, { rows: { base: 50, head: 52 } }),
    'returns other rows: 1 only on base, 3 only on head; the first is row 17, with accuracy "0.91" on base, NULL on head (50 rows on base, 52 on head)',
  ],
  [
    words({ ...rows, row: null, value: { ...value, base: null, isHidden: true } }),
    'returns other rows: 1 only on base, 3 only on head; such as one, with accuracy whose values are not shown',
  ],
  [words({ ...rows, row: null, value: null }), 'returns other rows: 1 only on base, 3 only on head'],
  [
    words({ kind: 'order', row: 3 }),
    'returns the same rows in another order, from row 3 on; an ORDER BY that leaves ties lets PostgreSQL choose',
  ],
  [
    words({ kind: 'columns', base: ['a', 'b'], head: ['a', 'c'] }),
    'returns other columns: b only on base, c only on head',
  ],
  [
    words({ kind: 'columns', base: ['a', 'b'], head: ['b', 'a'] }),
    'returns other columns: in another order, b, a on head',
  ],
  [
    words({ kind: 'order', row: 3 }, { sameData: false }),
    'returns the same rows in another order, from row 3 on; an ORDER BY that leaves ties lets PostgreSQL choose; the data of the sides was not copied from one to the other and may differ itself',
  ],
  [
    words(null, { same: null, rows: null, why: 'it returns more than 100,000 rows' }),
    'its rows were not compared: it returns more than 100,000 rows',
  ],
])('%s', (text, expected) => {
  expect(text).toBe(expected);
});
