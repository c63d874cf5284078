import type { CaseResult } from './types.ts';

const mostNames = 5;

/** Cases whose rows were to be compared and could not be, with why. One sentence, or none. */
export function uncomparedResults(results: readonly CaseResult[]): readonly string[] {
  const told = results.flatMap(({ case: { query, parameters }, results: check }) => {
    if (check === undefined || check.why === null) return [];
    const name = parameters === '' ? query.name : `${query.name} (${parameters})`;
    return [`${name}: ${check.why}`];
  });
  if (told.length === 0) return [];
  const more = told.length > mostNames ? [`and ${told.length - mostNames} more`] : [];
  const noun = told.length === 1 ? 'case' : 'cases';
  return [
    `The rows of ${told.length} ${noun} were not compared. ${[...told.slice(0, mostNames), ...more].join('; ')}.`,
  ];
}
