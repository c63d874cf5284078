import type { CatalogueColumn } from '../postgres/index.ts';

/**
 * Whether a cast of a column changes nothing, and hides it from no index: EXPLAIN prints varchar with one to text. `target` is
 * a type as the parser calls it, `varchar`. A cast of a column that is not known is not empty.
 */
export function isEmptyCast(target: string, column: CatalogueColumn | undefined): boolean {
  const isVarchar = column?.type.startsWith('character varying') === true;
  return isVarchar && (target === 'text' || target === 'varchar');
}
