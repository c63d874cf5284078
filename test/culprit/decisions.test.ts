import { describe, expect, it } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import { blame } from '../../src/culprit/blame.ts';
import { differs, firstChangedLine, mixtureOf, pairFiles } from '../../src/culprit/differences.ts';
import { largestStep } from '../../src/culprit/largest-step.ts';
import { growth, metricOf, positionOf } from '../../src/culprit/metric.ts';
import { narrow } from '../../src/culprit/narrow.ts';
import type { Script } from '../../src/migrations/index.ts';
import { around, caseResult, failed, measured } from '../support/case-result.ts';
import { tolerances } from '../support/staged-case.ts';

describe('metricOf', () => {
  const metric = (base: Parameters<typeof measured>[0], head: Parameters<typeof measured>[0]) =>
    metricOf(compare(caseResult(measured(base), measured(head)), tolerances), 60_000);

  it('takes the count that grew most', () => {
    expect(metric({ buffers: 100, temp: 100 }, { buffers: 200, temp: 900 })).toEqual({
      kind: 'count',
      count: 'temp',
      source: 'statement',
      base: 100,
      head: 900,
    });
    expect(metric({ buffers: 100 }, { buffers: 900, temp: 200 })).toMatchObject({ count: 'temp', base: 0 });
  });

  it('takes the time where no count got worse, and of a mixed case what did', () => {
    expect(metric({ latency: around(10) }, { latency: around(50) })).toMatchObject({
      kind: 'latency',
      base: 10,
      head: 50,
    });
    const fewer = metric({ buffers: 900, latency: around(10) }, { buffers: 100, latency: around(50) });
    expect(fewer?.kind).toBe('latency');
    const faster = metric({ buffers: 100, latency: around(50) }, { buffers: 900, latency: around(10) });
    expect(faster?.kind).toBe('count');
  });

  it('is nothing for what did not get worse', () => {
    expect(metric({}, {})).toBe(null);
    expect(metric({ buffers: 900 }, { buffers: 100 })).toBe(null);
  });

  it('takes a failure on head only, and the middle between base and the limit for a timeout', () => {
    const of = (...sides: Parameters<typeof caseResult>) =>
      metricOf(compare(caseResult(...sides), tolerances), 40_000);
    expect(of(measured(), failed())).toEqual({ kind: 'failure', timeout: null });
    expect(of(failed(), failed())).toBe(null);
    const late = of(measured({ latency: around(100) }), failed('canceling statement', true));
    expect(late?.kind === 'failure' && late.timeout).toBeCloseTo(2000, 0);
  });
});

it('positions are linear for counts and logarithmic for times', () => {
  const counted = { kind: 'count', count: 'buffers', source: 'plan', base: 100, head: 300 } as const;
  expect([100, 200, 300, 500].map(value => positionOf(counted, value))).toEqual([0, 0.5, 1, 2]);
  const timed = { kind: 'latency', base: 1, head: 100 } as const;
  expect(positionOf(timed, 10)).toBeCloseTo(0.5);
  expect(growth(timed)).toBe(100);
  expect(growth({ kind: 'failure', timeout: null })).toBe(Number.POSITIVE_INFINITY);
});

it.each([
  { text: 1, database: 0, whose: 'text' },
  { text: 0.1, database: 0.9, whose: 'database' },
  { text: 0.2, database: 0.3, whose: 'together' },
  { text: 1.1, database: 0.8, whose: 'either' },
  { text: null, database: 1, whose: 'database' },
  { text: null, database: 0, whose: 'together' },
  { text: 1, database: null, whose: 'text' },
  { text: null, database: null, whose: 'together' },
] as const)('head’s text at $text and head’s database at $database: $whose', ({ text, database, whose }) => {
  expect(blame(text, database)).toBe(whose);
});

describe('largestStep', () => {
  it('finds the step, and its share of the whole way', () => {
    expect(largestStep([0, 0, 1, 1])).toEqual({ step: 1, share: 1 });
    expect(largestStep([0, 0.4, 0.7, 1])?.share).toBeCloseTo(0.4);
    expect(largestStep([0, 1.5, 1])).toEqual({ step: 0, share: 1.5 });
  });

  it('passes over what does not run', () => {
    expect(largestStep([0, null, null, 1])).toEqual({ step: 2, share: 1 });
    expect(largestStep([null, null, 1])).toEqual({ step: 1, share: 1 });
  });

  it('tells nothing where the way does not lead to head', () => {
    expect(largestStep([0, 0.1, 0.4])).toBe(null);
    expect(largestStep([0, 1, 0])).toBe(null);
    expect(largestStep([0])).toBe(null);
  });
});

describe('narrow', () => {
  const asking = async (count: number, culprit: number, cannot: readonly number[] = [], most = 99) => {
    const asked = new Set<number>();
    const range = await narrow(count, async applied => {
      if (asked.size >= most) return null;
      asked.add(applied);
      return cannot.includes(applied) ? null : applied > culprit ? 1 : 0;
    });
    return { ...range, asked: asked.size };
  };

  it('needs no question for one, and few for many', async () => {
    expect(await asking(1, 0)).toEqual({ first: 0, last: 0, asked: 0 });
    for (let culprit = 0; culprit < 16; culprit++) {
      expect(await asking(16, culprit)).toEqual({ first: culprit, last: culprit, asked: 4 });
    }
  });

  it('goes round what cannot be built, and says what it could not tell apart', async () => {
    expect(await asking(8, 5, [4])).toMatchObject({ first: 5, last: 5 });
    expect(await asking(3, 1, [1, 2])).toMatchObject({ first: 0, last: 2 });
    expect(await asking(16, 5, [], 2)).toMatchObject({ first: 4, last: 7 });
  });
});

describe('differences', () => {
  const script = (file: string, text: string): Script => ({
    kind: 'migration',
    side: 'head',
    file,
    text,
    statements: [],
  });
  const base = [script('1', 'a'), script('2', 'b'), script('3', 'c'), script('4', 'd')];
  const head = [script('1', 'a'), script('2', 'x'), script('3-new', 'c'), script('5', 'e')];
  const pairs = pairFiles(base, head);

  it('pairs what has one name or one text, and keeps what was taken away in its place', () => {
    expect(pairs.map(pair => `${pair.base?.file ?? ''}→${pair.head?.file ?? ''}`)).toEqual([
      '1→1',
      '2→2',
      '3→3-new',
      '4→',
      '→5',
    ]);
    expect(pairs.filter(differs)).toHaveLength(3);
  });

  it('mixes both sides', () => {
    const texts = (applied: number) => mixtureOf(pairs, applied).map(({ text }) => text);
    expect(texts(0).join('')).toBe('abcd');
    expect(texts(1).join('')).toBe('axcd');
    expect(texts(2).join('')).toBe('axc');
    expect(texts(3).join('')).toBe('axce');
  });

  it('finds the first line of head that is another one', () => {
    expect(firstChangedLine('a\nb\nc', 'a\nx\nc')).toBe(2);
    expect(firstChangedLine('a\nb', 'a\nb\nc')).toBe(3);
    expect(firstChangedLine('a\nb\nc', 'a\nb')).toBe(2);
  });
});
