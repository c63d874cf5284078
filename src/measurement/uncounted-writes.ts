import { walk } from '../plan/index.ts';
import type { CaseResult } from './types.ts';

const mostNames = 5;

/**
 * What a report must say of writes on a server that cannot count whole statements: foreign keys, triggers and deferred
 * constraints work after the plan's tree. One sentence, or none where nothing was missed.
 */
export function uncountedWrites(results: readonly CaseResult[]): readonly string[] {
  const names = new Set(results.filter(isUncounted).map(result => result.case.query.name));
  if (names.size === 0) return [];
  const more = names.size > mostNames ? [`${names.size - mostNames} more`] : [];
  const listed = [...[...names].slice(0, mostNames), ...more].join(', ');
  return [
    `This server cannot count whole statements: what foreign keys, triggers and deferred constraints do is missing from the counts of ${listed}. A server that plangate starts, with pg_stat_statements, counts it.`,
  ];
}

function isUncounted({ sides }: CaseResult): boolean {
  return [sides.base, sides.head].some(side => {
    if (side.kind !== 'measured' || side.measurement.workSource === 'statement') return false;
    for (const { type } of walk(side.measurement.plan)) if (type === 'ModifyTable') return true;
    return false;
  });
}
