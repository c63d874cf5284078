import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import { partitionsOf } from './schema-names.ts';

/** Of servers as they are mostly built, bytes. */
export const blockSize = 8192;

export function indexPages(
  index: CatalogueIndex,
  table: CatalogueTable,
  tables: readonly CatalogueTable[],
): number {
  return Math.ceil(indexSize(index, table, tables) / blockSize);
}

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
