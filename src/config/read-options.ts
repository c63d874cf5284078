import { PlangateError } from '../errors.ts';
import { defaultTimeLimit } from './defaults.ts';
import { found, quoted } from './found.ts';
import * as kinds from './kinds.ts';
import { engines, reportEndings } from './option-table.ts';
import type { Options } from './types.ts';

/** Options as they were given, by name on the command line; a missing key was not given. */
export interface GivenOptions {
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** How the user wrote the option: `--engine`, or `input engine`. */
  readonly place: (option: string) => string;
}

/** Checks what was given and fills in defaults. Throws a PlangateError (usage). */
export function readOptions(given: GivenOptions): Options {
  const one = (option: string) => given.values.get(option)?.[0] ?? null;
  const reports = given.values.get('report') ?? [];
  for (const [index, file] of reports.entries())
    checkReport(file, reports.slice(0, index), given.place('report'));
  return {
    directory: one('repo') ?? '.',
    base: one('base'),
    head: one('head'),
    config: one('config'),
    engine: read(given, 'engine', kinds.choice('an engine', engines), 'auto'),
    only: given.values.get('query') ?? [],
    reports,
    quiet: read(given, 'quiet', kinds.flag, false),
    timeLimit: read(given, 'time-limit', kinds.timeout, defaultTimeLimit),
  };
}

/** The one value of `option` as `kind` reads it. */
export function read<T>(given: GivenOptions, option: string, kind: kinds.Kind<T>, initially: T): T {
  const value = given.values.get(option)?.[0];
  if (value === undefined) return initially;
  const result = kind.read(value);
  if (result !== null) return result;
  const { problem, remedy } = kinds.refusal(value, kind);
  throw usage(given.place(option), problem, remedy);
}

function checkReport(file: string, before: readonly string[], place: string): void {
  if (before.includes(file)) throw usage(place, `${quoted(file)} is given twice.`, 'Leave one out.');
  if (reportEndings.some(ending => file.toLowerCase().endsWith(ending))) return;
  const problem = `${found(file)} has no ending that plangate can write.`;
  throw usage(place, problem, `Let it end with ${reportEndings.join(' or ')}, such as plangate.md.`);
}

export function usage(place: string, problem: string, remedy: string): PlangateError {
  return new PlangateError({ kind: 'usage', place, problem, remedy });
}
