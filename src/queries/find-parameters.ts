import { type Token, tokenize } from '../sql/index.ts';

/** Why parameters cannot be numbered, at an offset of the original text. */
export interface ParameterFault {
  readonly offset: number;
  readonly problem: string;
  readonly remedy: string;
}

export interface Occurrence {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly positional: boolean;
}

/**
 * Finds `$1`, `:name`, `@name`, `sqlc.arg(name)` and `sqlc.narg(name)`.
 *
 * `:name` and `@name` are parameters only where nothing could end right before the sign: `a[i:j]`, `'k':v` and `a@b` are
 * left alone, `a[i :j]` is a parameter. `::`, `:=` and operators such as `@>`, `<@`, `@@` and `@-@` are no signs at all, and
 * neither is anything in strings, quoted identifiers and comments. `@ x` with a space is the absolute value.
 */
export function* findParameters(text: string): Generator<Occurrence | ParameterFault, void, undefined> {
  const tokens = [...tokenize(text)];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) return;
    const { start, end, kind } = token;
    if (kind === 'parameter') yield { start, end, name: text.slice(start + 1, end), positional: true };
    else if (kind === 'operator') {
      const next = tokens[i + 1];
      if (next?.kind !== 'word') continue;
      const sign = text.slice(start, end);
      const name = text.slice(next.start, next.end);
      if ((sign === ':' || sign === '@') && !endsValue(tokens[i - 1], text))
        yield { start, end: next.end, name, positional: false };
      else if (/^(?:=|<>|!=|<=|>=)@$/.test(sign))
        yield {
          offset: start,
          problem: `${sign}${name} reads as the operator ${sign}.`,
          remedy: `Write a space before @${name}.`,
        };
    } else if (kind === 'word' && isSqlc(text, token)) {
      const call = sqlcCall(text, tokens, i);
      if (call !== null) yield call;
    }
  }
}

/** Whether `token` can be the end of a value or name: what follows it without a space is then no parameter. */
function endsValue(token: Token | undefined, text: string): boolean {
  if (token === undefined || token.kind === 'space' || token.kind === 'comment') return false;
  if (token.kind === 'operator') return false;
  return token.kind !== 'punctuation' || ')]'.includes(text.slice(token.start, token.end));
}

function isSqlc(text: string, token: Token): boolean {
  return token.end - token.start === 4 && text.slice(token.start, token.end).toLowerCase() === 'sqlc';
}

/** `sqlc.arg(name)`, `sqlc.narg('name')`, spaces allowed. */
function sqlcCall(text: string, tokens: readonly Token[], at: number): Occurrence | null {
  const start = tokens[at]?.start ?? 0;
  const call = tokens
    .slice(at, at + 12)
    .filter(token => token.kind !== 'space')
    .slice(0, 6);
  const [, , , , argument, close] = call;
  const spelled = call.map(token => text.slice(token.start, token.end));
  if (argument === undefined || close === undefined || !/^\.n?arg\($/i.test(spelled.slice(1, 4).join('')))
    return null;
  const name =
    argument.kind === 'string' ? (spelled[4] ?? '').slice(1, -1) : argument.kind === 'word' ? spelled[4] : '';
  if (name === undefined || name === '' || spelled[5] !== ')') return null;
  return { start, end: close.end, name, positional: false };
}
