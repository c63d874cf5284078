import { parse, SqlError } from 'libpg-query';
import { describePosition, type Statement } from '../sql/index.ts';
import type { Rewritten } from './parameters.ts';
import { queryError } from './query-error.ts';
import type { QueryText } from './query-text.ts';

/** What EXPLAIN can run again and again in a transaction that is rolled back. */
const measurable = new Set(['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);
const remedy = 'Register SELECT, INSERT, UPDATE, DELETE, MERGE, VALUES, TABLE or WITH.';

/** Throws a PlangateError (query) for what PostgreSQL 18's grammar does not take, or what cannot be measured. */
export async function checkStatement(
  { file, text }: QueryText,
  statement: Statement,
  rewritten: Rewritten,
): Promise<void> {
  const kinds = await topLevel(rewritten.sql).catch((error: unknown) => {
    if (!(error instanceof SqlError)) throw error;
    const position = error.sqlDetails?.cursorPosition ?? 0;
    const offset = statement.start + rewritten.original(utf16Offset(rewritten.sql, position));
    throw syntaxError(file, text, offset, error.message);
  });
  const [kind] = kinds;
  if (kinds.length === 1 && kind !== undefined && measurable.has(kind)) return;
  const words = statement.words.slice(0, /^(?:create|alter|drop)$/.test(statement.words[0] ?? '') ? 2 : 1);
  const what = kind === 'SELECT INTO' ? kind : words.join(' ').toUpperCase();
  const hint = what === 'EXPLAIN' ? 'Leave EXPLAIN out: plangate adds its own.' : remedy;
  throw queryError(file, statement.line, `${what || 'this'} is not a statement that can be measured.`, hint);
}

/** At an offset of the file, with the line and a caret. `problem` is PostgreSQL's, which speaks of the text it was given. */
function syntaxError(file: string, text: string, offset: number, problem: string): Error {
  const position = describePosition(text, [...text.slice(0, offset)].length + 1);
  return queryError(file, position.line, `${oneLine(problem)}.`, 'Correct the statement.', {
    details: `${position.excerpt}\n${position.caret}`,
    column: position.column,
  });
}

async function topLevel(sql: string): Promise<readonly string[]> {
  const { stmts = [] } = await parse(sql);
  return stmts.map(({ stmt }) => {
    const [kind = '', node] = Object.entries(stmt ?? {})[0] ?? [];
    return kind === 'SelectStmt' && hasInto(node) ? 'SELECT INTO' : kind;
  });
}

/** In a set operation the INTO stands in the leftmost SELECT. */
function hasInto(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  return 'intoClause' in node || ('larg' in node && hasInto(node.larg));
}

/** libpg-query counts characters (code points) from zero. */
function utf16Offset(sql: string, position: number): number {
  let offset = 0;
  for (let seen = 0; seen < position && offset < sql.length; seen++)
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}

/** Why `sql` is not one SELECT (or VALUES or TABLE), as a sentence; null when it is. */
export async function checkSelect(sql: string): Promise<string | null> {
  try {
    const kinds = await topLevel(sql);
    return kinds.length === 1 && kinds[0] === 'SelectStmt' ? null : 'this is not a SELECT.';
  } catch (error) {
    if (error instanceof SqlError) return `${oneLine(error.message)}.`;
    throw error;
  }
}

function oneLine(message: string): string {
  return message.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
