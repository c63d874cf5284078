import { found } from './found.ts';
import { didYouMean } from './nearest.ts';

/**
 * One kind of value that a key, an annotation or an option takes: how it is read, and how it is described when it is not.
 * `schema` is its JSON Schema.
 */
export interface Kind<T> {
  /** With its article: `a duration`. */
  readonly noun: string;
  readonly remedy: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** null for what is not of this kind. Takes what YAML gives, or text. */
  read(value: unknown): T | null;
}

/** The two sentences that refuse `value`. */
export function refusal(value: unknown, kind: Kind<unknown>): { problem: string; remedy: string } {
  const words = kind.schema.enum;
  const near = typeof value === 'string' && Array.isArray(words) ? didYouMean(value, words.map(String)) : '';
  const missing = value === undefined || value === null || value === '';
  return {
    problem: missing ? `${kind.noun} is missing.` : `${found(value)} is not ${kind.noun}.`,
    remedy: near + kind.remedy,
  };
}

/** PostgreSQL and timers keep timeouts in 31 bits of milliseconds; this is the round number below. */
const longestTimeout = 35_000;
const durations = new Map([
  ['ms', 1],
  ['s', 1000],
  ['min', 60_000],
]);
/** Bytes by unit, from the smallest on. */
export const sizes = new Map([
  ['B', 1],
  ['kB', 1024],
  ['MB', 1024 ** 2],
  ['GB', 1024 ** 3],
  ['TB', 1024 ** 4],
]);
/** Bytes in one block of a stock PostgreSQL. */
const blockSize = 8192;

function quantity(value: unknown, units: ReadonlyMap<string, number>): number | null {
  if (value === 0 || value === '0') return 0;
  const match = typeof value === 'string' ? /^(\d{1,15}(?:\.\d{1,9})?) ?([A-Za-z]+)$/.exec(value) : null;
  const factor = units.get(match?.[2] ?? '');
  return match === null || factor === undefined ? null : Number(match[1]) * factor;
}

function wholeNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

function quantitySchema(units: Iterable<string>): Record<string, unknown> {
  return { type: 'string', pattern: `^\\d+(\\.\\d+)? ?(${[...units].join('|')})$` };
}

/** Milliseconds. */
export const duration: Kind<number> = {
  noun: 'a duration',
  remedy: 'Write a number with ms, s or min, such as 5min.',
  schema: { anyOf: [quantitySchema(durations.keys()), { const: 0 }] },
  read: value => quantity(value, durations),
};

/** Whole milliseconds, at least one, because PostgreSQL reads a timeout of zero as none. */
export const timeout: Kind<number> = {
  noun: `a duration from 1ms to ${longestTimeout}min`,
  remedy: duration.remedy,
  schema: quantitySchema(durations.keys()),
  read(value) {
    const milliseconds = Math.ceil(duration.read(value) ?? 0);
    return milliseconds === 0 || milliseconds > longestTimeout * 60_000 ? null : milliseconds;
  },
};

/** Bytes; a plain number is bytes. */
export const bytes: Kind<number> = {
  noun: 'a size',
  remedy: 'Write a number with kB, MB or GB, such as 8MB.',
  schema: { anyOf: [{ type: 'integer', minimum: 0 }, quantitySchema(sizes.keys())] },
  read: value => wholeNumber(value) ?? roundUp(quantity(value, sizes)),
};

/** Where the docker engine keeps its data: a word, or bytes of memory. */
export const storage: Kind<'auto' | 'disk' | number> = {
  noun: 'a place for data',
  remedy: 'Write auto, disk, or how much memory it may take, such as 2GB.',
  schema: { anyOf: [{ enum: ['auto', 'disk'] }, quantitySchema(sizes.keys())] },
  read(value) {
    if (value === 'auto' || value === 'disk') return value;
    const size = quantity(value, sizes);
    return size === null || size < 1 ? null : Math.ceil(size);
  },
};

/** Blocks of 8 kB; a plain number is blocks, a size is rounded up to whole blocks. */
export const blocks: Kind<number> = {
  noun: 'a number of blocks',
  remedy: 'Write how many blocks of 8 kB, such as 1000, or a size with kB, MB or GB, such as 8MB.',
  schema: bytes.schema,
  read(value) {
    const size = quantity(value, sizes);
    return wholeNumber(value) ?? (size === null ? null : roundUp(size / blockSize));
  },
};

function roundUp(value: number | null): number | null {
  return value === null ? null : Math.ceil(value);
}

/** A fraction: `10%` is 0.1. Zero may stand without the sign. */
export const percentage: Kind<number> = {
  noun: 'a percentage',
  remedy: 'Write a number with %, such as 10%.',
  schema: { anyOf: [{ type: 'string', pattern: '^\\d+(\\.\\d+)?%$' }, { const: 0 }] },
  read(value) {
    if (value === 0 || value === '0') return 0;
    const match = typeof value === 'string' ? /^(\d{1,6}(?:\.\d{1,9})?)%$/.exec(value) : null;
    return match === null ? null : Number(match[1]) / 100;
  },
};

/** A fraction of a whole, 0 to 1. */
export const share: Kind<number> = {
  noun: 'a percentage up to 100%',
  remedy: percentage.remedy,
  schema: percentage.schema,
  read(value) {
    const fraction = percentage.read(value);
    return fraction === null || fraction > 1 ? null : fraction;
  },
};

/** A ratio. */
export const factor: Kind<number> = {
  noun: 'a factor',
  remedy: 'Write a number from 1 on, such as 10.',
  schema: { type: 'number', minimum: 1 },
  read(value) {
    const number = typeof value === 'string' && /^\d{1,9}(?:\.\d{1,9})?$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) && number >= 1 ? number : null;
  },
};

/** A fraction as small as one likes: `1e-9`. */
export const tinyShare: Kind<number> = {
  noun: 'a number from 0 to 1',
  remedy: 'Write a small number, such as 1e-9.',
  schema: { type: 'number', minimum: 0, maximum: 1 },
  read: value => (typeof value === 'number' && value >= 0 && value <= 1 ? value : null),
};

export const resultsModes = ['off', 'bag', 'ordered'] as const;

/** How the rows of both sides are compared. */
export const resultsMode = choice('a way to compare rows', resultsModes);

export function count(noun: string, minimum = 0, maximum = Number.MAX_SAFE_INTEGER): Kind<number> {
  const bounded = maximum < Number.MAX_SAFE_INTEGER;
  return {
    noun,
    remedy: bounded
      ? `Write a whole number from ${minimum} to ${maximum}.`
      : 'Write a whole number, such as 10000.',
    schema: { type: 'integer', minimum, ...(bounded ? { maximum } : {}) },
    read(value) {
      const number = wholeNumber(value);
      return number === null || number < minimum || number > maximum ? null : number;
    },
  };
}

export function choice<T extends string>(noun: string, values: readonly T[]): Kind<T> {
  return {
    noun,
    remedy: `Write ${values.slice(0, -1).join(', ')} or ${values.at(-1)}.`,
    schema: { enum: values },
    read: value => values.find(known => known === value) ?? null,
  };
}

/** A YAML boolean, or the words that GitHub's getBooleanInput takes. */
export const flag: Kind<boolean> = {
  noun: 'true or false',
  remedy: 'Write true or false.',
  schema: { type: 'boolean' },
  read(value) {
    if (typeof value === 'boolean') return value;
    const word = ['true', 'True', 'TRUE', 'false', 'False', 'FALSE'].find(known => known === value);
    return word === undefined ? null : word.toLowerCase() === 'true';
  },
};

/** Text that is not blank and has no control characters; `pattern` narrows it. */
export function text(noun: string, remedy: string, pattern?: RegExp): Kind<string> {
  return {
    noun,
    remedy,
    schema: { type: 'string', ...(pattern === undefined ? { minLength: 1 } : { pattern: pattern.source }) },
    read(value) {
      if (typeof value !== 'string' || /\p{Cc}/u.test(value) || value.trim() === '') return null;
      return pattern === undefined || pattern.test(value) ? value.trim() : null;
    },
  };
}

/** An ISO date that exists. */
export const date: Kind<string> = {
  noun: 'a date',
  remedy: 'Write year, month and day, such as 2027-03-31.',
  schema: { type: 'string', format: 'date' },
  read(value) {
    if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return null;
    const time = Date.parse(`${value}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value) ? value : null;
  },
};
