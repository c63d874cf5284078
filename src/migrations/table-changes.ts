import type { TableState } from './table-state.ts';

/** What has to be vacuumed and analysed after migrations ran on a clone. */
export interface TableChanges {
  /** Tables that are on head only. */
  readonly created: readonly TableState[];
  /**
   * Tables whose rows, layout, columns, expression indexes or statistics objects changed, and their parents: one sample
   * taken on head and another one on base could not be compared, so both are analysed anew with every row.
   */
  readonly changed: readonly { readonly base: TableState; readonly head: TableState }[];
  /** New columns of tables that are otherwise as they were. */
  readonly columns: readonly { readonly table: TableState; readonly names: readonly string[] }[];
}

/** Compares the tables of a clone before and after head's new migrations. */
export function findTableChanges(before: readonly TableState[], after: readonly TableState[]): TableChanges {
  const old = new Map(before.map(table => [table.oid, table]));
  const touched = new Set(
    after.filter(table => isTouched(old.get(table.oid), table)).map(table => table.oid),
  );
  const parents = new Map(after.flatMap(parent => parent.children.map(child => [child, parent.oid])));
  for (const table of after) {
    if (old.has(table.oid) && !touched.has(table.oid)) continue;
    for (let parent = parents.get(table.oid); parent !== undefined; parent = parents.get(parent))
      touched.add(parent);
  }
  const changed: TableChanges['changed'][number][] = [];
  const columns: TableChanges['columns'][number][] = [];
  for (const head of after) {
    const base = old.get(head.oid);
    if (base === undefined) continue;
    if (touched.has(head.oid)) changed.push({ base, head });
    else {
      const known = new Set(base.columns.map(column => column.number));
      const names = head.columns.filter(column => !known.has(column.number)).map(column => column.name);
      if (names.length > 0) columns.push({ table: head, names });
    }
  }
  return { created: after.filter(table => !old.has(table.oid)), changed, columns };
}

/** New columns alone do not touch a table: they have statistics of their own. */
function isTouched(before: TableState | undefined, after: TableState): boolean {
  if (before === undefined) return false;
  if (before.file !== after.file || before.changes !== after.changes) return true;
  if (before.children.join() !== after.children.join()) return true;
  if (after.extras.some(extra => !before.extras.includes(extra))) return true;
  const natures = new Map(before.columns.map(column => [column.number, column.nature]));
  return after.columns.some(({ number, nature }) => natures.has(number) && natures.get(number) !== nature);
}
