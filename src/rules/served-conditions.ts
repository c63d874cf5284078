import type { CatalogueTable } from '../postgres/index.ts';
import { isEmptyCast } from './empty-cast.ts';
import { type Condition, filterParts } from './filter-conditions.ts';

/** Whether an index of the column could serve it: what is compared is the column, or a cast of it that changes nothing. */
export function isServed({ column, wrapped, cast, kind }: Condition, table: CatalogueTable | null): boolean {
  if (cast === null || kind === 'gin') return wrapped === null;
  const own = table?.columns?.find(({ name }) => name === column);
  // A cast of text to text is how another collation is printed, of which there can be an index too.
  return isEmptyCast(cast, own) || (cast === 'text' && own?.type === 'text');
}

/** How many of the parts of a filter that must all hold no index of a column could serve. */
export async function unservedParts(
  filter: string,
  alias: string,
  table: CatalogueTable | null,
): Promise<number> {
  const parts = await filterParts(filter, alias);
  return parts.filter(part => !part.some(each => isServed(each, table))).length;
}
