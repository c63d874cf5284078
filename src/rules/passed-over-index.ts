import { findsTheSame } from './alike-indexes.ts';
import type { Condition } from './filter-conditions.ts';
import type { RelationScan } from './relation-scans.ts';
import { isServed, type servingIndexFacts, treeColumns } from './serving-index.ts';
import { whyUnserved } from './why-unserved.ts';

type Facts = Awaited<ReturnType<typeof servingIndexFacts>>;

/**
 * Where no index has all that a scan by another one would need: the index that finds the rows of its filter, though not by the
 * other's condition or in its order, and that the planner could have taken. The facts as they are where there is none.
 */
export async function passedOverFacts(
  facts: Facts,
  scan: RelationScan,
  filtered: readonly Condition[],
): Promise<Facts & { readonly isOfFilterAlone: boolean }> {
  const { table, first, accesses } = scan;
  const columns = treeColumns(filtered.filter(isServed), []);
  const used = accesses.flatMap(({ indexes }) => indexes);
  const others = (table?.indexes ?? []).filter(({ name }) => !used.includes(name));
  const filter = first.node.filter ?? '';
  const found =
    facts.unservedBy === null && table !== null
      ? await whyUnserved({
          table: { ...table, indexes: others },
          method: 'btree',
          columns,
          conditions: filtered,
          filter,
        })
      : null;
  const index = others.find(({ name }) => name === found?.unservedBy);
  const isOfAll = scan.tables.every(
    own => own === table || own?.indexes.some(each => index !== undefined && findsTheSame(each, index)),
  );
  // Whatever else keeps it from serving, an index that has all is the better answer.
  return found?.unservedWhy === 'planner' && isOfAll
    ? { ...facts, ...found, isOfFilterAlone: true }
    : { ...facts, isOfFilterAlone: false };
}
