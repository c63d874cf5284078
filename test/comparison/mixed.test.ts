import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { type Comparison, compare, compareLatency } from '../../src/comparison/index.ts';
import type { Measurement } from '../../src/measurement/index.ts';
import { judge } from '../../src/verdict/index.ts';
import { caseResult, measured } from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';
import type { RecordedCase, RecordedSide } from './mixed/recorded.ts';
import { seeded } from './seeded-random.ts';

/**
 * Counts against time: what real cases counted and took (mixed/numbers.json, made by mixed/record.ts from the SQL beside
 * it), and what is made of it. The first lines of a story say what must come out: `steady` when time is as it was in the
 * middle and hardly varies, `recorded` with the samples of a machine of two cores that had other work to do.
 */
const folder = join(import.meta.dirname, 'mixed');
const numbers = JSON.parse(readFileSync(join(folder, 'numbers.json'), 'utf8')) as Record<
  string,
  RecordedCase
>;
const stories = readdirSync(folder)
  .filter(file => file.endsWith('.sql'))
  .map(file => ({ name: file.replace('.sql', ''), text: readFileSync(join(folder, file), 'utf8') }));

const expected = (text: string, kind: 'steady' | 'recorded') =>
  new RegExp(`^-- ${kind}: (.+)$`, 'm').exec(text)?.[1] ?? '';

function recorded(name: string): RecordedCase {
  const found = numbers[name];
  if (found === undefined)
    throw new Error(`${name} was not recorded: node test/comparison/mixed/record.ts ${name}`);
  return found;
}

type Latency = (side: RecordedSide, which: 'base' | 'head') => readonly number[];

function compared({ base, head }: RecordedCase, latency: Latency): Comparison {
  const side = (from: RecordedSide, which: 'base' | 'head') => {
    const own = measured({ latency: latency(from, which) });
    if (own.kind !== 'measured') throw new Error('not measured');
    const least = (count: keyof Measurement['work']) => Math.min(...from.work.map(work => work[count]));
    const work = { buffers: least('buffers'), rows: least('rows'), temp: least('temp'), wal: least('wal') };
    return { ...own, measurement: { ...own.measurement, work, workSamples: from.work } };
  };
  return compare(caseResult(side(base, 'base'), side(head, 'head')), tolerances);
}

/** `mixed, warn` */
function verdictOf(comparison: Comparison): string {
  const policy = { budgets: {}, tolerances, strict: false, waivers: [] };
  const { outcome } = judge({ comparisons: [comparison], findings: [], policy, today: '2026-01-01' });
  return `${comparison.direction}, ${outcome}`;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[(values.length - 1) / 2] ?? 0;
const steady: Latency = ({ latency }) =>
  latency.map((_, at) => median(latency) * (1 + (at - latency.length / 2) / 1000));

describe('counts against time', () => {
  it.each(stories)('$name', ({ name, text }) => {
    const sides = recorded(name);
    expect(verdictOf(compared(sides, steady))).toBe(expected(text, 'steady'));
    expect(verdictOf(compared(sides, ({ latency }) => latency))).toBe(expected(text, 'recorded'));
  });

  it.each(stories)('$name: time that says nothing leaves it to the counts', ({ name }) => {
    const sides = recorded(name);
    const byCounts = verdictOf(compared(sides, () => sides.base.latency.slice(0, 1)));
    const random = seeded(20_128);
    for (let round = 0; round < 200; round++) {
      // Both sides draw from one urn, so whatever differs is chance.
      const urn = [...sides.base.latency, ...sides.head.latency];
      const shuffled = urn
        .map(value => [random(), value] as const)
        .toSorted((a, b) => a[0] - b[0])
        .map(([, value]) => value);
      const half = { base: shuffled.slice(0, urn.length / 2), head: shuffled.slice(urn.length / 2) };
      const { answer } = compareLatency(half.base, half.head, tolerances);
      if (answer === 'slower' || answer === 'faster') continue;
      expect(verdictOf(compared(sides, (_, which) => half[which]))).toBe(byCounts);
    }
  });
});

test('the planner knows less than the counts: a cost may fall while blocks rise', () => {
  const { base, head } = recorded('index-order-for-sort');
  expect(head.cost).toBeLessThan(base.cost);
  expect(head.work[0]?.buffers).toBeGreaterThan(60 * (base.work[0]?.buffers ?? 0));
});

test('every recorded case has its story', () => {
  expect(Object.keys(numbers).toSorted()).toEqual(stories.map(({ name }) => name).toSorted());
});
