import { accesses, type Comparison } from '../comparison/index.ts';
import type { Measurement } from '../measurement/index.ts';
import type { Catalogue, CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import type { Side } from '../workspace/index.ts';
import { isColumn } from './schema-names.ts';

/** Cases whose plans on that side use an index, by `keyOf` the index. EXPLAIN names no schema. */
export function usersOfIndexes(
  comparisons: readonly Comparison[],
  side: Side,
): ReadonlyMap<string, readonly Comparison[]> {
  const users = new Map<string, Comparison[]>();
  for (const comparison of comparisons) {
    const measurement = measurementOf(comparison, side);
    if (measurement === null) continue;
    const used = accesses(measurement.plan).flatMap(({ relation, indexes }) =>
      indexes.map(index => keyOf(relation.name, index)),
    );
    for (const key of new Set(used)) users.set(key, [...(users.get(key) ?? []), comparison]);
  }
  return users;
}

/** The cases that use the index, or a part of it in a partition. */
export function usersOf(
  users: ReadonlyMap<string, readonly Comparison[]>,
  table: CatalogueTable,
  index: CatalogueIndex,
  { tables }: Catalogue,
): readonly Comparison[] {
  const found = [...(users.get(keyOf(table.name, index.name)) ?? [])];
  for (const partition of tables)
    for (const part of partition.indexes)
      if (part.partOf?.name === index.name && part.partOf.schema === index.schema)
        found.push(...usersOf(users, partition, part, { tables }));
  return [...new Set(found)];
}

export function measurementOf({ result }: Comparison, side: Side): Measurement | null {
  const own = result.sides[side];
  return own.kind === 'measured' ? own.measurement : null;
}

/** Whether an index serves the look-ups of a foreign key: its first keys are the key's columns, in whatever order. */
export function servesForeignKey(index: CatalogueIndex, columns: readonly string[]): boolean {
  const first = index.columns.slice(0, columns.length);
  const isWhole =
    index.predicate === null ||
    columns.some(column =>
      first.some(key => isColumn(key, column) && index.predicate === `(${key} IS NOT NULL)`),
    );
  return index.valid && isWhole && columns.every(column => first.some(key => isColumn(key, column)));
}

function keyOf(table: string, index: string): string {
  return `${table}\0${index}`;
}
