import { isAtLeast } from './severity-of.ts';
import type { Finding } from './types.ts';

interface Told {
  readonly schema: readonly Finding[];
  readonly cases: readonly Finding[];
}

/**
 * Findings about the schema without those that findings of the cases tell already, as severely: of an index that is gone,
 * each query that it served says that it misses it. A foreign key that it served is then told with those queries, as what
 * brings the index back serves both.
 *
 * @param cases of the same side
 */
export function toldByCases(
  schema: readonly Finding[],
  cases: readonly Finding[],
  isAccepted: (finding: Finding) => boolean,
): Told {
  const open = cases.filter(finding => !isAccepted(finding));
  const missing = Map.groupBy(open, ({ facts }) => facts.lostIndex ?? null);
  const tellersOf = ({ severity }: Finding, index: unknown) =>
    typeof index === 'string'
      ? (missing.get(index) ?? []).filter(each => isAtLeast(each.severity, severity))
      : [];
  const untold = schema.filter(finding => {
    if (!isDropped(finding)) return true;
    const queries = tellersOf(finding, finding.facts.index).map(({ query }) => query);
    return new Set(queries).size < Number(finding.facts.harmed);
  });
  const dropped = new Set(untold.filter(isDropped).map(({ facts }) => facts.index));
  const keys = new Map<Finding, Finding[]>();
  const gone = new Set<Finding>();
  for (const key of untold) {
    if (!isKey(key) || isAccepted(key) || dropped.has(key.facts.lostIndex ?? null)) continue;
    for (const teller of tellersOf(key, key.facts.lostIndex).filter(each => isOfSame(each, key))) {
      keys.set(teller, [...(keys.get(teller) ?? []), key]);
      gone.add(key);
    }
  }
  return {
    schema: untold.filter(finding => !gone.has(finding)),
    cases: cases.map(finding => withKeys(finding, keys.get(finding) ?? [])),
  };
}

function isDropped({ rule }: Finding): boolean {
  return rule === 'dropped-index-was-used';
}

function isKey({ rule, severity }: Finding): boolean {
  return rule === 'foreign-key-without-index' && severity !== 'off';
}

/** The query misses an index of the key's own table, and the pull request is what took it. */
function isOfSame({ relation, isNew, facts }: Finding, key: Finding): boolean {
  return relation === key.relation && isNew === key.isNew && facts.indexStillThere === false;
}

function withKeys(finding: Finding, keys: readonly Finding[]): Finding {
  return { ...finding, also: [...finding.also, ...keys.map(({ rule, facts }) => ({ rule, facts }))] };
}
