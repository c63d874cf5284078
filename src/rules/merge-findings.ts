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
  // The sequential scan is what fails a build, as it counts what is thrown away; that it is made again and again says why it
  // is so dear, and that an index for the join ends it.
  'repeated-scan': ['sequential-scan'],
  'late-filter': ['repeated-scan'],
};

/** A relation may be read in several places; these are about one of them. */
const isSamePlace: Readonly<Partial<Record<RuleId, (cause: Finding, finding: Finding) => boolean>>> = {
  'repeated-scan': (cause, finding) => cause.node === finding.node,
  'late-filter': (cause, finding) => cause.node === finding.facts.loop,
};

/** Of several causes the first here says what to do. */
const order = Object.keys(explains);

/** Of findings about one case on one side, those with one cause become one. Keeps the order. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const gone = new Set<Finding>();
  const merged = findings.map(finding => {
    const causes = findings
      .filter(cause => isCauseOf(cause, finding))
      .toSorted((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule));
    for (const cause of causes) gone.add(cause);
    return causes.length === 0
      ? finding
      : {
          ...finding,
          // What base reads once and head again and again is new, although base reads it too.
          isNew: finding.isNew || causes.some(({ rule, isNew }) => rule === 'repeated-scan' && isNew),
          also: causes.map(({ rule, facts }) => ({ rule, facts })),
          suppressed: finding.suppressed ?? causes.find(isSuppressing)?.suppressed ?? null,
        };
  });
  return merged.filter((_, index) => {
    const own = findings[index];
    return own !== undefined && !gone.has(own);
  });
}

/** Whoever accepts that a scan is repeated has not accepted what it throws away. */
function isSuppressing({ rule, suppressed }: Finding): boolean {
  return suppressed !== null && isSamePlace[rule] === undefined;
}

function isCauseOf(cause: Finding, finding: Finding): boolean {
  return (
    cause !== finding &&
    cause.severity !== 'off' &&
    finding.severity !== 'off' &&
    (explains[cause.rule]?.includes(finding.rule) ?? false) &&
    (cause.relation === finding.relation || cause.relation === null) &&
    (isSamePlace[cause.rule]?.(cause, finding) ?? true)
  );
}
