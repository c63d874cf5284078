import { describe, expect, test } from 'vitest';
import { intervalOf } from '../../src/comparison/index.ts';
import { samples, seeded } from './seeded-random.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('intervalOf', () => {
  test.each([
    // n, low, high: the ranks of the 99 % interval for the median in printed tables
    [1, 1, 1],
    [5, 1, 5],
    [7, 1, 7],
    [8, 1, 8],
    [11, 1, 11],
    [12, 2, 11],
    [15, 3, 13],
    [20, 4, 17],
    [25, 6, 20],
    [50, 16, 35],
  ])('%i samples reach from rank %i to rank %i', (n, low, high) => {
    expect(intervalOf(upTo(n).reverse())).toEqual({ median: (n + 1) / 2, low, high, samples: n });
  });

  test('a thousand samples do not underflow', () => {
    expect(intervalOf(upTo(1000))).toEqual({ median: 500.5, low: 459, high: 542, samples: 1000 });
  });

  test('no samples give zeros', () => {
    expect(intervalOf([])).toEqual({ median: 0, low: 0, high: 0, samples: 0 });
  });

  test('holds the true median in 99 of 100 noisy samples', () => {
    const random = seeded(1);
    const population = intervalOf(samples(random, 10, 100_001)).median;
    let held = 0;
    for (let i = 0; i < 2000; i++) {
      const { low, high } = intervalOf(samples(random, 10, 15));
      if (low <= population && population <= high) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.985);
  });
});
