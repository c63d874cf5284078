import type { Finding, RuleId } from './types.ts';

/**
 * What explains what: where both are seen of one relation of a case, the first is the cause of the second. The second is
 * told, with its numbers, and what to do is what the first says.
 */
const explains: Readonly<Partial<Record<RuleId, readonly RuleId[]>>> = {
  'function-on-column': ['sequential-scan', 'index-filter', 'repeated-scan'],
  'cast-on-column': ['sequential-scan', 'index-filter', 'repeated-scan'],
  'leading-wildcard': ['sequential-scan', 'index-filter', 'repeated-scan'],
  'or-across-columns': ['sequential-scan', 'index-filter', 'repeated-scan'],
  'not-in-subquery': ['correlated-subplan', 'sequential-scan', 'repeated-scan'],
  'offset-pagination': ['large-offset'],
  'correlated-subplan': ['repeated-scan'],
  'unbounded-select': ['select-star'],
  'row-misestimate': ['sort-spill', 'hash-spill'],
};

/** Causes that are told with one finding; the others are no less explained by it. */
const mostCauses = 5;

/** Of findings about one case on one side, those with one cause become one. Keeps the order, and takes linear time. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const causes = Map.groupBy(findings.filter(isOn), finding => keyOf(finding.rule, finding.relation));
  const places = new Map(findings.map((finding, at) => [finding, at]));
  const gone = new Set<string>();
  const merged = findings.map(finding => {
    const found = isOn(finding) ? causesOf(finding, causes) : [];
    for (const { rule, relation } of found) gone.add(keyOf(rule, relation));
    const own = found
      .flatMap(({ alike }) => alike.slice(0, mostCauses))
      .sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
      .slice(0, mostCauses);
    return own.length === 0
      ? finding
      : {
          ...finding,
          also: own.map(({ rule, facts }) => ({ rule, facts })),
          suppressed: finding.suppressed ?? own.find(cause => cause.suppressed !== null)?.suppressed ?? null,
        };
  });
  return merged.filter((_, index) => {
    const own = findings[index];
    return own !== undefined && !(isOn(own) && gone.has(keyOf(own.rule, own.relation)));
  });
}

function isOn({ severity }: Finding): boolean {
  return severity !== 'off';
}

function keyOf(rule: RuleId, relation: string | null): string {
  return JSON.stringify([rule, relation]);
}

/** What explains a finding: of its own relation, and of none. */
function causesOf({ rule, relation }: Finding, causes: ReadonlyMap<string, readonly Finding[]>) {
  return explainedBy(rule).flatMap(cause =>
    [...new Set([relation, null])].flatMap(place => {
      const alike = causes.get(keyOf(cause, place));
      return alike === undefined ? [] : { rule: cause, relation: place, alike };
    }),
  );
}

function explainedBy(rule: RuleId): readonly RuleId[] {
  return (Object.keys(explains) as RuleId[]).filter(cause => explains[cause]?.includes(rule));
}
