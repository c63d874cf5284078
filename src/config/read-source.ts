import { type GivenOptions, read, usage } from './given-options.ts';
import * as kinds from './kinds.ts';
import { engines } from './option-table.ts';
import type { GivenUrl, Source } from './types.ts';

/**
 * Where the databases come from. A URL may also stand in PLANGATE_DATABASE_URL, PLANGATE_BASE_URL or PLANGATE_HEAD_URL,
 * where no list of processes shows it. Throws a PlangateError (usage) that never repeats a URL.
 */
export function readSource(given: GivenOptions): Source {
  const engine = read(given, 'engine', kinds.choice('an engine', engines), 'auto');
  const isReadOnly = read(given, 'read-only', kinds.flag, false);
  const one = urlOf(given, 'database-url');
  const base = urlOf(given, 'base-url');
  const head = urlOf(given, 'head-url');
  const first = one ?? base ?? head;
  if (first !== null && engine !== 'auto' && engine !== 'url')
    throw usage(first.place, `the engine ${engine} starts a server of its own.`, 'Give one of the two.');
  if (one !== null && (base !== null || head !== null))
    throw usage(
      one.place,
      `${(base ?? head)?.place} is given as well.`,
      'Give one URL for a server to build both sides on, or one for each side.',
    );
  if (one !== null) return { kind: 'url', isReadOnly, ...one };
  if (base !== null && head !== null) return { kind: 'two-urls', base, head };
  if (first !== null) {
    const missing = given.place(base === null ? 'base-url' : 'head-url');
    throw usage(
      first.place,
      `${missing} is missing.`,
      'Give both: a database as base has it, and one as head has it.',
    );
  }
  if (isReadOnly)
    throw usage(
      given.place('read-only'),
      'there is no database to read.',
      `Name it with ${given.place('database-url')}.`,
    );
  if (engine === 'url')
    throw usage(
      given.place('engine'),
      'there is no URL.',
      `Give it with ${given.place('database-url')} or in PLANGATE_DATABASE_URL.`,
    );
  return { kind: 'engine', engine };
}

function urlOf(given: GivenOptions, option: string): GivenUrl | null {
  const typed = given.values.get(option)?.[0];
  if (typed !== undefined) return { url: typed, place: given.place(option) };
  const variable = `PLANGATE_${option.toUpperCase().replaceAll('-', '_')}`;
  const url = given.environment[variable];
  return url === undefined || url === '' ? null : { url, place: variable };
}
