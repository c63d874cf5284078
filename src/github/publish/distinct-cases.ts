import { notOurs, refusal } from './refusal.ts';

export interface NamedCase {
  readonly query: string;
  /** Name of the parameter set. */
  readonly parameters: string;
}

/**
 * Each case is in a report once. Were ten thousand called alike, each would be told with the findings of all.
 *
 * @throws PlangateError (github)
 */
export function checkDistinct(cases: readonly NamedCase[], place: string): void {
  const names = new Set(cases.map(({ query, parameters }) => JSON.stringify([query, parameters])));
  if (names.size < cases.length) throw refusal(place, 'Two cases in it bear the same name.', notOurs);
}
