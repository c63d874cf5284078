import { describe, expect, test } from 'vitest';
import {
  beyondTolerance,
  compareLatency,
  compareRounds,
  isLatencyClear,
} from '../../src/comparison/compare-latency.ts';
import { noisyLatency, samples, seeded } from './seeded-random.ts';

const tolerances = { latency: 0.25, latencyFloor: 1 };
const steady = (center: number, n = 11) => Array.from({ length: n }, (_, i) => center * (1 + i / 100));

describe('compareLatency', () => {
  test.each<[string, number[], number[], string]>([
    ['twice as long', steady(10), steady(20), 'slower'],
    ['half as long', steady(20), steady(10), 'faster'],
    ['the same', steady(10), steady(10), 'no-difference'],
    ['under the floor', steady(0.1), steady(0.9), 'no-difference'],
    ['four samples', steady(10, 4), steady(100, 4), 'unstable'],
    ['three samples that are alike', steady(10, 3), steady(11, 3), 'no-difference'],
    ['three samples that are not', steady(10, 3), steady(13, 3), 'unstable'],
    ['two samples that are alike', steady(10, 2), steady(10, 2), 'unstable'],
    ['five samples', steady(10, 5), steady(100, 5), 'slower'],
    ['none on head', steady(10), [], 'unstable'],
    ['all equal', Array(11).fill(7), Array(11).fill(7), 'no-difference'],
    ['from nothing', Array(11).fill(0), steady(5), 'slower'],
    ['wild', [1, 50, 2, 60, 3, 70, 4, 80, 5, 90, 6], [55, 2, 65, 1, 75, 3, 85, 4, 95, 5, 7], 'unstable'],
    [
      'wild, but all below the floor',
      [0.1, 0.9, 0.1, 0.9, 0.1, 0.9],
      [0.9, 0.1, 0.9, 0.1, 0.9, 0.1],
      'no-difference',
    ],
  ])('%s', (_, base, head, answer) => {
    expect(compareLatency(base, head, tolerances).answer).toBe(answer);
  });

  test('gives medians, interval of the ratio and p', () => {
    const change = compareLatency(steady(10), steady(20), tolerances);
    expect(change.base).toEqual({ median: 10.5, low: 10, high: 11, samples: 11 });
    expect(change.ratio?.estimate).toBeCloseTo(2, 10);
    expect(change.ratio?.low).toBeLessThan(2);
    expect(change.ratio?.high).toBeGreaterThan(2);
    expect(change.p).toBeCloseTo(2 / 705432, 12);
  });

  test('sides can be swapped', () => {
    const random = seeded(5);
    for (let i = 0; i < 50; i++) {
      const [a, b] = [samples(random, 10, 11), samples(random, 12, 9)];
      const there = compareLatency(a, b, tolerances);
      const back = compareLatency(b, a, tolerances);
      expect(back.p).toBeCloseTo(there.p ?? -1, 12);
      expect((back.ratio?.estimate ?? 0) * (there.ratio?.estimate ?? 0)).toBeCloseTo(1, 10);
      expect((back.ratio?.low ?? 0) * (there.ratio?.high ?? 0)).toBeCloseTo(1, 10);
    }
  });
});

describe('a case that was measured twice', () => {
  const rounds = (latency: number[], latencyAgain: number[] = []) => ({ latency, latencyAgain });
  const answer = (base: ReturnType<typeof rounds>, head: ReturnType<typeof rounds>) =>
    compareRounds(base, head, tolerances).answer;

  test.each<[string, number[], number[], string]>([
    ['slower both times', steady(20), steady(21), 'slower'],
    ['slower only the first time', steady(20), steady(10), 'unstable'],
    ['slower the second time, but within the tolerance', steady(20), steady(11), 'unstable'],
  ])('%s', (_, first, second, expected) => {
    expect(answer(rounds(steady(10), steady(10)), rounds(first, second))).toBe(expected);
  });

  test('is faster when all samples together say so', () => {
    const unclear = [182, 190, 118, 119, 185, 117, 120];
    const [base, head] = [rounds(steady(171, 7), steady(171)), rounds(unclear, steady(117))];
    expect(compareLatency(base.latency, head.latency, tolerances).answer).not.toBe('faster');
    expect(answer(base, head)).toBe('faster');
  });

  test('shows the interval of all samples', () => {
    const change = compareRounds(rounds(steady(10), steady(10)), rounds(steady(20), steady(20)), tolerances);
    expect(change.head.samples).toBe(22);
  });
});

describe('more samples', () => {
  test.each<[string, number[], number[], boolean]>([
    ['would not make twice as long any clearer', steady(10, 7), steady(20, 7), true],
    ['nor half as long', steady(20, 7), steady(10, 7), true],
    ['nor what is the same within the tolerance', steady(10, 7), steady(10.5, 7), true],
    ['nor what cannot be above the floor', steady(0.2, 7), steady(0.7, 7), true],
    ['may show whether it is more than 25 %', steady(10, 7), steady(12.5, 7), false],
    ['may show what hiccups hide', [10, 60, 10, 60, 10, 60, 10], [10, 60, 10, 60, 10, 60, 10], false],
  ])('%s', (_, base, head, clear) => {
    expect(isLatencyClear(base, head, tolerances)).toBe(clear);
  });
});

describe('on noisy runners', () => {
  test('identical sides are never slower or faster beyond the tolerance', () => {
    const random = seeded(20_128);
    let wrong = 0;
    for (let i = 0; i < 3000; i++) {
      const center = [2, 10, 100][i % 3] ?? 10;
      const change = compareLatency(samples(random, center, 11), samples(random, center, 11), tolerances);
      if (beyondTolerance(change, tolerances) !== null) wrong++;
    }
    expect(wrong).toBe(0);
  });

  test.each([
    // share of samples hit by something else; how often a change must be seen. Spikes on both sides cost power, not trust.
    [0, 0.99],
    [0.05, 0.88],
    [0.1, 0.75],
  ])('with spikes in %d of the samples, half as long again is seen with 11 of them', (spikes, least) => {
    const random = seeded(45_670);
    let seen = 0;
    let beyond = 0;
    for (let i = 0; i < 500; i++) {
      const base = samples(random, 20, 11, spikes);
      const change = compareLatency(base, samples(random, 30, 11, spikes), tolerances);
      if (change.answer === 'slower') seen++;
      const twice = compareLatency(base, samples(random, 40, 11, spikes), tolerances);
      if (beyondTolerance(twice, tolerances) === 'slower') beyond++;
    }
    expect(seen / 500).toBeGreaterThan(least);
    expect(beyond / 500).toBeGreaterThan(least);
  });

  test('the interval of the ratio holds the true ratio', () => {
    const random = seeded(9);
    let held = 0;
    for (let i = 0; i < 1000; i++) {
      const base = samples(random, 10, 11);
      const head = Array.from({ length: 11 }, () => 1.3 * noisyLatency(random, 10));
      const { ratio } = compareLatency(base, head, tolerances);
      if (ratio !== null && ratio.low <= 1.3 && 1.3 <= ratio.high) held++;
    }
    expect(held / 1000).toBeGreaterThan(0.98);
  });
});
