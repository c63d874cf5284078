import type { Node, SelectStmt, SortBy } from 'libpg-query';
import { formatCount } from '../comparison/index.ts';
import { subtree, totalRows, walk } from '../plan/index.ts';
import { blocksFacts } from './case-buffers.ts';
import { type Level, queryLevels } from './query-levels.ts';
import { onlyScan, relationScans, tableNamed } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { columnName, constantOf, locationOf } from './sql-nodes.ts';
import type { Facts } from './types.ts';
import { columnText, primaryKey } from './whole-rows.ts';
import { type Write, writerFor } from './write-expression.ts';

/** A page is reached by computing all those before it. */
export const offsetPagination: CaseRule = {
  id: 'offset-pagination',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/queries-limit.html',
  check,
  describe,
};

async function check(scene: Scene, given: Readonly<Record<string, number>>): Promise<readonly Observation[]> {
  const { expanded: statement, measurement, catalogue } = scene;
  const [limit] = walk(measurement.plan).flatMap(node => {
    const input = node.children[0] === undefined ? null : totalRows(node.children[0]);
    const output = totalRows(node);
    if (node.type !== 'Limit' || input === null || output === null || node.actual?.loops !== 1) return [];
    const skipped = input.rows - output.rows;
    return input.uncertainty === 0 && skipped >= (given.rows ?? 0)
      ? [{ node, skipped, kept: output.rows }]
      : [];
  });
  const level = statement === null ? undefined : queryLevels(statement).find(isPaged);
  if (statement === null || level === undefined || limit === undefined) return [];
  const { node, skipped, kept } = limit;
  const blocks = blocksFacts(node, measurement);
  const scans = relationScans(measurement, catalogue);
  const location = locationOf(level.select?.limitOffset);
  return [
    {
      key: 'offset',
      amount: skipped,
      relation: onlyScan(subtree(measurement.plan, node), scans)?.relation ?? null,
      node: node.id,
      buffers: blocks.buffers,
      at: statement.offsetOf(location),
      facts: {
        skipped: Math.round(skipped),
        kept: Math.round(kept),
        ...blocks,
        isOrdered: level.select?.sortClause !== undefined,
        inView: statement.viewOf(location),
        page: await pageOf(scene, level),
      },
    },
  ];
}

function isPaged({ select }: Level): boolean {
  const offset = select?.limitOffset;
  return offset !== undefined && constantOf(offset) !== '0';
}

/** The same page, found by the last row of the one before it; null where the order is none that rows can be compared by. */
async function pageOf(scene: Scene, { select, sources }: Level): Promise<string | null> {
  const write = writerFor(scene);
  const [source, ...others] = sources;
  const table = source?.table && others.length === 0 ? tableNamed(source.table, scene.catalogue) : null;
  if (select === null) return null;
  const orders = (select.sortClause ?? []).flatMap(item => ('SortBy' in item ? [item.SortBy] : []));
  const isDescending = orders[0]?.sortby_dir === 'SORTBY_DESC';
  if (orders.some(order => !isSimple(order, isDescending))) return null;
  const keys = await sortKeys(orders, select, write);
  if (keys === null) return null;
  // Rows that are equal in the order need something to tell them apart.
  const unique = table === null ? null : primaryKey(table);
  const names = keys.map(({ name }) => name);
  // A NULL is neither before nor after anything.
  const isSure = names.every(name => table?.columns?.find(column => column.name === name)?.notNull);
  if (unique === null || source === undefined || !isSure) return null;
  const qualifier = source.name === table?.name ? null : source.name;
  const more = unique.filter(column => !names.includes(unquoted(column)));
  const texts = await Promise.all(more.map(column => columnText(qualifier, unquoted(column))));
  const columns = [...keys.map(({ text }) => text), ...texts];
  const values = [...names, ...more.map(unquoted)].map((name, index) => lastValue(scene, name, index));
  const direction = isDescending ? ' DESC' : '';
  const [row, last] = [columns, values].map(each => (each.length === 1 ? each[0] : `(${each.join(', ')})`));
  const limit = await write(select.limitCount);
  const order = columns.map(column => `${column}${direction}`).join(', ');
  const condition = `${select.whereClause === undefined ? 'WHERE' : 'WHERE … AND'} ${row} ${isDescending ? '<' : '>'} ${last}`;
  return `${condition} ORDER BY ${order}${limit === null ? '' : ` LIMIT ${limit}`}`;
}

function isSimple({ sortby_dir, sortby_nulls }: SortBy, isDescending: boolean): boolean {
  if (sortby_dir === 'SORTBY_USING') return false;
  return (sortby_dir === 'SORTBY_DESC') === isDescending && (sortby_nulls ?? '') === 'SORTBY_NULLS_DEFAULT';
}

/** Columns to order by, also where they are called by their place or name in the list of what is returned. */
async function sortKeys(orders: readonly SortBy[], select: SelectStmt, write: Write) {
  const keys: { readonly text: string; readonly name: string }[] = [];
  for (const { node } of orders) {
    const target = meant(node, select);
    const name = target !== undefined && 'ColumnRef' in target ? columnName(target.ColumnRef) : null;
    const text = await write(target);
    if (name === null || text === null) return null;
    keys.push({ text, name });
  }
  return keys;
}

function meant(node: Node | undefined, { targetList = [] }: SelectStmt): Node | undefined {
  const targets = targetList.flatMap(target => ('ResTarget' in target ? [target.ResTarget] : []));
  if (node !== undefined && 'A_Const' in node) return targets[Number(constantOf(node)) - 1]?.val;
  const name =
    node !== undefined && 'ColumnRef' in node && node.ColumnRef.fields?.length === 1
      ? columnName(node.ColumnRef)
      : null;
  return targets.find(target => name !== null && target.name === name)?.val ?? node;
}

function unquoted(column: string): string {
  return column.startsWith('"') ? column.slice(1, -1).replaceAll('""', '"') : column;
}

/** A parameter for a value of the last row, called as the others are. */
function lastValue({ comparison }: Scene, name: string, index: number): string {
  const { parameters } = comparison.result.case.query;
  const isNumbered = parameters.length > 0 && parameters.every(each => /^\d+$/.test(each));
  return isNumbered
    ? `$${parameters.length + index + 1}`
    : `:last_${name.toLowerCase().replace(/\W+/g, '_')}`;
}

function describe(facts: Facts): Words {
  const kept = Number(facts.kept);
  const order =
    facts.isOrdered === true ? '' : "Without ORDER BY, which rows are on which page is anybody's guess.";
  return {
    message:
      `OFFSET skips ${formatCount(Number(facts.skipped))} rows that were ${facts.isOrdered === true ? 'found and ordered' : 'found'} first, for ${formatCount(kept)} that ${kept === 1 ? 'is' : 'are'} returned: each page costs more than the one before it. ${order}`.trimEnd(),
    cause: order,
    keepsRemedy: facts.page === null,
    remedy:
      facts.page === null
        ? 'Remember the last row of a page and ask for those after it, in the order of columns that no two rows share.'
        : `Remember the last row of a page and ask for those after it, instead of OFFSET: ${facts.page}`,
  };
}
