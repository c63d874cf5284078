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

/** Of findings about one case on one side, those with one cause become one. Keeps the order. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const gone = new Set<Finding>();
  const merged = findings.map(finding => {
    const causes = findings.filter(cause => isCauseOf(cause, finding));
    for (const cause of causes) gone.add(cause);
    return causes.length === 0
      ? finding
      : {
          ...finding,
          ...placeOf(finding, causes),
          also: causes.map(({ rule, facts }) => ({ rule, facts })),
          suppressed:
            finding.suppressed ?? causes.find(cause => cause.suppressed !== null)?.suppressed ?? null,
        };
  });
  return merged.filter((_, index) => {
    const own = findings[index];
    return own !== undefined && !gone.has(own);
  });
}

/** A cause that knows where in the query it stands says so for both. */
function placeOf(finding: Finding, causes: readonly Finding[]): Pick<Finding, 'file' | 'line' | 'column'> {
  const { file, line, column } = causes.find(cause => cause.column !== null) ?? finding;
  return { file, line, column };
}

function isCauseOf(cause: Finding, finding: Finding): boolean {
  return (
    cause !== finding &&
    cause.severity !== 'off' &&
    finding.severity !== 'off' &&
    (explains[cause.rule]?.includes(finding.rule) ?? false) &&
    (cause.relation === finding.relation || cause.relation === null)
  );
}
