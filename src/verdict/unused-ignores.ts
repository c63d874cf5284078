import type { Comparison } from '../comparison/index.ts';
import type { RuleSettings } from '../config/index.ts';
import type { Finding } from '../rules/index.ts';
import type { Reason } from './types.ts';

/**
 * Suppressions in query files that suppressed nothing. Where a case of the query was not measured on head, or the rule is
 * off, nobody can tell.
 */
export function unusedIgnores(
  comparisons: readonly Comparison[],
  findings: readonly Finding[],
  rules: Readonly<Record<string, RuleSettings>> = {},
): readonly Reason[] {
  const cases = Map.groupBy(comparisons, ({ result }) => result.case.query.name);
  const found = new Map(
    [...Map.groupBy(findings, ({ query }) => query)].map(([query, own]) => [query, rulesOf(own)] as const),
  );
  return [...cases.values()].flatMap((own): Reason[] => {
    const query = own[0]?.result.case.query;
    if (query === undefined || own.some(({ result }) => result.sides.head.kind !== 'measured')) return [];
    return (query.ignores ?? [])
      .filter(({ rule }) => rules[rule]?.severity !== 'off' && found.get(query.name)?.has(rule) !== true)
      .map(({ rule, reason, line }) => {
        return {
          kind: 'ignore-unused',
          level: 'note',
          query: query.name,
          rule,
          reason,
          file: query.file,
          line,
        };
      });
  });
}

/** Rules that saw something on head, told by themselves or as the cause of what another one saw. */
function rulesOf(findings: readonly Finding[]): ReadonlySet<string> {
  const onHead = findings.filter(({ side }) => side === 'head');
  return new Set(onHead.flatMap(({ rule, also }) => [rule, ...also.map(cause => cause.rule)]));
}
