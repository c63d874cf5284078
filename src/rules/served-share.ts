import type { CatalogueColumn, CatalogueTable } from '../postgres/index.ts';
import { filterConditions } from './filter-conditions.ts';
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
  const shares = await sharesOf(filter, alias, table, usualShare);
  return shares.length === 0 || shares.includes(null) ? null : product(shares);
}

/** The same at the most: what is asked for may be the most common value, and a part of which nothing is told may keep all. */
export async function servedShareAtMost(
  filter: string,
  alias: string,
  table: CatalogueTable | null,
): Promise<number> {
  return product(await sharesOf(filter, alias, table, largestShare));
}

type ShareOfValue = (column: CatalogueColumn | undefined, table: CatalogueTable | null) => number | null;

async function sharesOf(
  filter: string,
  alias: string,
  table: CatalogueTable | null,
  ofValue: ShareOfValue,
): Promise<readonly (number | null)[]> {
  const served = (await filterConditions(filter, alias)).filter(each => isServed(each, table));
  return served.map(({ column: name, operator, isNull, isList }) => {
    const column = columnOf(name, table);
    if (isNull !== null) return shareOfNulls(column, isNull);
    const share = ofValue(column, table);
    const compared = isList ? listLength(name, filter) : 1;
    return operator !== '=' || share === null || compared === null ? null : Math.min(1, compared * share);
  });
}

function columnOf(name: string, table: CatalogueTable | null): CatalogueColumn | undefined {
  return table?.columns?.find(column => column.name === name);
}

function product(shares: readonly (number | null)[]): number {
  return shares.reduce<number>((all, share) => all * (share ?? 1), 1);
}

function shareOfNulls(column: CatalogueColumn | undefined, isNull: boolean): number | null {
  const nulls = column?.nulls ?? null;
  if (nulls === null) return null;
  return isNull ? nulls : 1 - nulls;
}

/** The share of the rows that have one value of a column, were all equally common; null where ANALYZE does not tell. */
export const usualShare: ShareOfValue = (column, table) => {
  const distinct = column?.distinct ?? null;
  if (distinct === null) return null;
  // Of pg_stats: a number, or minus the share of the rows that have values of their own.
  const values = distinct > 0 ? distinct : -distinct * (table?.rows ?? 0);
  return values < 1 ? null : (1 - (column?.nulls ?? 0)) / values;
};

/** The same of its most common value: of 20 states, one may be that of nearly all rows. */
export const largestShare: ShareOfValue = (column, table) => {
  const usual = usualShare(column, table);
  return usual === null ? null : Math.max(usual, column?.mostCommon ?? 0);
};

/** How many values stand in `mode = ANY ('{MAIL,SHIP}'::text[])`. */
function listLength(column: string, filter: string): number | null {
  const lists = [...filter.matchAll(/("(?:[^"]|"")+"|[\w$]+)\)?(?:::\w+)? = ANY \('\{([^']*)\}'/gu)];
  const own = lists.find(([, name]) => name === column || name === `"${column}"`);
  return own === undefined ? null : (own[2] ?? '').split(',').length;
}
