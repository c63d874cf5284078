import { parseArgs } from 'node:util';

const parts = ['alarms', 'catches', 'improvements', 'cost'] as const;
export type Part = (typeof parts)[number];

const loads = ['on', 'off', 'both'] as const;

export interface TrustOptions {
  readonly parts: readonly Part[];
  /** How often every workload is built and measured, in each way and with each load. */
  readonly rounds: number;
  /** How many comparisons of every query one build gives. */
  readonly copies: number;
  /** Every how manieth batch of regressions is tried; 1 for all. */
  readonly stride: number;
  readonly loads: readonly boolean[];
  /** null for the usual: `embedded` is everywhere the same, what a default run costs is told of the engine that it chooses. */
  readonly engine: string | null;
  /** Only workloads and kinds whose name it matches. */
  readonly match: RegExp;
  /** Whether nothing narrows the run down, so that it has to prove every promise. */
  readonly isWhole: boolean;
  /** Where the page of results is written; null for nowhere. */
  readonly out: string | null;
}

/** Throws an Error that says what is wrong with the command line. */
export function readOptions(argv: readonly string[]): TrustOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string' },
      rounds: { type: 'string', default: '1' },
      quick: { type: 'boolean', default: false },
      load: { type: 'string', default: 'both' },
      engine: { type: 'string' },
      match: { type: 'string', default: '' },
      out: { type: 'string' },
    },
  });
  const { only, quick, match } = values;
  const load = oneOf('--load', values.load, loads);
  return {
    parts: only === undefined ? parts : [oneOf('--only', only, parts)],
    rounds: wholeNumber('--rounds', values.rounds),
    copies: quick ? 1 : 3,
    stride: quick ? 6 : 1,
    loads: load === 'both' ? (quick ? [true] : [false, true]) : [load === 'on'],
    engine: values.engine ?? null,
    match: new RegExp(match),
    isWhole: only === undefined && !quick && load === 'both' && match === '',
    out: values.out ?? null,
  };
}

function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find(each => each === value);
  if (found === undefined) throw new Error(`${option}: "${value}" is none of ${known.join(', ')}.`);
  return found;
}

function wholeNumber(option: string, value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new Error(`${option}: "${value}" is not a whole number from 1 on.`);
  return number;
}
