import type { FuncCall, Node, RangeVar } from 'libpg-query';
import type { GroupedCount } from './grouped-count.ts';
import { groupedText } from './grouped-text.ts';
import { type Level, type Source, sourceOf } from './query-levels.ts';
import { quoteName } from './quote-name.ts';
import type { Scene } from './rule.ts';
import { locationOf } from './sql-nodes.ts';
import { conditionAfter, piecesOf, textBetween } from './statement-text.ts';
import { writerFor } from './write-expression.ts';

/**
 * The count of one table's key without a join, where there are two tables, and nothing but columns of the counted one is asked for or
 * grouped by: its rows for which the other has something.
 */
export async function existing(
  scene: Scene,
  level: Level,
  call: FuncCall,
  counted: Source,
  grouped: GroupedCount,
): Promise<string | null> {
  const isOwn = (node: Node) =>
    'ColumnRef' in node && sourceOf(node.ColumnRef, level, scene.catalogue) === counted;
  const { keys, decided, isSame } = grouped;
  if (![...keys, ...decided].every(isOwn)) return null;
  const from = await fromText(scene, level, counted);
  if (from === null) return null;
  const count: Node = { FuncCall: { funcname: call.funcname ?? [], args: call.args ?? [] } };
  // A key that may be NULL is not counted where it is.
  const instead = (node: Node) => (isSame(node, { FuncCall: call }) ? count : isOwn(node) ? node : null);
  return groupedText(grouped, { from, keys, instead }, writerFor(scene));
}

async function fromText(scene: Scene, { select, sources }: Level, counted: Source): Promise<string | null> {
  const { statement } = scene;
  const [item, ...items] = select?.fromClause ?? [];
  if (statement === null || item === undefined || !('JoinExpr' in item) || items.length > 0) return null;
  const { larg, rarg, quals, jointype } = item.JoinExpr;
  const tables = [larg, rarg].flatMap(side =>
    side !== undefined && 'RangeVar' in side && side.RangeVar.inh === true ? [side.RangeVar] : [],
  );
  if (tables.length < 2 || sources.some(({ table }) => table === null)) return null;
  if (quals === undefined || jointype !== 'JOIN_INNER') return null;
  const own = tables.find(table => nameOf(table) === counted.name);
  const other = tables.find(table => table !== own);
  const at = statement.offsetOf(locationOf(quals));
  const pieces = piecesOf(statement.sql);
  const on = conditionAfter(
    pieces,
    at === null ? -1 : pieces.findLastIndex(({ text, start }) => text === 'on' && start < at),
  );
  if (own === undefined || other === undefined || on === null) return null;
  const conditions = [textBetween(scene, on.start, on.end)];
  if (select?.whereClause !== undefined) {
    const where = conditionAfter(
      pieces,
      pieces.findIndex(({ text, start }) => text === 'where' && start >= on.end),
    );
    if (where === null) return null;
    conditions.push(textBetween(scene, where.start, where.end));
  }
  const inner = conditions.map(condition => `(${condition})`).join(' AND ');
  return `FROM ${await rangeText(own)} WHERE EXISTS (SELECT FROM ${await rangeText(other)} WHERE ${inner})`;
}

function nameOf({ alias, relname }: RangeVar): string | undefined {
  return alias?.aliasname ?? relname;
}

async function rangeText({ schemaname, relname = '', alias }: RangeVar): Promise<string> {
  const schema = schemaname === undefined ? '' : `${await quoteName(schemaname)}.`;
  const name = alias?.aliasname === undefined ? '' : ` ${await quoteName(alias.aliasname)}`;
  return `${schema}${await quoteName(relname)}${name}`;
}
