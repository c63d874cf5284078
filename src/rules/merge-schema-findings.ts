import { mostSevere } from './severity-of.ts';
import type { Finding, RuleId } from './types.ts';

/**
 * Of findings about one index the first says what to do, and the later ones are told with it: what is dropped need not be built
 * CONCURRENTLY, what is invalid is not judged otherwise, and what brings a dropped index back serves its foreign key again.
 */
const precedence: readonly RuleId[] = [
  'invalid-index',
  'duplicate-index',
  'redundant-index',
  'index-never-used',
  'index-built-without-concurrently',
  'dropped-index-was-used',
  'foreign-key-without-index',
];

/**
 * Of findings about the schema of one side, those about one index become one, as severe as the most severe of them. Keeps the
 * order of what is left. What the pull request adds is not told with what was there before, nor the reverse; what is accepted is
 * told by itself, and takes nothing along.
 */
export function mergeSchemaFindings(
  findings: readonly Finding[],
  isAccepted: (finding: Finding) => boolean,
): readonly Finding[] {
  const ordered = findings
    .filter(
      finding => finding.severity !== 'off' && precedence.includes(finding.rule) && !isAccepted(finding),
    )
    .toSorted((a, b) => precedence.indexOf(a.rule) - precedence.indexOf(b.rule));
  const groups = groupsOf(ordered);
  const told = new Set([...groups.values()].flat());
  return findings
    .filter(finding => !told.has(finding))
    .map(finding => withOthers(finding, groups.get(finding) ?? []));
}

/** What is told with each of the first. */
function groupsOf(ordered: readonly Finding[]): ReadonlyMap<Finding, readonly Finding[]> {
  const unused = new Set(ordered.filter(isUnused).map(indexOf));
  const groups = new Map<Finding, Finding[]>();
  const byIndex = new Map<string, Finding>();
  const byOther = new Map<string, Finding>();
  for (const finding of ordered) {
    const index = indexOf(finding);
    const key = keyOf(finding, index);
    const first = byIndex.get(key) ?? (isUnused(finding) ? byOther.get(key) : undefined);
    if (first !== undefined) {
      groups.get(first)?.push(finding);
      continue;
    }
    groups.set(finding, []);
    if (index !== null) byIndex.set(key, finding);
    const other = unused.has(index) ? null : otherOf(finding);
    if (other !== null) byOther.set(keyOf(finding, other), finding);
  }
  return groups;
}

function isUnused({ rule }: Finding): boolean {
  return rule === 'index-never-used';
}

function withOthers(first: Finding, others: readonly Finding[]): Finding {
  const placed = [first, ...others].find(({ file }) => file !== null) ?? first;
  return {
    ...first,
    severity: others.reduce((most, { severity }) => mostSevere(most, severity), first.severity),
    file: placed.file,
    line: placed.line,
    also: others.map(({ rule, facts }) => ({ rule, facts })),
  };
}

function keyOf({ isNew }: Finding, index: string | null): string {
  return `${isNew} ${index}`;
}

/** The index that it is about, with its table, whose schema it has too; null where it is about none. */
function indexOf({ rule, relation, facts }: Finding): string | null {
  return named(relation, rule === 'foreign-key-without-index' ? facts.lostIndex : facts.index);
}

/** The one that does the same, and is used by nobody as long as this one is there to be used; null where there is none. */
function otherOf({ relation, facts }: Finding): string | null {
  return named(relation, facts.same ?? facts.other);
}

function named(relation: string | null, index: unknown): string | null {
  return typeof index === 'string' ? JSON.stringify([relation, index]) : null;
}
