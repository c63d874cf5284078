import type { Node } from 'libpg-query';
import type { CatalogueIndex } from '../postgres/index.ts';
import { parseExpression } from './filter-conditions.ts';
import { type RelationScan, tableNamed } from './relation-scans.ts';
import type { Scene } from './rule.ts';
import { isColumn } from './schema-names.ts';
import { shapeOf } from './sql-nodes.ts';

/** A B-tree of all rows that begins with the column; null where there is none. */
export function indexBeginningWith(name: string, scan: Pick<RelationScan, 'table'>): CatalogueIndex | null {
  return indexesBeginningWith(name, scan)[0] ?? null;
}

/** All of those. */
export function indexesBeginningWith(
  name: string,
  { table }: Pick<RelationScan, 'table'>,
): readonly CatalogueIndex[] {
  return (table?.indexes ?? []).filter(
    ({ valid, method, columns, predicate }) =>
      valid && method === 'btree' && predicate === null && isColumn(columns[0] ?? '', name),
  );
}

/** A GIN index of all rows that has the column, in whatever place; null where there is none. */
export function ginOf(name: string, { table }: RelationScan): CatalogueIndex | null {
  return (
    table?.indexes.find(
      ({ valid, method, columns, predicate }) =>
        valid && method === 'gin' && predicate === null && columns.some(key => isColumn(key, name)),
    ) ?? null
  );
}

/** The same table as base has it; null where there is none. */
export function onBase({ table }: Pick<RelationScan, 'table'>, { base }: Scene): Pick<RelationScan, 'table'> {
  return { table: table === null || base === null ? null : tableNamed(table, base.catalogue) };
}

/** Whether an index of what is compared is there: then it is the planner who did not want it. */
export async function hasIndexOn(expression: Node, { table }: Pick<RelationScan, 'table'>): Promise<boolean> {
  const shape = shapeOf(expression);
  for (const { columns, valid } of table?.indexes ?? []) {
    const key = columns[0] === undefined || !valid ? null : await parseExpression(columns[0]);
    if (key !== null && !('ColumnRef' in key) && shapeOf(key) === shape) return true;
  }
  return false;
}
