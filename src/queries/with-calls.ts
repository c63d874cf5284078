import { fingerprint } from 'libpg-query';
import type { StatementCalls } from '../config/index.ts';
import type { RegisteredQuery } from './types.ts';

/**
 * The queries with the calls of the statements that are the same but for their constants. Statements of several users or
 * databases are added up; what a query file says itself stays as it is.
 */
export async function withCalls(
  queries: readonly RegisteredQuery[],
  statements: readonly StatementCalls[],
): Promise<readonly RegisteredQuery[]> {
  const calls = new Map<string, number>();
  for (const statement of statements) {
    const key = await keyOf(statement.query);
    if (key !== null) calls.set(key, (calls.get(key) ?? 0) + statement.calls);
  }
  return await Promise.all(
    queries.map(async query => {
      const number = query.calls == null ? calls.get((await keyOf(query.sql)) ?? '') : undefined;
      return number === undefined ? query : { ...query, calls: { number } };
    }),
  );
}

/** pg_query's fingerprint, which is blind to constants, parameters and how many there are of them in a list; null for what it cannot read. */
async function keyOf(sql: string): Promise<string | null> {
  try {
    const key = await fingerprint(sql);
    // Of some errors it gives the words as if they were a fingerprint.
    return /^[0-9a-f]{16}$/.test(key) ? key : null;
  } catch {
    return null;
  }
}
