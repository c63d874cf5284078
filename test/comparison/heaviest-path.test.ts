import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heaviestPath, type Step } from '../../src/comparison/heaviest-path.ts';

/** The most points that any way collects, found by trying all of them. */
function best(points: readonly (readonly number[])[], row = 0, column = 0): number {
  if (row >= points.length || column >= (points[0]?.length ?? 0)) return 0;
  const here = points[row]?.[column] ?? 0;
  return Math.max(
    here > 0 ? here + best(points, row + 1, column + 1) : 0,
    best(points, row + 1, column),
    best(points, row, column + 1),
  );
}

function collected(points: readonly (readonly number[])[], path: readonly Step[]) {
  const at = { row: 0, column: 0, sum: 0, empty: 0 };
  for (const step of path) {
    const here = points[at.row]?.[at.column] ?? 0;
    if (step === 'both') at.sum += here;
    if (step === 'both' && here <= 0) at.empty++;
    if (step !== 'second') at.row++;
    if (step !== 'first') at.column++;
  }
  return at;
}

const grid = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

test('no other way collects more, and every item is passed once', () => {
  fc.assert(
    fc.property(grid, points => {
      const [rows, columns] = [points.length, points[0]?.length ?? 0];
      const path = heaviestPath((row, column) => points[row]?.[column] ?? 0, rows, columns);
      expect(collected(points, path)).toEqual({ row: rows, column: columns, sum: best(points), empty: 0 });
    }),
    { numRuns: 500 },
  );
});

test('one list alone is gone through', () => {
  expect(heaviestPath(() => 1, 2, 0)).toEqual(['first', 'first']);
  expect(heaviestPath(() => 1, 0, 2)).toEqual(['second', 'second']);
  expect(heaviestPath(() => 0, 1, 1)).toEqual(['first', 'second']);
});
