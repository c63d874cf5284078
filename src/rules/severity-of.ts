import { type RuleId, type RuleSettings, ruleKeys, type Severity } from '../config/index.ts';

/** What is found, as far as severities are given by it. */
interface Subject {
  /** null for findings about the schema. */
  readonly query: string | null;
  readonly tags: readonly string[];
  readonly relation: string | null;
  /** The query's part in the work of all whose calls are known, from 0 to 1; null where that cannot be told. */
  readonly weight: number | null;
  /** Whether the rule itself takes it for less. */
  readonly isLesser?: boolean;
}

/** A query that does less of all queries' work than this is worth one level less. */
const smallWeight = 0.01;

const order: readonly Severity[] = ['off', 'note', 'warning', 'error'];

export function isAtLeast(severity: Severity, other: Severity): boolean {
  return order.indexOf(severity) >= order.indexOf(other);
}

export function mostSevere(a: Severity, b: Severity): Severity {
  return isAtLeast(a, b) ? a : b;
}

/**
 * The query's severity, else its table's, else the lowest of its tags', else the rule's: that one level lower for a query
 * that hardly weighs anything, and for what the rule takes for less, but no lower than a note.
 */
export function severityOf(rule: RuleId, settings: RuleSettings | undefined, subject: Subject): Severity {
  const { queries = {}, tables = {}, tags = {} } = settings ?? {};
  const ofQuery = subject.query === null ? undefined : queries[subject.query];
  const name = subject.relation ?? '';
  const ofTable = tables[name] ?? tables[name.slice(name.indexOf('.') + 1)];
  const [ofTags] = subject.tags
    .flatMap(tag => tags[tag] ?? [])
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const ofRule = settings?.severity ?? ruleKeys[rule].severity;
  const isSmall = subject.isLesser === true || (subject.weight !== null && subject.weight < smallWeight);
  return ofQuery ?? ofTable ?? ofTags ?? (isSmall ? lowered[ofRule] : ofRule);
}

const lowered: Readonly<Record<Severity, Severity>> = {
  error: 'warning',
  warning: 'note',
  note: 'note',
  off: 'off',
};
