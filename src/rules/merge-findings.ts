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

/** A relation may be read in several places; these explain what is seen of the same place of a plan. */
const samePlace: Readonly<
  Partial<Record<RuleId, { of(cause: Finding): unknown; among(finding: Finding): unknown }>>
> = {
  'repeated-scan': { of: ({ node }) => node, among: ({ node }) => node },
  'late-filter': { of: ({ node }) => node, among: ({ facts }) => facts.loop },
};

/** Of several causes the first here says what to do. */
const order = Object.keys(explains) as readonly RuleId[];

/** Causes that are told with one finding; the others are no less explained by it. */
const mostCauses = 5;

/** Of findings about one case on one side, those with one cause become one. Keeps the order, and takes linear time. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const causes = Map.groupBy(findings.filter(isOn), cause =>
    keyOf(cause.rule, cause.relation, samePlace[cause.rule]?.of(cause)),
  );
  const gone = new Set<string>();
  const merged = findings.map(finding => {
    const keys = isOn(finding) ? keysOf(finding).filter(key => causes.has(key)) : [];
    if (keys.length === 0) return finding;
    for (const key of keys) gone.add(key);
    const own = keys.flatMap(key => causes.get(key)?.slice(0, mostCauses) ?? []).slice(0, mostCauses);
    return {
      ...finding,
      ...placeOf(finding, own),
      // What base reads once and head again and again is new, although base reads it too.
      isNew: finding.isNew || own.some(({ rule, isNew }) => rule === 'repeated-scan' && isNew),
      also: own.map(({ rule, facts }) => ({ rule, facts })),
      suppressed: finding.suppressed ?? own.find(isSuppressing)?.suppressed ?? null,
    };
  });
  return merged.filter((_, index) => {
    const own = findings[index];
    if (own === undefined || !isOn(own)) return own !== undefined;
    return !gone.has(keyOf(own.rule, own.relation, samePlace[own.rule]?.of(own)));
  });
}

function isOn({ severity }: Finding): boolean {
  return severity !== 'off';
}

function keyOf(rule: RuleId, relation: string | null, place: unknown): string {
  return JSON.stringify([rule, relation, place ?? null]);
}

/** Under what an explanation of a finding is found: of its own relation, and of none. */
function keysOf(finding: Finding): readonly string[] {
  return order
    .filter(cause => explains[cause]?.includes(finding.rule))
    .flatMap(cause =>
      [...new Set([finding.relation, null])].map(relation =>
        keyOf(cause, relation, samePlace[cause]?.among(finding)),
      ),
    );
}

/** Whoever accepts that a scan is repeated has not accepted what it throws away. */
function isSuppressing({ rule, suppressed }: Finding): boolean {
  return suppressed !== null && samePlace[rule] === undefined;
}

/** A cause that knows where in the query it stands says so for both. */
function placeOf(finding: Finding, causes: readonly Finding[]): Pick<Finding, 'file' | 'line' | 'column'> {
  const { file, line, column } = causes.find(cause => cause.column !== null) ?? finding;
  return { file, line, column };
}
