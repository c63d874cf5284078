import { readFile, writeFile } from 'node:fs/promises';
import type { AlarmCount } from './alarms.ts';
import type { Catches } from './catches.ts';
import type { Cost } from './cost.ts';
import type { Machine } from './machine.ts';
import type { Results } from './promises.ts';

/** What one part of a run gave, and where. */
interface Part<T> {
  readonly results: T;
  readonly machine: Machine;
}

/** The last results of every part: a whole run takes an hour, so parts of it may be run at other times. */
export interface Kept {
  readonly cost?: Part<readonly Cost[]>;
  readonly catches?: Part<Catches>;
  readonly improvements?: Part<Catches>;
  readonly alarms?: Part<readonly AlarmCount[]>;
  readonly 'alarms under load'?: Part<readonly AlarmCount[]>;
}

/** Empty where there is no such file yet. */
export async function readKept(file: string): Promise<Kept> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  return JSON.parse(text, (_, value) => (value === infinite ? Number.POSITIVE_INFINITY : value));
}

export async function writeKept(file: string, kept: Kept): Promise<void> {
  const text = JSON.stringify(kept, (_, value) => (value === Number.POSITIVE_INFINITY ? infinite : value), 1);
  await writeFile(file, `${text}\n`);
}

/** JSON knows no number for what grew from nothing. */
const infinite = 'infinite';

/** With what this run gave in the place of what earlier ones did. */
export function withResults(
  kept: Kept,
  { cost, catches, improvements, alarms }: Results,
  machine: Machine,
): Kept {
  const part = <T>(results: T): Part<T> => ({ results, machine });
  const still = (alarms ?? []).filter(({ load }) => !load);
  const loaded = (alarms ?? []).filter(({ load }) => load);
  return {
    ...kept,
    ...(cost === null ? {} : { cost: part(cost) }),
    ...(catches === null ? {} : { catches: part(catches) }),
    ...(improvements === null ? {} : { improvements: part(improvements) }),
    ...(still.length === 0 ? {} : { alarms: part(still) }),
    ...(loaded.length === 0 ? {} : { 'alarms under load': part(loaded) }),
  };
}

export function resultsOf(kept: Kept): Results {
  const alarms = [...(kept.alarms?.results ?? []), ...(kept['alarms under load']?.results ?? [])];
  return {
    cost: kept.cost?.results ?? null,
    catches: kept.catches?.results ?? null,
    improvements: kept.improvements?.results ?? null,
    alarms: alarms.length === 0 ? null : alarms,
  };
}

/** Each part's name and where it was run. */
export function runsOf(kept: Kept): readonly (readonly [string, Machine])[] {
  return Object.entries(kept).map(([name, part]: [string, Part<unknown>]) => [name, part.machine]);
}
