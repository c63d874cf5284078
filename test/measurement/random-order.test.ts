import { expect, it } from 'vitest';
import { seededShuffle } from '../../src/measurement/random-order.ts';

it('puts every one of three in every place about equally often, the same way each time', () => {
  const tally = () => {
    const shuffle = seededShuffle(20_128);
    const places = new Map<string, number>();
    for (let round = 0; round < 6000; round++) {
      const order = shuffle(['base', 'head', 'twin']).join();
      places.set(order, (places.get(order) ?? 0) + 1);
    }
    return places;
  };
  const places = tally();
  expect(places.size).toBe(6);
  for (const count of places.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  expect(tally()).toEqual(places);
});
