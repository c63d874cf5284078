import { isAtLeast } from './severity-of.ts';
import type { Finding } from './types.ts';

/**
 * Findings about the schema without those that findings of the cases tell already, as severely: of an index that is gone,
 * each query that it served says that it misses it.
 *
 * @param cases of the same side
 */
export function withoutTold(schema: readonly Finding[], cases: readonly Finding[]): readonly Finding[] {
  const missing = Map.groupBy(cases, ({ facts }) => facts.lostIndex);
  return schema.filter(finding => {
    if (finding.rule !== 'dropped-index-was-used') return true;
    const told = (missing.get(finding.facts.index) ?? []).filter(each =>
      isAtLeast(each.severity, finding.severity),
    );
    return new Set(told.map(({ query }) => query)).size < Number(finding.facts.harmed);
  });
}
