import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRowsWillDo } from '../../src/measurement/any-rows-will-do.ts';
import { collectRows, type RowSource, TooManyRows } from '../../src/measurement/collect-rows.ts';
import { compareResults } from '../../src/measurement/compare-results.ts';
import type { Column, TextRow } from '../../src/postgres/index.ts';

const text = 25;
const int = 23;
const float = 701;
const numeric = 1700;

type Kinds = readonly (readonly [name: string, type: number])[];

const columnsOf = (kinds: Kinds): readonly Column[] => kinds.map(([name, type]) => ({ name, type }));
const limits = { rows: 1000, characters: 100_000 };

function source(kinds: Kinds, rows: readonly TextRow[]): RowSource {
  return onRow => {
    for (const row of rows) onRow(row, columnsOf(kinds));
    return Promise.resolve(columnsOf(kinds));
  };
}

interface Rows {
  readonly kinds: Kinds;
  readonly rows: readonly TextRow[];
}

async function difference(base: Rows, head: Rows, mode: 'bag' | 'ordered', tolerance = 1e-9) {
  const collected = await collectRows(source(base.kinds, base.rows), limits);
  const found = await compareResults(collected, source(head.kinds, head.rows), { mode, tolerance }, limits);
  return found.difference;
}

const named: Kinds = [
  ['id', int],
  ['name', text],
];
const scored: Kinds = [
  ['name', text],
  ['score', float],
];

describe('rows of two sides', () => {
  const rows: TextRow[] = [
    ['1', 'a'],
    ['2', 'b'],
    ['2', 'b'],
    ['3', null],
  ];

  it('in the same order are the same both ways', async () => {
    expect(await difference({ kinds: named, rows }, { kinds: named, rows }, 'ordered')).toBeNull();
    expect(await difference({ kinds: named, rows }, { kinds: named, rows }, 'bag')).toBeNull();
  });

  it('in another order are the same bag only', async () => {
    const turned = rows.toReversed();
    expect(await difference({ kinds: named, rows }, { kinds: named, rows: turned }, 'bag')).toBeNull();
    expect(await difference({ kinds: named, rows }, { kinds: named, rows: turned }, 'ordered')).toEqual({
      kind: 'order',
      row: 1,
    });
  });

  it('differ by the first value, next to the row that is most like it', async () => {
    const changed = rows.map((row, at) => (at === 1 ? ['2', 'z'] : row));
    const value = { column: 'name', base: 'b', head: 'z', isHidden: false };
    const counts = { kind: 'rows', onlyBase: 1, onlyHead: 1 };
    expect(await difference({ kinds: named, rows }, { kinds: named, rows: changed }, 'ordered')).toEqual({
      ...counts,
      row: 2,
      value,
    });
    expect(
      await difference({ kinds: named, rows }, { kinds: named, rows: changed.toReversed() }, 'bag'),
    ).toEqual({
      ...counts,
      row: null,
      value,
    });
  });

  it('differ when one is there more often', async () => {
    expect(
      await difference({ kinds: named, rows }, { kinds: named, rows: rows.slice(0, 2) }, 'ordered'),
    ).toEqual({
      kind: 'rows',
      onlyBase: 2,
      onlyHead: 0,
      row: 3,
      value: null,
    });
  });

  it('differ where NULL became a value', async () => {
    const filled = rows.map(row => row.map(value => value ?? ''));
    expect(await difference({ kinds: named, rows }, { kinds: named, rows: filled }, 'bag')).toMatchObject({
      value: { column: 'name', base: null, head: '' },
    });
  });

  it('differ in their columns, even without rows', async () => {
    const renamed: Kinds = [
      ['id', int],
      ['title', text],
    ];
    expect(await difference({ kinds: named, rows: [] }, { kinds: renamed, rows: [] }, 'bag')).toEqual({
      kind: 'columns',
      base: ['id', 'name'],
      head: ['id', 'title'],
    });
  });
});

describe('floats and numerics', () => {
  const one = (kinds: Kinds, ...row: string[]): Rows => ({ kinds, rows: [row] });

  it.each([
    ['a sum in another order', float, '0.30000000000000004', float, '0.3'],
    ['another scale', numeric, '1.50', numeric, '1.5'],
    ['a numeric instead of a whole number', int, '5', numeric, '5.0000000000000000'],
    ['a float instead of a numeric', numeric, '100000000000000000000', float, '1e+20'],
    ['what cancels out', float, '0', float, '1.1e-16'],
    ['NaN', float, 'NaN', float, 'NaN'],
    ['infinity', float, '-Infinity', float, '-Infinity'],
    ['a float4 of seven digits', 700, '0.1234567', 700, '0.12345671'],
  ])('are the same in %s', async (_, before, a, after, b) => {
    for (const mode of ['bag', 'ordered'] as const) {
      expect(await difference(one([['x', before]], a), one([['x', after]], b), mode)).toBeNull();
    }
  });

  it.each([
    ['beyond the tolerance', float, '1', float, '1.00000001'],
    ['NaN and a number', float, 'NaN', float, '1'],
    ['infinity and a number', float, 'Infinity', float, '1e308'],
    ['text that looks like a number', text, '1.0', text, '1'],
    ['whole numbers', 20, '10000000000', 20, '10000000001'],
  ])('differ: %s', async (_, before, a, after, b) => {
    for (const mode of ['bag', 'ordered'] as const) {
      expect(await difference(one([['x', before]], a), one([['x', after]], b), mode)).not.toBeNull();
    }
  });

  it('find their counterparts however they are shuffled and blurred', async () => {
    const row = fc.tuple(
      fc.constantFrom('a', 'b'),
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: 1, max: 3 }),
    );
    const kinds: Kinds = [...scored, ['other', float]];
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 30 }),
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
        fc.integer(),
        async (rows, noise, seed) => {
          const blurred = () =>
            rows.map(([name, x, y]) => {
              const next = () => 1 + Number(noise.next().value) * 1e-12;
              return [name, String(x * next()), String(y * next())] as const;
            });
          const shuffled = blurred()
            .map((each, at) => [Math.sin(seed + at * 7919), each] as const)
            .toSorted((a, b) => a[0] - b[0])
            .map(([, each]) => each);
          expect(await difference({ kinds, rows: blurred() }, { kinds, rows: shuffled }, 'bag')).toBeNull();
          const [first, ...others] = shuffled;
          if (first === undefined) return;
          const wrong = [[first[0], String(Number(first[1]) + 1000), first[2]], ...others];
          expect(await difference({ kinds, rows: blurred() }, { kinds, rows: wrong }, 'bag')).toMatchObject({
            onlyBase: 1,
            onlyHead: 1,
          });
        },
      ),
      { numRuns: 200, seed: 20_128 },
    );
  });
});

it('more rows than the limit end the reading', async () => {
  const many = Array.from({ length: 1001 }, (_, at) => [String(at)]);
  await expect(collectRows(source([['n', int]], many), limits)).rejects.toThrow(TooManyRows);
  const wide = [['x'.repeat(100_001)]];
  await expect(collectRows(source([['t', text]], wide), limits)).rejects.toThrow('its rows take more than');
});

describe('any rows are right', () => {
  it.each([
    ['select * from t limit 5', true],
    ['select * from t fetch first 5 rows only', true],
    ['select * from t order by a limit 5', false],
    ['select * from (select * from t limit 5) s', false],
    ["select 'limit' from t", false],
  ])('%s: %s', (sql, expected) => {
    expect(anyRowsWillDo(sql)).toBe(expected);
  });
});
