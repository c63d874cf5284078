import type { Severity } from '../config/index.ts';
import { mostSevere } from './severity-of.ts';
import type { Finding, RuleId } from './types.ts';

/**
 * What explains what: where both are seen of one relation of a case, the first is the cause of the second. The second is
 * told, with its numbers, and what to do is what the first says.
 */
const explains: Readonly<Partial<Record<RuleId, readonly RuleId[]>>> = {
  'function-on-column': ['sequential-scan', 'index-filter', 'repeated-scan', 'no-partition-pruning'],
  'cast-on-column': ['sequential-scan', 'index-filter', 'repeated-scan', 'no-partition-pruning'],
  'leading-wildcard': ['sequential-scan', 'index-filter', 'repeated-scan'],
  'or-across-columns': ['sequential-scan', 'index-filter', 'repeated-scan'],
  'not-in-subquery': [
    'correlated-subplan',
    'sequential-scan',
    'repeated-scan',
    'index-filter',
    'wrong-index-for-order',
  ],
  'offset-pagination': ['large-offset'],
  'correlated-subplan': ['sequential-scan', 'repeated-scan', 'index-filter', 'wrong-index-for-order'],
  'unbounded-select': ['select-star'],
  // Told with the spill that comes of it, and with what hides from the planner what will come: to write that otherwise ends both.
  'row-misestimate': [
    'sort-spill',
    'hash-spill',
    'correlated-subplan',
    'not-in-subquery',
    'or-across-columns',
    'function-on-column',
    'cast-on-column',
    'leading-wildcard',
    'no-partition-pruning',
  ],
  // The sequential scan is what fails a build, as it counts what is thrown away; that it is made again and again says why it
  // is so dear, and that an index for the join ends it.
  'repeated-scan': ['sequential-scan'],
  // One index finds the rows and gives them in order.
  'sort-for-limit': ['sequential-scan', 'index-filter'],
  'late-filter': ['repeated-scan'],
};

interface Place {
  /** Where a cause is looked for; several where it explains what is seen of any of them. */
  of(cause: Finding): readonly unknown[];
  among(finding: Finding): unknown;
  /** Whether the place alone says that both are the same, whatever relation they name. */
  readonly isEnough?: boolean;
  /** Whether what names no relation is of every place. */
  readonly isOfRelation?: boolean;
  /** Where whoever accepts the cause has not accepted what it explains: that a scan is repeated is no reason for it. */
  readonly accepts?: false;
}

/** A query may read a table twice under two names, and have one of them hidden by a function. */
const sameReading: Place = {
  of: ({ facts }) => [facts.scanned],
  among: ({ facts }) => facts.scanned,
  isOfRelation: true,
};

/** As well as that the column is hidden from the partitions, if it is what they are made by. */
const hiddenColumn: Place = {
  ...sameReading,
  of: ({ facts }) => [facts.scanned, [facts.scanned, facts.column]],
  among: ({ rule, facts }) =>
    rule === 'no-partition-pruning' ? [facts.scanned, facts.hidden] : facts.scanned,
};

/** A relation may be read in several places; these explain what is seen of the same place of a plan. */
const samePlace: Readonly<Partial<Record<RuleId, Place>>> = {
  'function-on-column': hiddenColumn,
  'cast-on-column': hiddenColumn,
  'leading-wildcard': sameReading,
  'or-across-columns': sameReading,
  'sort-for-limit': sameReading,
  'repeated-scan': { of: ({ node }) => [node], among: ({ node }) => node, accepts: false },
  'late-filter': { of: ({ node }) => [node], among: ({ facts }) => facts.loop, accepts: false },
  'not-in-subquery': { of: within, among: ({ node }) => node, isEnough: true },
  // That a subquery may run for each row is no reason for it to read all of a table each time.
  'correlated-subplan': { of: within, among: ({ node }) => node, isEnough: true, accepts: false },
  'row-misestimate': {
    of: misestimated,
    // Of a key that nothing hides, no estimate keeps the partitions.
    among: ({ rule, node, facts }) => (rule === 'no-partition-pruning' && facts.hidden === null ? [] : node),
    isEnough: true,
    accepts: false,
  },
};

/** All nodes of a subquery: a plan counts them from the top, so that they follow one another. */
function within({ node, facts }: Finding): readonly unknown[] {
  // One that is hashed runs once, and reads nothing again.
  if (node === null || facts.isHashed === true) return [];
  return Array.from({ length: Number(facts.lastNode) - node + 1 }, (_, at) => node + at);
}

/** The spill that comes of it; otherwise the step itself, the first of its table's, and the subqueries that its filter asks. */
function misestimated({ node, facts }: Finding): readonly unknown[] {
  if (facts.harm === 'spill') return [facts.harmedNode];
  return [
    node,
    facts.scan ?? node,
    ...String(facts.subplans ?? '')
      .split(' ')
      .filter(text => text !== '')
      .map(Number),
  ];
}

/** Of several causes the first here says what to do. */
const order = Object.keys(explains) as readonly RuleId[];

/** Causes that are told with one finding; the others are no less explained by it. */
const mostCauses = 5;

/** Causes under one key. They are of one rule and one case, so all of them are accepted, or none. */
interface Causes {
  /** The first of them. */
  readonly told: Finding[];
  /** Of those that the pull request adds. */
  severity: Severity;
  readonly isAccepted: boolean;
}

/**
 * Of findings about one case on one side, those with one cause become one, as severe as the most severe of them. Who accepts a
 * cause accepts what comes of it, unless that has another cause as well; the reverse does not hold. Keeps the order, and takes linear time.
 *
 * @param isAccepted whether the query file or a waiver accepts what the rule finds in this case
 */
export function mergeFindings(
  findings: readonly Finding[],
  isAccepted: (finding: Finding) => boolean,
): readonly Finding[] {
  const causes = causesOf(findings.filter(isOn), isAccepted);
  const gone = new Set<string>();
  const merged = findings.map(finding => {
    const known = isOn(finding) ? keysOf(finding).filter(key => causes.has(key)) : [];
    const keys = toldWith(isAccepted(finding), known, causes);
    if (keys.length === 0) return finding;
    for (const key of keys) gone.add(key);
    return withCauses(
      finding,
      keys.flatMap(key => causes.get(key) ?? []),
    );
  });
  return merged.filter((_, index) => {
    const own = findings[index];
    if (own === undefined || !isOn(own)) return own !== undefined;
    return !ownKeys(own).some(key => gone.has(key));
  });
}

function causesOf(
  findings: readonly Finding[],
  isAccepted: (finding: Finding) => boolean,
): ReadonlyMap<string, Causes> {
  const causes = new Map<string, Causes>();
  for (const cause of findings) {
    for (const key of ownKeys(cause)) {
      const same = causes.get(key) ?? { told: [], severity: 'off', isAccepted: isAccepted(cause) };
      causes.set(key, same);
      if (same.told.length < mostCauses) same.told.push(cause);
      if (cause.isNew) same.severity = mostSevere(same.severity, cause.severity);
    }
  }
  return causes;
}

/** Of the causes of a finding those that it is told with: what is accepted is not told with what is not, nor the reverse. */
function toldWith(
  isAccepted: boolean,
  known: readonly string[],
  causes: ReadonlyMap<string, Causes>,
): readonly string[] {
  const [accepted, open] = [true, false].map(which =>
    known.filter(key => causes.get(key)?.isAccepted === which),
  );
  if (isAccepted) return accepted ?? [];
  if (open !== undefined && open.length > 0) return open;
  return (accepted ?? []).filter(key => causes.get(key)?.told.every(isAccepting));
}

function withCauses(finding: Finding, causes: readonly Causes[]): Finding {
  const own = causes.flatMap(({ told }) => told).slice(0, mostCauses);
  return {
    ...finding,
    ...placeOf(finding, own),
    severity: causes.reduce((most, { severity }) => mostSevere(most, severity), finding.severity),
    // What base reads once and head again and again is new, although base reads it too.
    isNew: finding.isNew || own.some(({ rule, isNew }) => rule === 'repeated-scan' && isNew),
    also: own.map(({ rule, facts }) => ({ rule, facts })),
    suppressed: finding.suppressed ?? own.find(({ suppressed }) => suppressed !== null)?.suppressed ?? null,
  };
}

function isOn({ severity }: Finding): boolean {
  return severity !== 'off';
}

function keyOf(rule: RuleId, relation: string | null, place: unknown): string {
  return JSON.stringify([rule, relation, place ?? null]);
}

/** Under what a finding is found as a cause. */
function ownKeys(cause: Finding): readonly string[] {
  const place = samePlace[cause.rule];
  if (place === undefined) return [keyOf(cause.rule, cause.relation, null)];
  const relation = place.isEnough === true ? null : cause.relation;
  return [...new Set(place.of(cause))].map(own => keyOf(cause.rule, relation, own));
}

/** Under what an explanation of a finding is found: of its own relation, and of none. */
function keysOf(finding: Finding): readonly string[] {
  return order
    .filter(cause => explains[cause]?.includes(finding.rule))
    .flatMap(cause =>
      relationsOf(cause, finding).map(relation =>
        keyOf(cause, relation, placeAmong(cause, finding, relation)),
      ),
    );
}

function placeAmong(cause: RuleId, finding: Finding, relation: string | null): unknown {
  const place = samePlace[cause];
  return place?.isOfRelation === true && relation === null ? null : place?.among(finding);
}

function relationsOf(cause: RuleId, { relation }: Finding): readonly (string | null)[] {
  return samePlace[cause]?.isEnough === true || relation === null ? [null] : [relation, null];
}

function isAccepting({ rule }: Finding): boolean {
  return samePlace[rule]?.accepts ?? true;
}

/** A cause that knows where in the query it stands says so for both. */
function placeOf(finding: Finding, causes: readonly Finding[]): Pick<Finding, 'file' | 'line' | 'column'> {
  const { file, line, column } = causes.find(cause => cause.column !== null) ?? finding;
  return { file, line, column };
}
