import { tokenize } from '../sql/index.ts';
import type { Scene } from './rule.ts';
import { parameterText } from './write-expression.ts';

/** A word, a mark or a constant of a statement. Offsets are in characters. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** In lower case where it is a word; else as it stands. */
  readonly text: string;
  /** How many parentheses are open around it; those themselves stand outside. */
  readonly depth: number;
}

/** What a statement is made of, without spaces and comments. */
export function piecesOf(sql: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  for (const { kind, start, end } of tokenize(sql)) {
    if (kind === 'space' || kind === 'comment') continue;
    const own = sql.slice(start, end);
    if (own === ')') depth--;
    pieces.push({ start, end, text: kind === 'word' ? own.toLowerCase() : own, depth });
    if (own === '(') depth++;
  }
  return pieces;
}

/** A part of the query on one line, without comments and with parameters as its author calls them. */
export function textBetween(scene: Scene, start: number, end: number): string {
  const sql = scene.statement?.sql ?? '';
  let text = '';
  for (const token of tokenize(sql)) {
    if (token.start >= end) break;
    if (token.start < start || token.end > end) continue;
    const own = sql.slice(token.start, token.end);
    if (token.kind === 'space' || token.kind === 'comment')
      text += text.endsWith(' ') || text === '' ? '' : ' ';
    else text += token.kind === 'parameter' ? parameterText(scene, Number(own.slice(1))) : own;
  }
  return text.trim();
}

/** The part of a statement around `at` in which only the words of one clause stand: its expression. */
export function clauseAround(
  pieces: readonly Piece[],
  at: number,
): { readonly from: number; readonly to: number } | null {
  const own = pieces.findIndex(({ start }) => start === at);
  const depth = pieces[own]?.depth;
  if (depth === undefined) return null;
  const isEdge = (piece: Piece) => piece.depth < depth || (piece.depth === depth && edges.has(piece.text));
  const before = pieces.findLastIndex((piece, index) => index < own && isEdge(piece));
  const after = pieces.findIndex((piece, index) => index > own && isEdge(piece));
  return { from: before + 1, to: after < 0 ? pieces.length : after };
}

/** The condition that follows the ON or WHERE at `index`, as two offsets. No other join may follow it. */
export function conditionAfter(
  pieces: readonly Piece[],
  index: number,
): { readonly start: number; readonly end: number } | null {
  const own = pieces[index];
  const first = pieces[index + 1];
  if (own === undefined || first === undefined) return null;
  const isEdge = ({ depth, text }: Piece) =>
    depth < own.depth || (depth === own.depth && conditionEdges.has(text));
  const after = pieces.findIndex((piece, at) => at > index && isEdge(piece));
  const last = pieces[(after < 0 ? pieces.length : after) - 1];
  return last === undefined ? null : { start: first.start, end: last.end };
}

/** Words that can follow a condition and stand in none, as those of CASE, IS DISTINCT FROM and left() do. */
const conditionEdges: ReadonlySet<string> = new Set([
  ...['where', 'group', 'having', 'order', 'limit', 'offset', 'fetch', 'for', 'window'],
  ...['union', 'intersect', 'except', 'returning', ';'],
]);

/** Words that begin the next clause, or the one that an expression stands in. */
const edges: ReadonlySet<string> = new Set([
  ...[
    'select',
    'from',
    'where',
    'on',
    'using',
    'having',
    'when',
    'then',
    'else',
    'end',
    'set',
    'values',
    'returning',
  ],
  ...['group', 'order', 'limit', 'offset', 'fetch', 'for', 'window', 'union', 'intersect', 'except'],
  ...['join', 'inner', 'left', 'right', 'full', 'cross', 'natural', ';', ','],
]);
