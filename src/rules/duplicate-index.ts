import { displayName, formatBytes } from '../comparison/index.ts';
import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import { duplicates } from './alike-indexes.ts';
import { indexPages } from './index-size.ts';
import { quoteName } from './quote-name.ts';
import type { Observation, SchemaRule, SchemaScene, Words } from './rule.ts';
import { dropIndex, relationOf, shownName, typedName } from './schema-names.ts';
import { creationOfIndex } from './schema-places.ts';
import type { Finding } from './types.ts';

/** https://www.postgresql.org/docs/current/sql-createindex.html */
export const duplicateIndex: SchemaRule = {
  id: 'duplicate-index',
  of: 'schema',
  manual: 'https://www.postgresql.org/docs/current/sql-createindex.html',
  check,
  describe,
};

async function check(scene: SchemaScene): Promise<readonly Observation[]> {
  const observations: Observation[] = [];
  for (const table of scene.catalogue.tables) {
    for (const [index, kept] of duplicates(scene, table)) {
      // A part of a partitioned index goes with that one, which is told.
      if ((index.partOf ?? null) !== null) continue;
      observations.push(await observation(scene, table, index, kept));
    }
  }
  return observations;
}

async function observation(
  scene: SchemaScene,
  table: CatalogueTable,
  index: CatalogueIndex,
  kept: CatalogueIndex,
): Promise<Observation> {
  const isConstraint = (index.serves ?? '').endsWith('constraint');
  return {
    key: `${index.schema}.${index.name}`,
    amount: 1,
    relation: relationOf(table),
    node: null,
    buffers: null,
    pages: indexPages(index, table, scene.catalogue.tables),
    at: await creationOfIndex(scene, table, index),
    facts: {
      index: index.name,
      same: kept.name,
      sameServes: kept.serves ?? null,
      indexed: shownName(table),
      size: index.size,
      definition: index.definition,
      typed: await typedName(index),
      constraintOf: isConstraint ? await typedName(table) : null,
      constraint: isConstraint ? await quoteName(index.name) : null,
      isPartitioned: table.kind === 'partitioned table',
    },
  };
}

function describe(facts: Finding['facts']): Words {
  const index = displayName(String(facts.index));
  const same = displayName(String(facts.same));
  const role = facts.sameServes === null ? '' : ` (the ${facts.sameServes})`;
  const size = facts.isPartitioned === true ? '' : ` (${formatBytes(Number(facts.size))})`;
  const statement =
    facts.constraint === null
      ? dropIndex(facts)
      : `ALTER TABLE ${facts.constraintOf} DROP CONSTRAINT ${facts.constraint};`;
  return {
    message: `${index}${size} on ${facts.indexed} is the same index as ${same}${role}: the same keys in the same order, for the same rows. Every row that they hold is written twice, and a query uses one of them.`,
    remedy: `Drop it, as ${same} does the same: ${statement}`,
  };
}
