import type { BoolExpr, SelectStmt } from 'libpg-query';
import type { Level } from './query-levels.ts';
import type { Scene } from './rule.ts';
import { lastName, nodesIn } from './sql-nodes.ts';
import { clauseAround, piecesOf, textBetween } from './statement-text.ts';

/**
 * The query once for each side of an OR, put together with UNION ALL; each but the first without the rows that those before it
 * have, so that the rows are the same, each as often. null where that would be another query.
 */
export function splitAlternatives(scene: Scene, level: Level, { location }: BoolExpr): string | null {
  const { statement } = scene;
  const at = statement?.offsetOf(location) ?? null;
  if (statement === null || at === null || level.role !== 'statement' || !isPlain(level.select)) return null;
  const pieces = piecesOf(statement.sql);
  const clause = clauseAround(pieces, at);
  if (clause === null) return null;
  const own = pieces.slice(clause.from, clause.to);
  const depth = own.reduce((least, piece) => Math.min(least, piece.depth), Number.POSITIVE_INFINITY);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return null;
  const ors = own.filter(piece => piece.text === 'or' && piece.depth === depth);
  if (ors.length >= mostSides) return null;
  const starts = [first.start, ...ors.map(({ end }) => end)];
  const ends = [...ors.map(({ start }) => start), last.end];
  const sides = starts.map((start, index) => textBetween(scene, start, ends[index] ?? start));
  const before = textBetween(scene, 0, first.start);
  const after = textBetween(scene, last.end, statement.sql.length);
  const whole = sides.map((side, index) => {
    const others = sides.slice(0, index).map(other => `(${other}) IS NOT TRUE`);
    const open = before.endsWith('(') ? before : `${before} `;
    const close = after === '' || after.startsWith(')') ? after : ` ${after}`;
    return `${open}${[others.length === 0 ? side : `(${side})`, ...others].join(' AND ')}${close}`;
  });
  const text = whole.join(' UNION ALL ');
  return text.length <= mostCharacters ? text : null;
}

/** More is no line that anybody reads. */
const mostSides = 10;
const mostCharacters = 600;

const aggregates =
  /^(?:count|sum|min|max|avg|bool_and|bool_or|every|stddev\w*|var\w*|\w*_agg|percentile_\w+|mode)$/;

/** Rows are made one by one, by inner joins: no order, no limit, nothing that looks at several of them. */
function isPlain(select: SelectStmt | null): boolean {
  if (select === null) return false;
  const more = [
    select.groupClause,
    select.distinctClause,
    select.sortClause,
    select.limitCount,
    select.limitOffset,
    select.windowClause,
    select.withClause,
    select.lockingClause,
  ];
  if (more.some(clause => clause !== undefined)) return false;
  const isSpecial = [...nodesIn(select.targetList)].some(
    node =>
      'FuncCall' in node &&
      (node.FuncCall.over !== undefined || aggregates.test(lastName(node.FuncCall.funcname))),
  );
  const isOuter = [...nodesIn(select.fromClause)].some(
    node => 'JoinExpr' in node && node.JoinExpr.jointype !== 'JOIN_INNER',
  );
  return !isSpecial && !isOuter;
}
