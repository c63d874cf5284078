import { significantTokens } from '../sql/index.ts';

/** Whether the statement has a LIMIT (or FETCH) and no ORDER BY beside it, so that any of its rows are the right ones. */
export function anyRowsWillDo(sql: string): boolean {
  const words = new Set<string>();
  let depth = 0;
  for (const { start, end } of significantTokens(sql)) {
    const token = sql.slice(start, end);
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (depth === 0) words.add(token.toUpperCase());
  }
  return (words.has('LIMIT') || words.has('FETCH')) && !words.has('ORDER');
}
