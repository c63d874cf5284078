import type { RegisteredQuery } from '../queries/index.ts';
import type { Gates, PolicyChange } from './policy-changes.ts';

/** Registered queries, and sets of parameters of those that stay, that are no longer there to be measured. */
export function changedQueries({ base, head }: Gates): readonly PolicyChange[] {
  const after = new Map(head.queries.map(query => [query.name, query]));
  return base.queries.flatMap((query): PolicyChange[] => {
    const now = after.get(query.name);
    if (now !== undefined) return changedSets(query, now);
    const text = `${query.name}: the query is no longer registered`;
    return [{ kind: 'query-removed', text, ...onBase(query, query.line) }];
  });
}

/** A query that has come to take parameters has its first sets. */
function changedSets(was: RegisteredQuery, now: RegisteredQuery): PolicyChange[] {
  if (was.parameters.length === 0) return [];
  const names = new Set(now.sets.map(({ name }) => name));
  const sets = was.sets
    .filter(({ name }) => !names.has(name))
    .map(({ name, line }): PolicyChange => {
      const set = name === '' ? 'the set of parameters without a name' : `the set of parameters ${name}`;
      const text = `${was.name}: ${set} is taken away`;
      return { kind: 'parameters-removed', text, ...onBase(was, line) };
    });
  if (was.parametersFrom === null || now.parametersFrom !== null) return sets;
  const text = `${was.name}: params from is taken away`;
  return [...sets, { kind: 'parameters-removed', text, ...onBase(was, was.parametersFrom.line) }];
}

function onBase({ file }: RegisteredQuery, line: number): Pick<PolicyChange, 'side' | 'file' | 'line'> {
  return { side: 'base', file, line };
}
