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
  | 'operator' // a run of operator characters, and `::`, `:=`, `:`
  | 'punctuation'; // ( ) [ ] , ; . and anything else, one character each

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

const wordStart = /[A-Za-z_\u0080-\uffff]/;
const wordRun = /[A-Za-z0-9_$\u0080-\uffff]*/y;
const spaceRun = /[ \t\n\r\f\v]+/y;
const numberRun =
  /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?(?:\.(?!\.)(?:\d(?:_?\d)*)?)?(?:[eE][+-]?\d(?:_?\d)*)?)/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const parameterRun = /\$\d+/y;
const operatorCharacters = '+-*/<>=~!@#%^&|`?';

export function* tokenize(sql: string): Generator<Token, void, undefined> {
  let at = 0;
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
  if (c === ':' || operatorCharacters.includes(c)) return 'operator';
  return 'punctuation';
}

function endOf(sql: string, at: number, kind: TokenKind): number {
  switch (kind) {
    case 'space':
      return match(spaceRun, sql, at);
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
  const end = sql.indexOf('\n', at);
  return end < 0 ? sql.length : end;
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

function stringEnd(sql: string, at: number): number {
  const quote = sql.indexOf("'", at);
  const escapes = quote === at + 1 && (sql.charAt(at) === 'e' || sql.charAt(at) === 'E');
  return quotedEnd(sql, quote, "'", escapes);
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

function operatorEnd(sql: string, at: number): number {
  if (sql.charAt(at) === ':') {
    const next = sql.charAt(at + 1);
    return next === ':' || next === '=' ? at + 2 : at + 1;
  }
  let end = at + 1;
  while (end < sql.length && operatorCharacters.includes(sql.charAt(end))) {
    // An operator ends where a comment begins.
    if (sql.startsWith('--', end) || sql.startsWith('/*', end)) break;
    end++;
  }
  return end;
}
