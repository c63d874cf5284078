import { displayName, formatCount } from '../comparison/index.ts';
import type { CatalogueForeignKey, CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import { quoteName } from './quote-name.ts';
import type { Observation, SchemaRule, SchemaScene, Words } from './rule.ts';
import { isColumn, pagesOf, relationOf, rowsOf, shownName } from './schema-names.ts';
import { creationOfForeignKey, removalOfIndex } from './schema-places.ts';
import { createIndexOf } from './serving-index.ts';
import type { Finding } from './types.ts';
import { servesForeignKey } from './used-indexes.ts';

/** https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK */
export const foreignKeyWithoutIndex: SchemaRule = {
  id: 'foreign-key-without-index',
  of: 'schema',
  manual: 'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
  check,
  describe,
};

async function check(
  scene: SchemaScene,
  thresholds: Readonly<Record<string, number>>,
): Promise<readonly Observation[]> {
  const { tables } = scene.catalogue;
  const observations: Observation[] = [];
  for (const table of tables) {
    const rows = rowsOf(table, tables);
    if (rows < (thresholds.rows ?? 0)) continue;
    for (const key of table.foreignKeys) {
      const referenced = find(tables, key.references);
      // A table that was never analysed is of unknown size, not empty.
      if (
        referenced !== null &&
        referenced.rows !== null &&
        rowsOf(referenced, tables) < (thresholds.referenced ?? 0)
      )
        continue;
      if (!table.indexes.some(index => servesForeignKey(index, key.columns)))
        observations.push(await observation(scene, table, key, rows));
    }
  }
  return observations;
}

async function observation(
  scene: SchemaScene,
  table: CatalogueTable,
  key: CatalogueForeignKey,
  rows: number,
): Promise<Observation> {
  const before = scene.base === null ? null : find(scene.base.tables, table);
  const lost = before?.indexes.find(
    index => servesForeignKey(index, key.columns) && !table.indexes.some(({ name }) => name === index.name),
  );
  const lostAt = lost === undefined ? null : await removalOfIndex(scene, table, lost);
  return {
    key: `${relationOf(table)} (${key.columns.join(', ')})`,
    amount: rows,
    relation: relationOf(table),
    node: null,
    buffers: null,
    pages: pagesOf(table, scene.catalogue.tables),
    at: lostAt ?? (await creationOfForeignKey(scene, table, key.name)),
    facts: {
      foreignKey: key.name,
      referencing: shownName(table),
      referenced: shownName(key.references),
      columns: key.columns.map(displayName).join(', '),
      rows: Math.round(rows),
      pages: table.pages,
      isPartitioned: table.kind === 'partitioned table',
      lostIndex: lost?.name ?? null,
      partial: table.indexes.find(index => beginsWithOne(index, key.columns))?.name ?? null,
      create: await createIndexOf(table, (await Promise.all(key.columns.map(quoteName))).join(', ')),
    },
  };
}

/** Serves the look-ups a little. */
function beginsWithOne({ valid, predicate, columns }: CatalogueIndex, wanted: readonly string[]): boolean {
  return valid && predicate === null && wanted.some(column => isColumn(columns[0] ?? '', column));
}

function find(
  tables: readonly CatalogueTable[],
  { schema, name }: { readonly schema: string; readonly name: string },
): CatalogueTable | null {
  return tables.find(table => table.schema === schema && table.name === name) ?? null;
}

function describe(facts: Finding['facts']): Words {
  const { referencing, referenced, columns, foreignKey, create, lostIndex } = facts;
  const pages = facts.isPartitioned === true ? '' : ` in ${formatCount(Number(facts.pages))} pages`;
  const size = `${formatCount(Number(facts.rows))} rows${pages}`;
  const before =
    lostIndex === null ? '' : `: ${displayName(String(lostIndex))}, which served it on base, is gone`;
  const effort =
    facts.partial === null
      ? `look through all of ${referencing} (${size})`
      : `look through what ${displayName(String(facts.partial))} finds for a part of the key in ${referencing} (${size})`;
  const needed = `For each row that is deleted from ${referenced}, or whose key changes, PostgreSQL has to ${effort}.`;
  return {
    message: `No index of ${referencing} begins with ${columns} of the foreign key ${displayName(String(foreignKey))}${before}. ${needed}`,
    cause: `${displayName(String(lostIndex))} served the foreign key ${displayName(String(foreignKey))} too. ${needed}`,
    keepsRemedy: true,
    remedy: `Create an index that begins with the columns of the key: ${create}`,
  };
}
