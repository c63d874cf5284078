import { type Case, casesOf, type ParameterSet, type RegisteredQuery } from '../queries/index.ts';

/** The same case on both sides; null where a side does not register the query. */
export interface CasePair {
  readonly base: Case | null;
  readonly head: Case | null;
}

/**
 * Pairs the registered queries of both sides by name and parameter set. Both sides get head's values wherever base's
 * statement takes the same parameters: a changed value must not look like a changed plan.
 * Head's order comes first, queries that only base has come last.
 *
 * @param resolved the sets that `params from:` gave, by query name
 */
export function pairCases(
  base: readonly RegisteredQuery[],
  head: readonly RegisteredQuery[],
  resolved: ReadonlyMap<string, readonly ParameterSet[]>,
): CasePair[] {
  const baseByName = new Map(base.map(query => [query.name, query]));
  const headNames = new Set(head.map(query => query.name));
  const pairs: CasePair[] = [];
  for (const query of head) {
    const sets = resolved.get(query.name) ?? [];
    const before = baseByName.get(query.name);
    for (const headCase of casesOf(query, sets)) {
      pairs.push({ base: before === undefined ? null : baseCase(before, headCase, sets), head: headCase });
    }
  }
  for (const query of base) {
    if (headNames.has(query.name)) continue;
    const sets = query.sets.length === 0 ? [{ name: '', line: query.line, values: {} }] : query.sets;
    for (const set of sets) pairs.push({ base: { query, parameters: set.name, values: [] }, head: null });
  }
  return pairs;
}

function baseCase(before: RegisteredQuery, head: Case, resolved: readonly ParameterSet[]): Case | null {
  const values = new Map(
    head.query.parameters.map((name, position) => [name, head.values[position] ?? null]),
  );
  if (before.parameters.every(name => values.has(name))) {
    return {
      query: before,
      parameters: head.parameters,
      values: before.parameters.map(name => values.get(name) ?? null),
    };
  }
  // Base takes other parameters: its own set of that name is the nearest thing there is.
  return casesOf(before, resolved).find(own => own.parameters === head.parameters) ?? null;
}
