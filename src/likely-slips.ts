import { type Config, didYouMean } from './config/index.ts';
import type { PolicyInForce } from './policy-in-force.ts';
import type { RegisteredQuery } from './queries/index.ts';

/** Waivers that name no registered query, and budgets of a tag that none bears: most likely slips. */
export function policyOfNothing(
  { file, policy }: PolicyInForce,
  queries: readonly RegisteredQuery[],
): string[] {
  const written = file ?? 'plangate.yml';
  const names = queries.map(query => query.name);
  const tags = queries.flatMap(query => query.tags);
  const waivers = policy.waivers
    .filter(({ query }) => query !== '' && !names.includes(query))
    .map(({ query, line }) =>
      `${written}:${line}: the waiver names ${JSON.stringify(query)}, which is no registered query. ${didYouMean(query, names)}`.trim(),
    );
  const budgets = Object.keys(policy.budgets.tags ?? {})
    .filter(tag => !tags.includes(tag))
    .map(tag =>
      `${written}, budgets.tags: no registered query bears the tag ${JSON.stringify(tag)}. ${didYouMean(tag, tags)}`.trim(),
    );
  return [...waivers, ...budgets];
}

/** An export of which no registered query is told: most likely of another database. */
export function callsOfNothing({ file, calls }: Config, queries: readonly RegisteredQuery[]): string[] {
  if (calls === undefined || queries.some(query => query.calls != null)) return [];
  return [`${file}, calls: none of the ${calls.length} statements is a registered query.`];
}
