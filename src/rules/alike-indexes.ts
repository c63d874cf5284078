import type { CatalogueIndex, CatalogueTable } from '../postgres/index.ts';
import type { SchemaScene } from './rule.ts';

/** The indexes of a table that are the same as one that is needed more, each with that one. */
export function duplicates(
  scene: SchemaScene,
  table: CatalogueTable,
): ReadonlyMap<CatalogueIndex, CatalogueIndex> {
  const ordered = mostNeededFirst(scene, table);
  return new Map(
    ordered.flatMap((index, at) => {
      const kept = ordered.slice(0, at).find(other => isSameIndex(index, other));
      return kept === undefined ? [] : [[index, kept] as const];
    }),
  );
}

/** What constraints need comes first, then what base has too: the last of several is the one to drop. */
function mostNeededFirst({ base }: SchemaScene, table: CatalogueTable): readonly CatalogueIndex[] {
  const before = base?.tables.find(({ schema, name }) => schema === table.schema && name === table.name);
  const old = new Set(before?.indexes.map(({ name }) => name));
  const need = ({ name, primary, serves = null, partOf = null }: CatalogueIndex) =>
    (primary ? 8 : 0) + (serves === null ? 0 : 4) + (partOf === null ? 0 : 2) + (old.has(name) ? 1 : 0);
  return table.indexes.toSorted((a, b) => need(b) - need(a));
}

/** Whether two indexes of one table hold the same, in the same order, for the same rows. */
export function isSameIndex(a: CatalogueIndex, b: CatalogueIndex): boolean {
  return (
    findsTheSame(a, b) &&
    a.unique === b.unique &&
    a.included.toSorted().join() === b.included.toSorted().join() &&
    // UNIQUE NULLS NOT DISTINCT is another promise.
    a.definition.includes(' NULLS NOT DISTINCT') === b.definition.includes(' NULLS NOT DISTINCT')
  );
}

/** Whether a longer or unique index of the same table can do all that `index` does. */
export function isCoveredBy(index: CatalogueIndex, other: CatalogueIndex): boolean {
  const [own, others] = [keysOf(index), keysOf(other)];
  if (index.method !== 'btree' || !isSameKind(index, other) || !beginsWith(others, own)) return false;
  const held = [...other.columns, ...other.included];
  if (!index.included.every(column => held.includes(column))) return false;
  return others.length > own.length || other.unique || other.included.length > index.included.length;
}

/** Whether an index of one table finds what that of another one does there: those of partitions, and of tables that inherit. */
export function findsTheSame(a: CatalogueIndex, b: CatalogueIndex): boolean {
  return isSameKind(a, b) && keysOf(a).length === keysOf(b).length && beginsWith(keysOf(a), keysOf(b));
}

function isSameKind(a: CatalogueIndex, b: CatalogueIndex): boolean {
  return a.valid && b.valid && a.method === b.method && a.predicate === b.predicate;
}

/** Empty where they were not read: then nothing is like it. */
function keysOf({ keys }: CatalogueIndex): readonly string[] {
  return keys ?? [];
}

function beginsWith(keys: readonly string[], first: readonly string[]): boolean {
  return first.length > 0 && first.length <= keys.length && first.every((key, at) => key === keys[at]);
}
