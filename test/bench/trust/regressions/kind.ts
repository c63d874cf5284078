/**
 * A regression that the gate must catch, as data. `_N` in every text becomes the instance's number, so that each has
 * tables, indexes and functions of its own and many fit into one pull request without touching each other.
 */
export interface Instance {
  /** What it does, in a few words. */
  readonly name: string;
  /** The tables of `tables.ts` that it needs. */
  readonly tables: readonly string[];
  /** What base's first migration makes of them beside: indexes, views, functions. */
  readonly base?: string;
  /** The statement as base has it. */
  readonly query: string;
  /**
   * What head does: a statement added by a migration, which is the culprit, another text of the query, or a line below
   * `postgres.settings`. In a migration other statements may stand before it.
   */
  readonly change:
    | { readonly migration: string; readonly before?: string }
    | { readonly query: string }
    | { readonly setting: string };
}

export interface Kind {
  readonly name: string;
  /** `work`: it touches, spills or logs more. `time`: the same work takes longer. */
  readonly expect: 'work' | 'time';
  /** Concerns a whole database, so that each instance needs a pull request of its own. */
  readonly alone?: boolean;
  /** Its migration changes or needs rows, so that it does nothing where it runs before the seed. */
  readonly needsRows?: boolean;
  readonly instances: readonly Instance[];
}

/** An instance whose migration consists of the culprit. */
export function migrated(
  name: string,
  tables: string,
  base: string,
  query: string,
  migration: string,
  before = '',
): Instance {
  return { name, tables: tables.split(' '), base, query, change: { migration, before } };
}

/** An instance whose query is written in another way. */
export function rewritten(
  name: string,
  tables: string,
  base: string,
  query: string,
  changed: string,
): Instance {
  return { name, tables: tables.split(' '), base, query, change: { query: changed } };
}

/** An instance whose server is set otherwise. */
export function set(name: string, tables: string, base: string, query: string, setting: string): Instance {
  return { name, tables: tables.split(' '), base, query, change: { setting } };
}
