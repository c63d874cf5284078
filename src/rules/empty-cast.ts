import type { CatalogueColumn } from '../postgres/index.ts';

/** The type of a column's values, as format_type has it: of a domain, what it is made of. */
export function valueType({ type, base = null }: Pick<CatalogueColumn, 'type' | 'base'>): string {
  return base?.type ?? type;
}

/**
 * Whether a cast of a column changes nothing, and hides it from no index: EXPLAIN prints varchar with one to text, and a domain
 * with one to what it is made of. `target` is a type as the parser calls it, `varchar`. A cast of a column that is not known
 * is not empty.
 */
export function isEmptyCast(target: string, column: CatalogueColumn | undefined): boolean {
  if (column === undefined) return false;
  const isVarchar = valueType(column).startsWith('character varying');
  return target === column.base?.name || (isVarchar && (target === 'text' || target === 'varchar'));
}
