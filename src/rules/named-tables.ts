import type { Catalogue } from '../postgres/index.ts';
import type { ParsedStatement } from './parsed-statement.ts';

/** Catalogues never change, and every case asks. */
const kept = new WeakMap<Catalogue, boolean>();

function hasNamesakes(catalogue: Catalogue): boolean {
  const before = kept.get(catalogue);
  if (before !== undefined) return before;
  const found = new Set(catalogue.tables.map(({ name }) => name)).size < catalogue.tables.length;
  kept.set(catalogue, found);
  return found;
}

/**
 * A catalogue for one statement. EXPLAIN leaves schemas out; of tables of one name those are left that are of a schema which
 * the statement names, where it names one each time.
 */
export function namedTables(catalogue: Catalogue, statement: ParsedStatement | null): Catalogue {
  if (statement === null || !hasNamesakes(catalogue)) return catalogue;
  const schemas = Map.groupBy(rangesIn(statement.tree), ({ name }) => name);
  const tables = catalogue.tables.filter(table => {
    const named = schemas.get(table.name) ?? [];
    return named.length === 0 || named.some(({ schema }) => schema === null || schema === table.schema);
  });
  return tables.length === catalogue.tables.length ? catalogue : { ...catalogue, tables };
}

interface Range {
  readonly name: string;
  readonly schema: string | null;
}

/** Every table that a statement names, in subqueries too. */
function rangesIn(tree: unknown): readonly Range[] {
  const found: Range[] = [];
  const todo = [tree];
  // Works through a list, as statements may be deep.
  while (todo.length > 0) {
    const node = todo.pop();
    if (typeof node !== 'object' || node === null) continue;
    if ('relname' in node && typeof node.relname === 'string') {
      const schema = 'schemaname' in node && typeof node.schemaname === 'string' ? node.schemaname : null;
      found.push({ name: node.relname, schema });
    }
    todo.push(...Object.values(node));
  }
  return found;
}
