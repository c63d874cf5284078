import type { Node, SelectStmt } from 'libpg-query';
import type { Catalogue } from '../postgres/index.ts';
import { valueType } from './empty-cast.ts';
import { type Level, queryLevels, sourceOf } from './query-levels.ts';
import { tableNamed } from './relation-scans.ts';
import type { Scene } from './rule.ts';
import { columnName, constantOf, qualifierOf, selectOf, targetsOf } from './sql-nodes.ts';
import { type Piece, piecesOf, textBetween } from './statement-text.ts';
import { type Write, writerFor } from './write-expression.ts';

/**
 * A UNION ALL that ends in ORDER BY and LIMIT with both in each of its branches too, in parentheses: the rows are the same, as
 * no branch has more of them among the first. null for another statement, and for what cannot be written so.
 */
export async function limitedBranches(scene: Scene): Promise<string | null> {
  const { statement } = scene;
  const select = selectOf(statement?.tree);
  if (statement === null || select === null || select.withClause !== undefined) return null;
  const branches = branchesOf(select);
  const write = writerFor(scene);
  const limit = await limitOf(select, write);
  const keys = keysOf(select, branches[0] ?? select);
  if (limit === null || keys === null || !branches.every(isOpen)) return null;
  const levels = queryLevels(statement).filter(
    level => level.select !== null && branches.includes(level.select),
  );
  if (!keys.every(({ place }) => isAlike(levels, place, scene.catalogue))) return null;
  const orders = await Promise.all(branches.map(branch => orderOf(branch, keys, write)));
  if (orders.includes(null)) return null;
  const parts = partsOf(piecesOf(statement.sql).filter(({ text }) => text !== ';'));
  const texts = parts.map(([start, end]) => textBetween(scene, start, end));
  if (texts.length !== branches.length + 1) return null;
  const limited = branches.map((_, at) => `(${texts[at]}${orders[at]} LIMIT ${limit})`);
  const text = `${limited.join(' UNION ALL ')} ${texts.at(-1)}`;
  return text.length <= mostCharacters ? text : null;
}

/** More is no line that anybody reads. */
const mostCharacters = 1_000;

/** Those of UNION ALL; a SELECT of another kind is one branch. */
function branchesOf(select: SelectStmt): readonly SelectStmt[] {
  const { op, all, larg, rarg } = select;
  return op !== 'SETOP_UNION' || all !== true || larg === undefined || rarg === undefined
    ? [select]
    : [...branchesOf(larg), ...branchesOf(rarg)];
}

/** Whether it is a SELECT that can be given an order and a limit. */
function isOpen(branch: SelectStmt): boolean {
  const { larg, distinctClause, sortClause, limitCount, limitOffset, lockingClause } = branch;
  const clauses = [larg, distinctClause, sortClause, limitCount, limitOffset, lockingClause];
  return clauses.every(clause => clause === undefined);
}

/** As many rows as there can be of one branch up to the last one wanted. */
async function limitOf(
  { limitCount, limitOffset, limitOption }: SelectStmt,
  write: Write,
): Promise<string | null> {
  const count = await write(limitCount);
  if (count === null || limitOption === 'LIMIT_OPTION_WITH_TIES') return null;
  if (limitOffset === undefined) return count;
  const offset = await write(limitOffset);
  if (offset === null) return null;
  const sum = Number(count) + Number(offset);
  // Of two parameters the types must be said, or PostgreSQL does not know which + is meant.
  return Number.isSafeInteger(sum) ? `${sum}` : `${count}::bigint + ${offset}::bigint`;
}

interface Key {
  /** Of the column among those that are returned, from 0. */
  readonly place: number;
  /** ` DESC NULLS LAST` */
  readonly direction: string;
}

/** Of the order of the whole, whose columns are called by their places or by their names in the first branch. */
function keysOf({ sortClause = [] }: SelectStmt, first: SelectStmt): readonly Key[] | null {
  const names = targetsOf(first).map(({ name, val }) => name ?? nameOf(val));
  const keys = sortClause.flatMap(item => {
    if (!('SortBy' in item) || item.SortBy.sortby_dir === 'SORTBY_USING') return [];
    const { node, sortby_dir, sortby_nulls = '' } = item.SortBy;
    const name = nameOf(node);
    const place = name === null ? Number(constantOf(node)) - 1 : names.indexOf(name);
    const direction = `${sortby_dir === 'SORTBY_DESC' ? ' DESC' : ''}${nulls[sortby_nulls] ?? ''}`;
    return place >= 0 ? [{ place, direction }] : [];
  });
  return keys.length === sortClause.length ? keys : null;
}

const nulls: Readonly<Record<string, string>> = {
  SORTBY_NULLS_FIRST: ' NULLS FIRST',
  SORTBY_NULLS_LAST: ' NULLS LAST',
};

/** By which a column is called that nothing else names. */
function nameOf(value: Node | undefined): string | null {
  if (value !== undefined && 'TypeCast' in value) return nameOf(value.TypeCast.arg);
  return value !== undefined && 'ColumnRef' in value ? columnName(value.ColumnRef) : null;
}

/**
 * Whether the branches sort what they return in one place as the whole does: constants aside, columns of one type and one
 * collation, as far as the catalogue tells.
 */
function isAlike(levels: readonly Level[], place: number, catalogue: Catalogue): boolean {
  const kinds = levels.flatMap(level => {
    const value = level.select === null ? undefined : targetsOf(level.select)[place]?.val;
    return constantOf(value) === null ? [kindOf(value, level, catalogue)] : [];
  });
  return !kinds.includes(null) && new Set(kinds).size <= 1;
}

function kindOf(value: Node | undefined, level: Level, catalogue: Catalogue): string | null {
  if (value === undefined || !('ColumnRef' in value)) return null;
  const table = sourceOf(value.ColumnRef, level, catalogue)?.table ?? null;
  const name = columnName(value.ColumnRef);
  const columns = table === null ? [] : (tableNamed(table, catalogue)?.columns ?? []);
  const column = columns.find(each => each.name === name);
  if (column === undefined) return null;
  const type = valueType(column);
  const isNumber = /^(?:smallint|integer|bigint|numeric)\b/.test(type);
  const isText = /^(?:text|character varying)\b/.test(type);
  const sorted = isNumber ? 'number' : isText ? 'text' : type;
  return JSON.stringify([sorted, column.collation ?? null]);
}

/** ` ORDER BY d.deployed_at DESC, 2`, in the columns of one branch; null where they cannot be told. */
async function orderOf(branch: SelectStmt, keys: readonly Key[], write: Write): Promise<string | null> {
  const targets = targetsOf(branch);
  const texts: string[] = [];
  for (const { place, direction } of keys) {
    const value = targets[place]?.val;
    // A star stands for any number of columns.
    if (value === undefined || targets.slice(0, place + 1).some(({ val }) => isStar(val))) return null;
    // All rows of the branch have the same.
    if (constantOf(value) !== null) continue;
    const isQualified = 'ColumnRef' in value && qualifierOf(value.ColumnRef) !== null;
    texts.push(`${isQualified ? await write(value) : place + 1}${direction}`);
  }
  return texts.length === 0 ? '' : ` ORDER BY ${texts.join(', ')}`;
}

function isStar(value: Node | undefined): boolean {
  return value !== undefined && 'ColumnRef' in value && columnName(value.ColumnRef) === null;
}

/** The offsets of the branches and, last, of what stands behind them. */
function partsOf(pieces: readonly Piece[]): readonly (readonly [number, number])[] {
  const outer = pieces.filter(({ depth }) => depth === 0);
  const unions = outer.flatMap(({ text, start }, at) =>
    text === 'union' ? [{ start, end: outer[at + 1]?.end }] : [],
  );
  const order = outer.findLast(({ text }) => text === 'order');
  const starts = [outer[0]?.start, ...unions.map(({ end }) => end), order?.start];
  const ends = [...unions.map(({ start }) => start), order?.start, pieces.at(-1)?.end];
  return starts.map((start, at) => [start ?? 0, ends[at] ?? 0]);
}
