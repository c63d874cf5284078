import { findsTheSame } from './alike-indexes.ts';
import type { Condition } from './filter-conditions.ts';
import type { RelationScan } from './relation-scans.ts';
import { isServed } from './served-conditions.ts';
import { type servingIndexFacts, treeColumns } from './serving-index.ts';
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
  const { table, tables, first, accesses } = scan;
  const served = filtered.filter(each => isServed(each, table));
  const columns = treeColumns(served, []);
  // All tables that are scanned have one like it, by which they are not read.
  const others = (table?.indexes ?? []).filter(index =>
    accesses.every(({ indexes: used }, at) =>
      tables[at]?.indexes.some(own => findsTheSame(own, index) && !used.includes(own.name)),
    ),
  );
  const found =
    facts.unservedBy === null && table !== null
      ? await whyUnserved({
          table: { ...table, indexes: others },
          method: 'btree',
          columns,
          conditions: served,
          filter: first.node.filter ?? '',
        })
      : null;
  // Whatever else keeps it from serving, an index that has all is the better answer.
  return found?.unservedWhy === 'planner'
    ? { ...facts, ...found, isOfFilterAlone: true }
    : { ...facts, isOfFilterAlone: false };
}
