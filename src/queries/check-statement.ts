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
  const result = await parseSql(rewritten.sql);
  if ('fault' in result) {
    const offset = statement.start + rewritten.original(result.offset);
    // The parser saw `$1` where the file has a name.
    const words = result.fault.replace(/"\$(\d+)"$/, (number, digits: string) => {
      const name = rewritten.names[Number(digits) - 1];
      return name === undefined || name === digits ? number : `"${text.charAt(offset)}${name}"`;
    });
    throw syntaxError(file, text, offset, words);
  }
  const [kind] = result.kinds;
  if (result.kinds.length === 1 && kind !== undefined && measurable.has(kind)) return;
  const words = statement.words.slice(0, /^(?:create|alter|drop)$/.test(statement.words[0] ?? '') ? 2 : 1);
  const what = kind === 'SELECT INTO' ? kind : words.join(' ').toUpperCase();
  const hint = what === 'EXPLAIN' ? 'Leave EXPLAIN out: plangate adds its own.' : remedy;
  throw queryError(file, statement.line, `${what || 'this'} is not a statement that can be measured.`, hint);
}

/** Throws for a comment that is not closed: behind the last statement, where there is nothing else to see it. */
export async function checkRest({ file, text }: QueryText, from: number): Promise<void> {
  if (text.indexOf('/*', from) < 0) return;
  const result = await parseSql(text.slice(from));
  if ('fault' in result) throw syntaxError(file, text, from + result.offset, result.fault);
}

/** Why `sql` is not one SELECT (or VALUES or TABLE), as a sentence; null when it is. */
export async function checkSelect(sql: string): Promise<string | null> {
  const result = await parseSql(sql);
  if ('fault' in result) return `${result.fault}.`;
  return result.kinds.length === 1 && result.kinds[0] === 'SelectStmt' ? null : 'this is not a SELECT.';
}

/** `offset` is one of the file's text. */
function syntaxError(file: string, text: string, offset: number, problem: string): Error {
  const position = describePosition(text, [...text.slice(0, offset)].length + 1);
  return queryError(file, position.line, `${problem}.`, 'Correct the statement.', {
    details: `${position.excerpt}\n${position.caret}`,
    column: position.column,
  });
}

type Parsed = { readonly kinds: readonly string[] } | { readonly fault: string; readonly offset: number };

/** The kinds of the statements in `sql`, or PostgreSQL's words on one line and the UTF-16 offset they point to. */
async function parseSql(sql: string): Promise<Parsed> {
  try {
    const { stmts = [] } = await parse(sql);
    return { kinds: stmts.map(({ stmt }) => kindOf(stmt)) };
  } catch (error) {
    if (error instanceof RangeError) return { fault: 'the statement is nested too deeply', offset: 0 };
    if (!(error instanceof SqlError)) throw error;
    const offset = utf16Offset(sql, error.sqlDetails?.cursorPosition ?? 0);
    return { fault: oneLine(error.message), offset };
  }
}

function kindOf(stmt: object | undefined): string {
  const [kind = '', node] = Object.entries(stmt ?? {})[0] ?? [];
  return kind === 'SelectStmt' && hasInto(node) ? 'SELECT INTO' : kind;
}

/** In a set operation the INTO stands in the leftmost SELECT. */
function hasInto(node: unknown): boolean {
  for (let at = node; typeof at === 'object' && at !== null; at = 'larg' in at ? at.larg : null)
    if ('intoClause' in at) return true;
  return false;
}

/** libpg-query counts characters (code points) from zero. */
function utf16Offset(sql: string, position: number): number {
  let offset = 0;
  for (let seen = 0; seen < position && offset < sql.length; seen++)
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}

/** An unclosed string takes the rest of the file into the message. */
function oneLine(message: string): string {
  const cut = message.length > 120 ? `${message.slice(0, 120)}…"` : message;
  return cut.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
