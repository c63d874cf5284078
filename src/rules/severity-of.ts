import { type RuleId, type RuleSettings, ruleKeys, type Severity } from '../config/index.ts';

/** What is found, as far as severities are given by it. */
interface Subject {
  /** null for findings about the schema. */
  readonly query: string | null;
  readonly tags: readonly string[];
  readonly relation: string | null;
}

const order: readonly Severity[] = ['off', 'note', 'warning', 'error'];

export function isAtLeast(severity: Severity, other: Severity): boolean {
  return order.indexOf(severity) >= order.indexOf(other);
}

/** The query's severity, else its table's, else the lowest of its tags', else the rule's. */
export function severityOf(rule: RuleId, settings: RuleSettings | undefined, subject: Subject): Severity {
  const { queries = {}, tables = {}, tags = {} } = settings ?? {};
  const ofQuery = subject.query === null ? undefined : queries[subject.query];
  const name = subject.relation ?? '';
  const ofTable = tables[name] ?? tables[name.slice(name.indexOf('.') + 1)];
  const [ofTags] = subject.tags
    .flatMap(tag => tags[tag] ?? [])
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  return ofQuery ?? ofTable ?? ofTags ?? settings?.severity ?? ruleKeys[rule].severity;
}
