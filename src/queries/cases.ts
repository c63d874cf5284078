import type { Case, ParameterSet, RegisteredQuery } from './types.ts';

/** The cases of a query: one for each of its own sets and of those resolved from `params from:`, in that order. */
export function casesOf(query: RegisteredQuery, resolved: readonly ParameterSet[]): readonly Case[] {
  return [...query.sets, ...resolved].map(set => ({
    query,
    parameters: set.name,
    values: query.parameters.map(name => set.values[name] ?? null),
  }));
}
