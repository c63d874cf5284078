import { expect, it } from 'vitest';
import { Allowance, timeShares } from '../../src/measurement/time-shares.ts';

it('shares a time alike, and what one leaves or takes too much among the others', () => {
  let now = 100;
  const shares = timeShares(900, 3, () => now);
  expect(shares.next()).toBe(300);
  now += 100;
  expect(shares.next()).toBe(400);
  now += 1000;
  expect(shares.next()).toBe(0);
});

it('lets tasks draw from a time until it is used up', async () => {
  let now = 100;
  const allowance = new Allowance(50, () => now);
  const begun: string[] = [];
  const task = (name: string, takes: number) => async () => {
    begun.push(name);
    now += takes;
  };
  await allowance.draw(task('short', 20));
  now += 1_000;
  await allowance.draw(task('longer than what is left', 40));
  await allowance.draw(task('too late', 1));
  expect(begun).toEqual(['short', 'longer than what is left']);

  await new Allowance(0, () => now).draw(task('none', 1));
  expect(begun).toHaveLength(2);
});
