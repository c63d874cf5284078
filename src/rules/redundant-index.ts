import { displayName, formatBytes, formatCount } from '../comparison/index.ts';
import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import { duplicates, isCoveredBy } from './alike-indexes.ts';
import { blockSize, indexSize } from './index-size.ts';
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
  const usersIn = (table: CatalogueTable, index: CatalogueIndex) =>
    new Set(usersOf(users, table, index, scene.catalogue).map(({ result }) => result.case.query.name)).size;
  const observations: Observation[] = [];
  for (const table of scene.catalogue.tables) {
    const covered = coveredIndexes(scene, table, thresholds.bytes ?? 0);
    for (const [index, covering] of covered) {
      const other = smallest(covering.filter(each => !covered.has(each)));
      if (other === undefined) continue;
      const counts = { users: usersIn(table, index), otherUsers: usersIn(table, other) };
      observations.push(await observation(scene, table, index, other, counts));
    }
  }
  return observations;
}

/** Those that others of the same table cover, with these; what is the same as another one, and to be dropped, covers nothing. */
function coveredIndexes(
  scene: SchemaScene,
  table: CatalogueTable,
  leastBytes: number,
): ReadonlyMap<CatalogueIndex, readonly CatalogueIndex[]> {
  const twins = duplicates(scene, table);
  return new Map(
    table.indexes.flatMap(index => {
      if (index.unique || (index.serves ?? null) !== null || (index.partOf ?? null) !== null) return [];
      if (indexSize(index, table, scene.catalogue.tables) < leastBytes) return [];
      const others = table.indexes.filter(
        each => each !== index && !twins.has(each) && isCoveredBy(index, each),
      );
      return others.length === 0 ? [] : [[index, others] as const];
    }),
  );
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
  counts: { readonly users: number; readonly otherUsers: number },
): Promise<Observation> {
  const size = indexSize(index, table, scene.catalogue.tables);
  return {
    key: `${index.schema}.${index.name}`,
    amount: size,
    relation: relationOf(table),
    node: null,
    buffers: null,
    pages: Math.ceil(size / blockSize),
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
      ...counts,
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
  const other = `${displayName(String(facts.other))} (${facts.otherKeys}; ${formatBytes(Number(facts.otherSize))})`;
  const how = facts.keys === facts.otherKeys ? 'has the keys of' : 'is the beginning of';
  const statement = dropIndex(facts);
  return {
    message: `${index} (${facts.keys}; ${formatBytes(Number(facts.size))}) on ${facts.indexed} ${how} ${other}, which can be searched for the same conditions. ${usedWords(facts)}, and each row is written to both.`,
    cause: `${index} ${how} ${other}, too.`,
    keepsRemedy: true,
    remedy: `Drop it where the size of the other one does not matter, and let plangate measure what that does: ${statement}`,
  };
}

function usedWords(facts: Finding['facts']): string {
  const users = Number(facts.users);
  if (users === 0) return 'No registered query uses it';
  const used = `${formatCount(users)} registered ${users === 1 ? 'query uses' : 'queries use'} it`;
  return Number(facts.otherUsers) === 0 ? `${used} and none the other one` : used;
}
