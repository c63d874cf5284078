import type { FuncCall, Node } from 'libpg-query';
import { type GroupedCount, impliedName } from './grouped-count.ts';
import { groupedText } from './grouped-text.ts';
import { quoteName } from './quote-name.ts';
import type { Scene } from './rule.ts';
import { piecesOf, textBetween } from './statement-text.ts';
import { writerFor } from './write-expression.ts';

/**
 * The whole statement with each pair of group and counted value taken once, and counted after that. NULL is a value to DISTINCT and
 * none to count, so a group of nothing else stays, with 0. null where that cannot be written.
 */
export async function distinctPairs(
  scene: Scene,
  call: FuncCall,
  grouped: GroupedCount,
): Promise<string | null> {
  const [counted] = call.args ?? [];
  const read = readText(scene);
  if (counted === undefined || read === null) return null;
  const write = writerFor(scene);
  const columns = named([...grouped.keys, ...grouped.decided, counted], call, grouped);
  const inner = await Promise.all(
    columns.map(async ({ node, name }) => {
      const text = await write(node);
      if (text === null) return null;
      return impliedName(node) === name ? text : `${text} AS ${await quoteName(name)}`;
    }),
  );
  if (inner.includes(null)) return null;
  const places = columns.map(({ name }) => columnOf(name));
  const instead = (node: Node): Node | null => {
    const last = places.at(-1);
    if (grouped.isSame(node, { FuncCall: call }) && last !== undefined)
      return { FuncCall: { funcname: call.funcname ?? [], args: [last] } };
    const at = columns.findIndex(
      (column, index) => index < columns.length - 1 && grouped.isSame(column.node, node),
    );
    return places[at] ?? null;
  };
  const from = `FROM (SELECT DISTINCT ${inner.join(', ')} ${read.from}) AS ${pairs}`;
  const text = await groupedText(grouped, { from, keys: places.slice(0, -1), instead }, write);
  return text === null || text.length > mostCharacters ? null : `${read.before}${text}`;
}

const pairs = 'pairs';

/** More is no line that anybody reads. */
const mostCharacters = 1_000;

/** Each with a name of its own, which is that in the result where it has one, and never that of the count. */
function named(nodes: readonly Node[], call: FuncCall, { items, isSame }: GroupedCount) {
  const count = items.filter(({ node }) => isSame(node, { FuncCall: call }));
  const taken = new Set(count.map(({ name }) => name));
  return nodes.map(node => {
    const wanted = items.find(item => isSame(item.node, node))?.name ?? impliedName(node) ?? 'key';
    let name = wanted;
    for (let at = 2; taken.has(name); at++) name = `${wanted}${at}`;
    taken.add(name);
    return { node, name };
  });
}

function columnOf(name: string): Node {
  return { ColumnRef: { fields: [pairs, name].map(sval => ({ String: { sval } })) } };
}

/** A statement's FROM and WHERE, and its WITH before them, as they are written. */
function readText(scene: Scene) {
  const pieces = piecesOf(scene.statement?.sql ?? '').filter(({ depth }) => depth === 0);
  const select = pieces.findIndex(({ text }) => text === 'select');
  const from = pieces.findIndex(({ text }, at) => text === 'from' && at > select);
  const group = pieces.findIndex(({ text }, at) => text === 'group' && at > from);
  const [begin, last] = [pieces[from], pieces[group - 1]];
  if (select < 0 || from < 0 || group < 0 || begin === undefined || last === undefined) return null;
  const before = textBetween(scene, 0, pieces[select]?.start ?? 0);
  return { before: before === '' ? '' : `${before} `, from: textBetween(scene, begin.start, last.end) };
}
