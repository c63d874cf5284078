/**
 * PostgreSQL's lexical structure, as far as statements and parameters need it. It never fails: what is not closed
 * runs to the end of the text, and the server says what is wrong with it.
 *
 * Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html and src/fe_utils/psqlscan.l.
 * Offsets are UTF-16 code units, as JavaScript's `slice` takes them.
 */

export type TokenKind =
  | 'space'
  | 'comment' // `-- …` or nested `/* … */`
  | 'string' // '…', E'…', B'…', X'…', N'…', U&'…'
  | 'dollar-string' // $tag$…$tag$
  | 'word' // unquoted identifier or keyword
  | 'quoted-identifier' // "…" or U&"…"
  | 'number'
  | 'parameter' // $1
  | 'operator' // a run of operator characters, and `::`, `:=`, `:`, `..`
  | 'punctuation'; // ( ) [ ] , ; . and anything else, one character each

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

const wordStart = /[A-Za-z_\u0080-\uffff]/;
const wordRun = /[A-Za-z0-9_$\u0080-\uffff]*/y;
const spaceRun = /[ \t\n\r\f\v]+/y;
const commentRun = /[^\n\r]*/y;
const numberRun =
  /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?(?:\.(?!\.)(?:\d(?:_?\d)*)?)?(?:[eE][+-]?\d(?:_?\d)*)?)/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const parameterRun = /\$\d+/y;
// PostgreSQL knows no operator longer than 63 characters; the limit keeps `+-+-+-…` linear.
const operatorRun = /(?:(?!--|\/\*)[-+*/<>=~!@#%^&|`?]){1,63}/y;
const freeOperator = /(?:(?!--|\/\*)[-+*/<>=]){0,62}[~!@#%^&|`?]/y;
const operatorCharacters = '+-*/<>=~!@#%^&|`?';

/**
 * The tokens of `sql` from the offset `from` on, without gaps. Read with standard_conforming_strings on, as every
 * supported server has it unless told otherwise. Takes time in proportion to the text, whatever it holds.
 */
export function* tokenize(sql: string, from = 0): Generator<Token, void, undefined> {
  let at = from;
  while (at < sql.length) {
    const start = at;
    const kind = kindAt(sql, at);
    at = endOf(sql, at, kind);
    yield { kind, start, end: at };
  }
}

function kindAt(sql: string, at: number): TokenKind {
  const c = sql.charAt(at);
  const next = sql.charAt(at + 1);
  if (c === ' ' || c === '\n' || c === '\t' || c === '\r' || c === '\f' || c === '\v') return 'space';
  if (c === '\ufeff' && at === 0) return 'space'; // a byte order mark, which psql drops too
  if ((c === '-' && next === '-') || (c === '/' && next === '*')) return 'comment';
  if (c === "'") return 'string';
  if (c === '"') return 'quoted-identifier';
  if (next === "'" && 'eEbBxXnN'.includes(c)) return 'string';
  if ((c === 'u' || c === 'U') && next === '&') {
    const quote = sql.charAt(at + 2);
    if (quote === "'") return 'string';
    if (quote === '"') return 'quoted-identifier';
  }
  if (wordStart.test(c)) return 'word';
  if (isDigit(c) || (c === '.' && isDigit(next))) return 'number';
  if (c === '$') {
    if (isDigit(next)) return 'parameter';
    if (match(dollarTag, sql, at) > at) return 'dollar-string';
    return 'punctuation';
  }
  if (c === ':' || (c === '.' && next === '.') || operatorCharacters.includes(c)) return 'operator';
  return 'punctuation';
}

function endOf(sql: string, at: number, kind: TokenKind): number {
  switch (kind) {
    case 'space':
      return match(spaceRun, sql, sql.charAt(at) === '\ufeff' ? at + 1 : at);
    case 'comment':
      return sql.charAt(at) === '-' ? lineEnd(sql, at) : blockCommentEnd(sql, at);
    case 'string':
      return stringEnd(sql, at);
    case 'quoted-identifier':
      return quotedEnd(sql, sql.indexOf('"', at), '"', false);
    case 'dollar-string': {
      const tag = sql.slice(at, match(dollarTag, sql, at));
      const close = sql.indexOf(tag, at + tag.length);
      return close < 0 ? sql.length : close + tag.length;
    }
    case 'word':
      return match(wordRun, sql, at);
    case 'number':
      return Math.max(match(numberRun, sql, at), at + 1);
    case 'parameter':
      return match(parameterRun, sql, at);
    case 'operator':
      return operatorEnd(sql, at);
    case 'punctuation':
      return at + 1;
  }
}

function match(pattern: RegExp, sql: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : at;
}

function isDigit(c: string): boolean {
  return c >= '0' && c <= '9';
}

function lineEnd(sql: string, at: number): number {
  return match(commentRun, sql, at);
}

function blockCommentEnd(sql: string, at: number): number {
  let depth = 0;
  for (let i = at; i < sql.length; i++) {
    if (sql.startsWith('/*', i)) {
      depth++;
      i++;
    } else if (sql.startsWith('*/', i)) {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    }
  }
  return sql.length;
}

/** A string goes on in the next line: `'a'` newline `'b'` is one constant, and escapes stay on in it. */
function stringEnd(sql: string, at: number): number {
  const quote = sql.indexOf("'", at);
  const prefix = sql.slice(at, quote).toLowerCase();
  const close = (open: number): number =>
    prefix === 'b' || prefix === 'x' ? bitsEnd(sql, open) : quotedEnd(sql, open, "'", prefix === 'e');
  let end = close(quote);
  for (let next = continuation(sql, end); next >= 0; next = continuation(sql, end)) end = close(next);
  return end;
}

/** Bit strings know no doubled quotes. */
function bitsEnd(sql: string, open: number): number {
  const end = sql.indexOf("'", open + 1);
  return end < 0 ? sql.length : end + 1;
}

/** Where the quote is that continues a string closed at `at`, or -1. Source: `quotecontinue` in scan.l. */
function continuation(sql: string, at: number): number {
  let lineSeen = false;
  for (let i = at; i < sql.length; i++) {
    const c = sql.charAt(i);
    if (c === "'") return lineSeen ? i : -1;
    if (c === '\n' || c === '\r') lineSeen = true;
    else if (c === '-' && sql.charAt(i + 1) === '-') i = lineEnd(sql, i) - 1;
    else if (c !== ' ' && c !== '\t' && c !== '\f' && c !== '\v') return -1;
  }
  return -1;
}

/** A doubled quote stays inside; with `escapes`, so does a quote behind a backslash. */
function quotedEnd(sql: string, open: number, quote: string, escapes: boolean): number {
  for (let i = open + 1; i < sql.length; i++) {
    const c = sql.charAt(i);
    if (escapes && c === '\\') i++;
    else if (c === quote) {
      if (sql.charAt(i + 1) !== quote) return i + 1;
      i++;
    }
  }
  return sql.length;
}

/** An operator ends where a comment begins, and with `+` or `-` only if it holds one of `~!@#%^&|`?`. */
function operatorEnd(sql: string, at: number): number {
  if (sql.charAt(at) === ':') {
    const next = sql.charAt(at + 1);
    return next === ':' || next === '=' ? at + 2 : at + 1;
  }
  if (sql.charAt(at) === '.') return at + 2;
  const end = match(operatorRun, sql, at);
  if (end === at + 1 || match(freeOperator, sql, at) > at) return end;
  let last = end;
  while (last > at + 1 && '+-'.includes(sql.charAt(last - 1))) last--;
  return last;
}
