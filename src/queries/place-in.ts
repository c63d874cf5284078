import { rewriteParameters } from './parameters.ts';
import type { RegisteredQuery } from './types.ts';

/** Line and column, from 1, in the query's file, of what stands at `offset` (characters) of its `sql`. */
export function placeIn(
  query: RegisteredQuery,
  offset: number,
): { readonly line: number; readonly column: number } {
  const rewritten = rewriteParameters(query.text);
  const own = 'problem' in rewritten ? offset : rewritten.original(offset);
  const before = query.text.slice(0, own);
  const lines = before.split('\n');
  const { line, column } = query.start ?? { line: query.line, column: 1 };
  const last = [...(lines.at(-1) ?? '')].length;
  return { line: line + lines.length - 1, column: lines.length === 1 ? column + last : last + 1 };
}
