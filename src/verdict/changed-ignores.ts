import type { Gates, PolicyChange } from './policy-changes.ts';

/** Suppressions that a query has on head and had not on base, those of new queries included. */
export function changedIgnores({ base, head }: Gates): readonly PolicyChange[] {
  const before = new Map(base.queries.map(query => [query.name, query]));
  return head.queries.flatMap(({ name, file, ignores = [] }): PolicyChange[] => {
    const known = new Set(before.get(name)?.ignores?.map(({ rule }) => rule));
    return ignores
      .filter(({ rule }) => !known.has(rule))
      .map(({ rule, reason, line }) => ({
        kind: 'ignore-added',
        text: `a suppression of ${rule} in ${name} is added: ${reason}`,
        side: 'head',
        file,
        line,
      }));
  });
}
