import { expect, it } from 'vitest';
import { timeShares } from '../../src/measurement/time-shares.ts';

it('shares a time alike, and what one leaves or takes too much among the others', () => {
  let now = 100;
  const shares = timeShares(900, 3, () => now);
  expect(shares.next()).toBe(300);
  now += 100;
  expect(shares.next()).toBe(400);
  now += 1000;
  expect(shares.next()).toBe(0);
});
