import type { CatalogueIndex } from '../postgres/index.ts';

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
