import { PlangateError } from '../errors.ts';
import * as kinds from './kinds.ts';

/** Options as they were given, by name on the command line; a missing key was not given. */
export interface GivenOptions {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How the user wrote the option: `--engine`, or `input engine`. */
  readonly place: (option: string) => string;
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

export function usage(place: string, problem: string, remedy: string): PlangateError {
  return new PlangateError({ kind: 'usage', place, problem, remedy });
}
