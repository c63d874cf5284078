import { describe, expect, test } from 'vitest';
import { arrangements, mannWhitney } from '../../src/comparison/mann-whitney.ts';
import { seeded } from './seeded-random.ts';

describe('mannWhitney', () => {
  test.each<[string, number[], number[], number]>([
    // p-values of R's wilcox.test(exact = TRUE)
    ['five below five', [1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 2 / 252],
    ['three below three', [1, 2, 3], [4, 5, 6], 0.1],
    ['interleaved', [1, 3, 5, 7], [2, 4, 6, 8], 0.6857142857142857],
    ['one against one', [1], [2], 1],
    ['nothing', [], [1, 2], 1],
    ['all alike', [4, 4, 4, 4, 4], [4, 4, 4, 4, 4], 1],
  ])('%s', (_, a, b, p) => {
    expect(mannWhitney(a, b)).toBeCloseTo(p, 12);
    expect(mannWhitney(b, a)).toBeCloseTo(p, 12);
  });

  test('is the share of all arrangements, ties included', () => {
    const random = seeded(7);
    for (let round = 0; round < 60; round++) {
      const values = Array.from({ length: 5 + (round % 5) }, () => Math.floor(random() * 6));
      const size = 2 + (round % 3);
      const [a, b] = [values.slice(0, size), values.slice(size)];
      expect(mannWhitney(a, b)).toBeCloseTo(byEnumeration(a, b), 12);
    }
  });

  test('the approximation for large samples agrees with the exact distribution at its border', () => {
    const random = seeded(3);
    for (let round = 0; round < 20; round++) {
      const a = Array.from({ length: 25 }, () => random());
      const b = Array.from({ length: 25 }, () => random() + 0.2);
      const exact = mannWhitney(a, b);
      // One sample more on a side takes the approximation; here it is a repetition of the middle one.
      const approximated = mannWhitney([...a, a.toSorted()[12] ?? 0], b);
      expect(Math.abs(exact - approximated)).toBeLessThan(0.02);
    }
  });

  test('alike samples are called different once in a hundred, not more', () => {
    const random = seeded(2);
    let rejected = 0;
    for (let i = 0; i < 3000; i++) {
      const draw = () => Array.from({ length: 8 }, () => Math.floor(random() * 40));
      if (mannWhitney(draw(), draw()) < 0.01) rejected++;
    }
    expect(rejected / 3000).toBeLessThan(0.014);
    expect(rejected).toBeGreaterThan(5);
  });
});

test('arrangements are the printed distribution of U', () => {
  expect(arrangements(2, 3)).toEqual([1, 1, 2, 2, 2, 1, 1]);
  expect(arrangements(5, 5).slice(0, 6)).toEqual([1, 1, 2, 3, 5, 7]);
  expect(arrangements(11, 11).reduce((a, b) => a + b, 0)).toBe(705432);
});

function byEnumeration(a: readonly number[], b: readonly number[]): number {
  const all = [...a, ...b];
  const u = (inFirst: (index: number) => boolean) => {
    let total = 0;
    for (const [i, x] of all.entries()) {
      for (const [j, y] of all.entries()) {
        if (inFirst(i) && !inFirst(j)) total += x > y ? 1 : x === y ? 0.5 : 0;
      }
    }
    return total;
  };
  const seen = u(index => index < a.length);
  let count = 0;
  let atMost = 0;
  let atLeast = 0;
  for (let mask = 0; mask < 2 ** all.length; mask++) {
    if (mask.toString(2).replaceAll('0', '').length !== a.length) continue;
    const value = u(index => ((mask >> index) & 1) === 1);
    count++;
    if (value <= seen) atMost++;
    if (value >= seen) atLeast++;
  }
  return Math.min(1, (2 * Math.min(atMost, atLeast)) / count);
}
