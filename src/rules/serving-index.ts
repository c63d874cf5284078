import type { CatalogueIndex } from '../postgres/index.ts';
import type { Condition } from './filter-conditions.ts';
import { quoteName } from './quote-name.ts';
import type { ScanReading } from './scan-reading.ts';

/** A cast to text may be one that changes nothing (varchar) and does not stop an index; other casts do. */
export function isServed({ wrapped, kind }: Condition): boolean {
  return wrapped === null || (kind !== 'gin' && /::(?:text|varchar)$/.test(wrapped));
}

/** The index that could serve the filter: one that is there already, or the columns of one to create. */
export async function servingIndexFacts({ access, table }: ScanReading, conditions: readonly Condition[]) {
  const served = conditions.filter(isServed);
  const equal = served.filter(({ kind }) => kind === 'equality').map(({ column }) => column);
  const ranged = served.filter(({ kind }) => kind === 'range' || kind === 'prefix').slice(0, 1);
  const tree = [...new Set([...equal, ...ranged.map(({ column }) => column)])].slice(0, mostColumns);
  const gin = served.find(({ kind }) => kind === 'gin');
  const columns = tree.length > 0 || gin === undefined ? tree : [gin.column];
  const quoted = await Promise.all(columns.map(quoteName));
  const method = tree.length > 0 || gin === undefined ? 'btree' : 'gin';
  const schema =
    table?.schema === undefined || table.schema === 'public' ? '' : `${await quoteName(table.schema)}.`;
  const existing = (table?.indexes ?? []).find(index => covers(index, method, quoted));
  const prefix = ranged[0]?.kind === 'prefix' && quoted.length === tree.length ? ' text_pattern_ops' : '';
  return {
    table: `${schema}${await quoteName(access.relation.name)}`,
    columns: quoted.length === 0 ? null : quoted.join(', ') + prefix,
    method,
    servedBy: existing?.name ?? null,
    servedWrapped:
      served.find(({ wrapped, column }) => wrapped !== null && columns.includes(column))?.wrapped ?? null,
  };
}

/** More columns rarely make an index more selective, and always make it bigger. */
const mostColumns = 3;

function covers(index: CatalogueIndex, method: string, columns: readonly string[]): boolean {
  if (!index.valid || index.predicate !== null || index.method !== method || columns.length === 0)
    return false;
  const first = index.columns.slice(0, columns.length);
  return columns.every(column => first.includes(column));
}
