import { type Access, bitmaps, displayName } from '../comparison/index.ts';
import type { PlanNode } from '../plan/index.ts';
import type { CatalogueIndex } from '../postgres/index.ts';
import { quoteIdentifier } from '../sql/index.ts';
import { type Condition, filterConditions } from './filter-conditions.ts';
import type { Scene } from './rule.ts';
import { wrappedRemedy } from './serving-index.ts';
import type { Facts } from './types.ts';

/** What became of the index that base used. All null where base used none. */
export async function lostIndexFacts(lost: Access | null, conditions: readonly Condition[], scene: Scene) {
  const { textChanged } = scene.comparison.result;
  const index = lost === null || scene.base === null ? null : lostIndexOf(lost, scene, scene.base.catalogue);
  return {
    replaced: lost?.name ?? null,
    lostIndex: index?.name ?? null,
    lostIndexDefinition: index?.before?.definition ?? null,
    indexStillThere: index === null ? null : index.after !== null,
    indexDefinition: index?.after?.definition ?? null,
    indexValid: index?.after?.valid ?? null,
    wrapped: lost === null ? null : await newWrapping(lost, index?.before ?? null, conditions),
    textChanged,
  };
}

/** What to do about the index that base used; null where it used none. */
export function lostIndexRemedy(facts: Facts): string | null {
  const { lostIndexDefinition, indexDefinition } = facts;
  if (facts.lostIndex === null) return null;
  const lostIndex = displayName(String(facts.lostIndex));
  if (facts.indexStillThere === false) {
    return lostIndexDefinition === null
      ? `Keep ${lostIndex}.`
      : `Keep ${lostIndex}, or recreate it: ${lostIndexDefinition};`;
  }
  if (facts.indexValid === false) {
    return `${lostIndex} exists but is invalid: its build did not finish. Build it again: REINDEX INDEX CONCURRENTLY ${lostIndex};`;
  }
  if (indexDefinition !== lostIndexDefinition) {
    return `${lostIndex} is no longer the index it was. Restore it: ${lostIndexDefinition};`;
  }
  if (facts.wrapped !== null) return wrappedRemedy(lostIndex, String(facts.wrapped));
  // The planner was asked why.
  if (facts.tried !== undefined && facts.unservedBy === facts.lostIndex) return null;
  return facts.textChanged === true
    ? `${lostIndex} still exists, but the changed query does not use it. Compare its conditions and its order with what the index holds (${lostIndexDefinition}).`
    : `${lostIndex} still exists, but the planner did not choose it. Look at what the migration does to its columns, their types and statistics (${lostIndexDefinition}).`;
}

/** Of several indexes that base combined, the first that is gone, else the first. */
function lostIndexOf({ indexes, relation }: Access, { catalogue }: Scene, before: Scene['catalogue']) {
  const find = (name: string, { tables }: Scene['catalogue']): CatalogueIndex | null =>
    tables
      .filter(table => table.name === relation.name)
      .flatMap(table => table.indexes)
      .find(index => index.name === name) ?? null;
  const name = indexes.find(used => find(used, catalogue) === null) ?? indexes[0];
  if (name === undefined) return null;
  const own = find(name, before);
  const whole = own === null ? null : indexOfWhole(own, relation.name, before);
  if (whole !== null) {
    const root = indexesOfWhole(relation.name, catalogue).find(index => index.name === whole.name);
    return { name: whole.name, before: ofAll(whole), after: root === undefined ? null : ofAll(root) };
  }
  return { name, before: own, after: find(name, catalogue) };
}

/** ONLY would leave the partitions out. https://www.postgresql.org/docs/current/sql-createindex.html */
function ofAll(index: CatalogueIndex): CatalogueIndex {
  return { ...index, definition: index.definition.replace(' ON ONLY ', ' ON ') };
}

/** The index of a partitioned table that a partition's belongs to, as far as both look alike. */
function indexOfWhole(
  { columns, method, predicate, unique }: CatalogueIndex,
  partition: string,
  catalogue: Scene['catalogue'],
): CatalogueIndex | null {
  const isAlike = (index: CatalogueIndex) =>
    index.method === method &&
    index.predicate === predicate &&
    index.unique === unique &&
    index.columns.join() === columns.join();
  return indexesOfWhole(partition, catalogue).find(isAlike) ?? null;
}

function indexesOfWhole(partition: string, { tables }: Scene['catalogue']): readonly CatalogueIndex[] {
  const root = tables.find(({ name }) => name === partition)?.partitionOf;
  return tables.find(({ schema, name }) => schema === root?.schema && name === root.name)?.indexes ?? [];
}

/**
 * What hides a column of the index from it. A cast that base's own index condition shows too (varchar is printed as
 * `(status)::text`) hides nothing.
 */
async function newWrapping(
  lost: Access,
  index: CatalogueIndex | null,
  conditions: readonly Condition[],
): Promise<string | null> {
  const served = await Promise.all(
    indexConditions(lost.node).map(text => filterConditions(text, lost.relation.alias)),
  );
  const before = new Set(served.flat().map(({ wrapped }) => wrapped));
  const hidden = conditions.find(
    ({ column, wrapped }) =>
      wrapped !== null &&
      !before.has(wrapped) &&
      index?.columns.some(key => key === column || key === quoteIdentifier(column)),
  );
  return hidden?.wrapped ?? null;
}

function indexConditions(node: PlanNode): readonly string[] {
  return [node, ...bitmaps(node)].flatMap(({ indexCond }) => indexCond ?? []);
}
