import { PlangateError } from '../errors.ts';
import { type Database, DatabaseError } from '../postgres/index.ts';
import { type ParameterSet, type RegisteredQuery, resolveSets } from '../queries/index.ts';
import { quoteIdentifier } from '../sql/index.ts';
import type { Side } from '../workspace/index.ts';
import { hideInMessage } from './hide-constants.ts';

/**
 * Runs every `params from:` of head's queries: on base, or on head for a query that base does not register, so that both
 * sides get the same values. Gives the sets by query name. The values come back in PostgreSQL's own text form.
 */
export async function resolveParameters(
  base: readonly RegisteredQuery[],
  head: readonly RegisteredQuery[],
  databases: { readonly base: Database | null; readonly head: Database },
  showValues: boolean,
): Promise<ReadonlyMap<string, readonly ParameterSet[]>> {
  const onBase = new Set(base.map(query => query.name));
  const resolved = new Map<string, readonly ParameterSet[]>();
  for (const query of head) {
    if (query.parametersFrom === null) continue;
    const side: Side = onBase.has(query.name) && databases.base !== null ? 'base' : 'head';
    const database = databases[side] ?? databases.head;
    const isShown = database.isOwn || showValues;
    resolved.set(query.name, await valuesFrom(query, query.parametersFrom, side, database, isShown));
  }
  return resolved;
}

async function valuesFrom(
  query: RegisteredQuery,
  from: NonNullable<RegisteredQuery['parametersFrom']>,
  side: Side,
  database: Database,
  isShown: boolean,
): Promise<readonly ParameterSet[]> {
  const columns = query.parameters.map(
    name => `q.${quoteIdentifier(name)}::text AS ${quoteIdentifier(name)}`,
  );
  const place = `${query.file}:${from.line}`;
  await using session = await database.connect({ applicationName: 'plangate parameters' });
  try {
    await session.execute('BEGIN READ ONLY');
    const rows = await session.query<Record<string, string | null>>(
      `SELECT ${columns.join(', ')} FROM (\n${from.sql}\n) AS q`,
    );
    if (rows.length > 0) return resolveSets(query, rows);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.lost) throw error;
    const { hint, code } = error.fields;
    const message = isShown ? error.message : hideInMessage(error.message, code);
    throw new PlangateError({
      kind: 'query',
      place,
      problem: `"params from" of ${query.name} failed on ${side}: ${message}.`,
      remedy: `Write a SELECT that gives the columns ${query.parameters.join(', ')}.`,
      ...(hint === null || !isShown ? {} : { details: `HINT: ${hint}` }),
      ...(isShown ? { cause: error } : {}),
    });
  }
  throw new PlangateError({
    kind: 'query',
    place,
    problem: `"params from" of ${query.name} gave no row on ${side}.`,
    remedy: 'Write a SELECT that finds rows in the seed data, or give the values with "params".',
  });
}
