import { type Token, tokenize } from './lexer.ts';
import { lineIndex } from './lines.ts';

/** One statement of an SQL file, or one psql command. Offsets are UTF-16 units into the file's text. */
export interface Statement {
  /** `meta` is a psql command such as `\echo done`, which no server understands. */
  readonly kind: 'sql' | 'meta';
  /** Without the comments and spaces around it and without the `;`. */
  readonly text: string;
  /** Where `text` begins. */
  readonly start: number;
  /** Where `text` ends. */
  readonly end: number;
  /** Where the statement before ended (behind its `;`, data included): the comments that lead this one begin here. */
  readonly from: number;
  /** 1-based line of `start`. */
  readonly line: number;
  /** The words it begins with, at most eight, in lower case: `['create', 'index', 'concurrently', 'a_b_idx', 'on', 'a']`. */
  readonly words: readonly string[];
  /** The lines that follow `COPY … FROM STDIN;`, without the final `\.`. Empty data is `start === end`. */
  readonly copyData: { readonly start: number; readonly end: number } | null;
  /** A psql command that stands behind the beginning of a statement, such as `\gexec`. */
  readonly interrupts: boolean;
}

/**
 * Splits a file as psql does: at each `;` outside parentheses, strings, comments, dollar quotes and the
 * `BEGIN ATOMIC … END` body of CREATE FUNCTION or PROCEDURE. Comments alone are no statement.
 * It never fails: what is not closed runs to the end, and the server says what is wrong with it.
 *
 * Source: https://www.postgresql.org/docs/current/app-psql.html and src/fe_utils/psqlscan.l.
 */
export function splitStatements(sql: string): Statement[] {
  const lines = lineIndex(sql);
  const statements: Statement[] = [];
  /** COPY statements whose data begin in the next line: what stands behind them in their own line is read first. */
  let waiting: number[] = [];
  let from = 0;
  let limit = sql.length;
  for (;;) {
    if (from >= limit) {
      if (waiting.length === 0) return statements;
      from = Math.min(limit + 1, sql.length);
      for (const at of waiting) {
        const end = endOfData(sql, from);
        const copy = statements[at];
        if (copy) statements[at] = { ...copy, copyData: { start: from, end } };
        from = end < sql.length ? Math.min(lineEnd(sql, end) + 1, sql.length) : end;
      }
      waiting = [];
      limit = sql.length;
      continue;
    }
    const piece = readPiece(sql, from, limit);
    const meta = piece.meta >= 0;
    const start = meta ? piece.meta : piece.first;
    const end = meta ? start + sql.slice(start, lineEnd(sql, start)).trimEnd().length : piece.last;
    if (start >= 0) {
      statements.push({
        kind: meta ? 'meta' : 'sql',
        text: sql.slice(start, end),
        start,
        end,
        from,
        line: lines.lineAt(start),
        words: meta ? [] : piece.words,
        copyData: null,
        interrupts: meta && piece.first >= 0,
      });
    }
    from = meta ? lineEnd(sql, start) : piece.next;
    if (piece.copies && !meta) {
      if (waiting.length === 0) limit = lineEnd(sql, from);
      waiting.push(statements.length - 1);
    }
  }
}

/** What stands between two `;`. Offsets are -1 where there is none. */
interface Piece {
  first: number;
  last: number;
  /** Of a psql command's backslash. */
  meta: number;
  /** Behind the `;`. */
  next: number;
  words: string[];
  copies: boolean;
}

function readPiece(sql: string, from: number, limit: number): Piece {
  const piece: Piece = { first: -1, last: -1, meta: -1, next: limit, words: [], copies: false };
  let parentheses = 0;
  let body = 0; // how many BEGIN ATOMIC and CASE are open
  let leading = true;
  let previous = '';
  for (const token of tokenize(sql, from)) {
    if (token.start >= limit) break;
    if (token.kind === 'space' || token.kind === 'comment') continue;
    const word = token.kind === 'word' ? sql.slice(token.start, token.end).toLowerCase() : '';
    const mark = token.kind === 'punctuation' ? sql.charAt(token.start) : '';
    if (mark === ';' && parentheses === 0 && body === 0) {
      piece.next = token.end;
      return piece;
    }
    if (mark === '\\') {
      piece.meta = token.start;
      return piece;
    }
    if (piece.first < 0) piece.first = token.start;
    piece.last = token.end;
    if (mark === '(') parentheses++;
    else if (mark === ')') parentheses = Math.max(0, parentheses - 1);
    leading &&= word !== '';
    if (leading && piece.words.length < 8) piece.words.push(word);
    if (parentheses === 0 && word !== '') {
      if (word === 'atomic' && previous === 'begin' && createsRoutine(piece.words)) body++;
      else if (body > 0 && word === 'case') body++;
      else if (body > 0 && word === 'end') body--;
      if (word === 'stdin' && previous === 'from' && piece.words[0] === 'copy') piece.copies = true;
    }
    previous = word;
  }
  return piece;
}

function createsRoutine(words: readonly string[]): boolean {
  const what = words[1] === 'or' ? words[3] : words[1];
  return words[0] === 'create' && (what === 'function' || what === 'procedure');
}

function lineEnd(sql: string, at: number): number {
  const end = sql.indexOf('\n', at);
  return end < 0 ? sql.length : end;
}

/** Where the line `\.` begins that ends the data which begin at `start`, or the end of the file. */
function endOfData(sql: string, start: number): number {
  for (let line = start; line < sql.length; line = lineEnd(sql, line) + 1) {
    if (sql.startsWith('\\.', line) && /^\r?$/.test(sql.slice(line + 2, lineEnd(sql, line)))) return line;
  }
  return sql.length;
}

/** The tokens of one statement or file that mean something: no spaces, no comments. */
export function* significantTokens(sql: string): Generator<Token, void, undefined> {
  for (const token of tokenize(sql)) if (token.kind !== 'space' && token.kind !== 'comment') yield token;
}
