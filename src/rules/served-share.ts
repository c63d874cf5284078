import type { CatalogueTable } from '../postgres/index.ts';
import { type Condition, filterConditions } from './filter-conditions.ts';
import { isServed } from './served-conditions.ts';

/**
 * Of the rows of a table, the share that those parts of a filter keep that an index could serve, from 0 to 1, as the number of
 * different values tells: `mode IN ('a', 'b')` of seven modes keeps two sevenths. null where it tells nothing, as of ranges.
 */
export async function servedShare(
  filter: string,
  alias: string,
  table: CatalogueTable | null,
): Promise<number | null> {
  const shares = await sharesOf(filter, alias, table);
  return shares.length === 0 || shares.includes(null) ? null : product(shares);
}

/** The same at the most: a part of which nothing is told may keep all. */
export async function servedShareAtMost(
  filter: string,
  alias: string,
  table: CatalogueTable | null,
): Promise<number> {
  return product(await sharesOf(filter, alias, table));
}

async function sharesOf(filter: string, alias: string, table: CatalogueTable | null) {
  const served = (await filterConditions(filter, alias)).filter(each => isServed(each, table));
  return served.map(condition => shareOf(condition, filter, table));
}

function product(shares: readonly (number | null)[]): number {
  return shares.reduce<number>((all, share) => all * (share ?? 1), 1);
}

function shareOf(condition: Condition, filter: string, table: CatalogueTable | null): number | null {
  const values = valuesOf(condition.column, table);
  if (condition.operator !== '=' || values === null) return null;
  const compared = condition.isList ? listLength(condition.column, filter) : 1;
  return compared === null || values < 1 ? null : Math.min(1, compared / values);
}

/** How many different values a column has, as ANALYZE estimates them; null where it does not. */
export function valuesOf(column: string, table: CatalogueTable | null): number | null {
  const distinct = table?.columns?.find(({ name }) => name === column)?.distinct ?? null;
  if (distinct === null || distinct === 0) return null;
  // Of pg_stats: a number, or minus the share of the rows that have values of their own.
  return distinct > 0 ? distinct : -distinct * (table?.rows ?? 0);
}

/** How many values stand in `mode = ANY ('{MAIL,SHIP}'::text[])`. */
function listLength(column: string, filter: string): number | null {
  const lists = [...filter.matchAll(/("(?:[^"]|"")+"|[\w$]+)\)?(?:::\w+)? = ANY \('\{([^']*)\}'/gu)];
  const own = lists.find(([, name]) => name === column || name === `"${column}"`);
  return own === undefined ? null : (own[2] ?? '').split(',').length;
}
