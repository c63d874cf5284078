import type { SelectStmt } from 'libpg-query';
import type { Catalogue, CatalogueTable } from '../postgres/index.ts';
import type { Level, Source } from './query-levels.ts';
import { quoteName } from './quote-name.ts';
import { tableNamed } from './relation-scans.ts';

/** The tables whose columns a `*` of the level stands for, with the names by which it calls them. */
export function starredTables(
  { select, sources }: Level,
  catalogue: Catalogue,
): readonly { readonly name: string; readonly table: CatalogueTable }[] {
  return starQualifiers(select).flatMap(qualifier =>
    sources
      .filter(({ name }) => qualifier === null || name === qualifier)
      .flatMap((source: Source) => {
        const table = source.table === null ? null : tableNamed(source.table, catalogue);
        return table === null ? [] : [{ name: source.name, table }];
      }),
  );
}

/** `d` of `d.*`, null of `*`. */
function starQualifiers(select: SelectStmt | null): readonly (string | null)[] {
  return (select?.targetList ?? []).flatMap(target => {
    const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
    if (value === undefined || !('ColumnRef' in value)) return [];
    const fields = value.ColumnRef.fields ?? [];
    const last = fields.at(-1);
    if (last === undefined || !('A_Star' in last)) return [];
    const before = fields.at(-2);
    return [before !== undefined && 'String' in before ? (before.String.sval ?? null) : null];
  });
}

/** Where the `*` stands, in bytes. */
export function starLocation(select: SelectStmt | null): number | undefined {
  for (const target of select?.targetList ?? []) {
    const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
    const last = value !== undefined && 'ColumnRef' in value ? value.ColumnRef.fields?.at(-1) : undefined;
    if (last !== undefined && 'A_Star' in last && 'ResTarget' in target) return target.ResTarget.location;
  }
  return undefined;
}

/** The columns of the primary key, as SQL; null where there is none. */
export function primaryKey({ indexes }: CatalogueTable): readonly string[] | null {
  return indexes.find(({ primary }) => primary)?.columns ?? null;
}

/** A column's name behind the table's, as SQL. */
export async function columnText(name: string | null, column: string): Promise<string> {
  return name === null ? quoteName(column) : `${await quoteName(name)}.${await quoteName(column)}`;
}
