import { describe, expect, it } from 'vitest';
import { quantileOf, testQuantile } from '../../src/comparison/index.ts';
import { seeded } from './seeded-random.ts';

/** `above` of `n` samples above a limit of 10. */
const samples = (above: number, n: number) => Array.from({ length: n }, (_, at) => (at < above ? 11 : 10));

describe('a limit on a quantile', () => {
  // P(binomial(20, 5 %) ≥ 4) is 1.6 %, ≥ 5 is 0.3 %; of 11 samples 1.5 % and 0.2 %; of 100 with 1 % 1.8 % and 0.3 %.
  it.each([
    [0.95, 20, 4, false],
    [0.95, 20, 5, true],
    [0.95, 11, 3, false],
    [0.95, 11, 4, true],
    [0.99, 100, 4, false],
    [0.99, 100, 5, true],
    [0.99, 11, 2, true],
    [0.95, 1, 1, false],
    [0.99, 1, 1, false],
    [0.95, 0, 0, false],
    [0.95, 1000, 68, true],
    [0.95, 1000, 67, false],
  ])('of %f is surely exceeded by %i samples when %i are above: %s', (share, n, above, expected) => {
    expect(testQuantile(samples(above, n), share, 10)).toMatchObject({ above, isSurelyOver: expected });
  });

  it('may be exceeded as soon as more are above than it allows', () => {
    const may = [0, 1, 2].map(above => testQuantile(samples(above, 20), 0.95, 10).mayBeOver);
    expect(may).toEqual([false, false, true]);
  });

  it('is called exceeded in fewer than one of a hundred runs where it is kept', () => {
    const random = seeded(42);
    const runs = Array.from({ length: 5000 }, () =>
      testQuantile(
        Array.from({ length: 20 }, () => random()),
        0.95,
        0.95,
      ),
    );
    expect(runs.filter(run => run.isSurelyOver).length).toBeLessThan(50);
  });
});

it('is the smallest sample that the share does not exceed', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([
    quantileOf(hundred, 0.95),
    quantileOf(hundred, 0.99),
    quantileOf(hundred.slice(0, 20), 0.95),
  ]).toEqual([95, 99, 99]);
  expect([quantileOf([7], 0.95), quantileOf([], 0.95)]).toEqual([7, null]);
});
