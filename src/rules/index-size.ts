import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import { partitionsOf } from './schema-names.ts';

/** Bytes; a partitioned index is as large as its parts. */
export function indexSize(
  index: CatalogueIndex,
  table: CatalogueTable,
  tables: readonly CatalogueTable[],
): number {
  if (table.kind !== 'partitioned table') return index.size;
  const parts = partitionsOf(table, tables).flatMap(({ indexes }) => indexes);
  return parts
    .filter(({ partOf }) => partOf?.schema === index.schema && partOf.name === index.name)
    .reduce((sum, { size }) => sum + size, 0);
}
