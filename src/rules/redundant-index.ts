import { displayName, formatBytes, formatCount } from '../comparison/index.ts';
import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import { isCoveredBy } from './alike-indexes.ts';
import { indexSize } from './index-size.ts';
import type { Observation, SchemaRule, SchemaScene, Words } from './rule.ts';
import { dropIndex, relationOf, shownName, typedName } from './schema-names.ts';
import { creationOfIndex } from './schema-places.ts';
import type { Finding } from './types.ts';
import { usersOf, usersOfIndexes } from './used-indexes.ts';

/** https://www.postgresql.org/docs/current/indexes-multicolumn.html */
export const redundantIndex: SchemaRule = {
  id: 'redundant-index',
  of: 'schema',
  manual: 'https://www.postgresql.org/docs/current/indexes-multicolumn.html',
  check,
  describe,
};

async function check(
  scene: SchemaScene,
  thresholds: Readonly<Record<string, number>>,
): Promise<readonly Observation[]> {
  const users = usersOfIndexes(scene.comparisons, scene.side);
  const observations: Observation[] = [];
  for (const table of scene.catalogue.tables) {
    for (const index of table.indexes) {
      if (index.unique || (index.serves ?? null) !== null || (index.partOf ?? null) !== null) continue;
      if (indexSize(index, table, scene.catalogue.tables) < (thresholds.bytes ?? 0)) continue;
      const other = smallest(table.indexes.filter(each => each !== index && isCoveredBy(index, each)));
      if (other === undefined) continue;
      const used = usersOf(users, table, index, scene.catalogue).map(({ result }) => result.case.query.name);
      observations.push(await observation(scene, table, index, other, new Set(used).size));
    }
  }
  return observations;
}

/** The one whose scans would cost least. */
function smallest(indexes: readonly CatalogueIndex[]): CatalogueIndex | undefined {
  return indexes.toSorted((a, b) => a.size - b.size)[0];
}

async function observation(
  scene: SchemaScene,
  table: CatalogueTable,
  index: CatalogueIndex,
  other: CatalogueIndex,
  users: number,
): Promise<Observation> {
  const size = indexSize(index, table, scene.catalogue.tables);
  return {
    key: `${index.schema}.${index.name}`,
    amount: size,
    relation: relationOf(table),
    node: null,
    buffers: null,
    // Either of them may be the new one.
    at: await newerOf(scene, table, index, other),
    facts: {
      index: index.name,
      other: other.name,
      indexed: shownName(table),
      keys: index.columns.join(', '),
      otherKeys: other.columns.join(', '),
      isPartitioned: table.kind === 'partitioned table',
      size,
      otherSize: indexSize(other, table, scene.catalogue.tables),
      users,
      typed: await typedName(index),
    },
  };
}

async function newerOf(
  scene: SchemaScene,
  table: CatalogueTable,
  index: CatalogueIndex,
  other: CatalogueIndex,
): Promise<{ readonly file: string; readonly line: number } | null> {
  const before = scene.base?.tables.find(
    ({ schema, name }) => schema === table.schema && name === table.name,
  );
  const isOld = before?.indexes.some(({ name }) => name === index.name) ?? false;
  const isOtherOld = before?.indexes.some(({ name }) => name === other.name) ?? false;
  return creationOfIndex(scene, table, isOld && !isOtherOld ? other : index);
}

function describe(facts: Finding['facts']): Words {
  const index = displayName(String(facts.index));
  const other = displayName(String(facts.other));
  const users = Number(facts.users);
  const used =
    users === 0
      ? 'No registered query uses it'
      : `${formatCount(users)} registered ${users === 1 ? 'query uses' : 'queries use'} it`;
  const statement = dropIndex(facts);
  return {
    message: `${index} (${facts.keys}; ${formatBytes(Number(facts.size))}) on ${facts.indexed} ${facts.keys === facts.otherKeys ? 'has the keys of' : 'is the beginning of'} ${other} (${facts.otherKeys}; ${formatBytes(Number(facts.otherSize))}), which can be searched for the same conditions. ${used}, and each row is written to both.`,
    remedy: `Drop it where the size of the other one does not matter, and let plangate measure what that does: ${statement}`,
  };
}
