import { displayName } from '../comparison/index.ts';
import type { CatalogueTable } from '../postgres/index.ts';
import { quoteIdentifier } from '../sql/index.ts';
import { quoteName } from './quote-name.ts';
import type { Facts } from './types.ts';

interface Named {
  readonly schema: string;
  readonly name: string;
}

/** As a finding's `relation` names it: nobody writes `public`. */
export function relationOf({ schema, name }: Named): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}

/** For a sentence. */
export function shownName({ schema, name }: Named): string {
  return schema === 'public' ? displayName(name) : `${displayName(schema)}.${displayName(name)}`;
}

/** To be typed into SQL. */
export async function typedName({ schema, name }: Named): Promise<string> {
  const own = await quoteName(name);
  return schema === 'public' ? own : `${await quoteName(schema)}.${own}`;
}

/** Whether a key of an index, as PostgreSQL prints it, is this column. */
export function isColumn(key: string, column: string): boolean {
  return key === column || key === quoteIdentifier(column);
}

/** The planner's estimate; a partitioned table that was never analysed has as many as its partitions. */
export function rowsOf(table: CatalogueTable, tables: readonly CatalogueTable[]): number {
  if (table.kind !== 'partitioned table' || (table.rows ?? 0) > 0) return table.rows ?? 0;
  return partitionsOf(table, tables).reduce((sum, { rows }) => sum + (rows ?? 0), 0);
}

/** A partitioned table has none of its own. */
export function pagesOf(table: CatalogueTable, tables: readonly CatalogueTable[]): number {
  if (table.kind !== 'partitioned table') return table.pages;
  return partitionsOf(table, tables).reduce((sum, { pages }) => sum + pages, 0);
}

/** The partitions at the bottom, of whatever level. */
export function partitionsOf(
  table: CatalogueTable,
  tables: readonly CatalogueTable[],
): readonly CatalogueTable[] {
  return tables.filter(
    ({ kind, partitionOf }) =>
      kind !== 'partitioned table' && partitionOf?.schema === table.schema && partitionOf.name === table.name,
  );
}

/** Of facts with `typed` and `isPartitioned`: the statement that drops an index. That of a partitioned table is not dropped concurrently. */
export function dropIndex({ typed, isPartitioned }: Facts): string {
  return `DROP INDEX ${isPartitioned === true ? '' : 'CONCURRENTLY '}${typed};`;
}
