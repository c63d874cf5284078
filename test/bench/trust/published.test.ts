import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readKept, resultsOf, runsOf } from './kept.ts';
import { alarmsOf, brokenPromises, unproven, upperBound } from './promises.ts';
import { renderPage } from './render.ts';

const top = join(import.meta.dirname, '../../..');
const kept = await readKept(join(top, '.github/TRUST.json'));
const results = resultsOf(kept);

it('TRUST.md is what TRUST.json says', () => {
  expect(readFileSync(join(top, '.github/TRUST.md'), 'utf8')).toBe(renderPage(results, runsOf(kept)));
});

it('TRUST.json breaks no promise and proves all of them', () => {
  expect([...brokenPromises(results), ...unproven(results)]).toEqual([]);
});

it('README tells the rate of false alarms that TRUST.json has', () => {
  const { all, failed } = alarmsOf(results);
  const readme = readFileSync(join(top, 'README.md'), 'utf8').replace(/\s+/g, ' ');
  const told = /(\S+) of (\S+) when it was last measured \(less than (.+?), the 95 % upper bound\)/.exec(
    readme,
  );
  expect(told?.slice(1)).toEqual([String(failed), all.toLocaleString('en'), upperBound(all)]);
});
