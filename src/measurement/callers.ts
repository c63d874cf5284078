import { isForeignKey, significantTokens } from '../sql/index.ts';
import type { Caller } from './types.ts';

/** What a database has that executes statements of its own. Names are quoted where PostgreSQL would. */
export interface Routines {
  readonly functions: readonly Routine[];
  readonly foreignKeys: readonly ForeignKey[];
}

export interface Routine {
  /** `score(integer)` */
  readonly name: string;
  /** Of pg_proc.prosrc, see `wordsOf`. */
  readonly words: readonly string[];
  /** `audit on orders`, of the triggers that execute it. */
  readonly triggers: readonly string[];
}

export interface ForeignKey {
  readonly name: string;
  /** The two tables as `"public"."orders"`, always quoted, and the columns that are compared there. */
  readonly ends: readonly { readonly table: string; readonly columns: readonly string[] }[];
}

/** What executed a nested statement, as its text tells; null where it may be several, or none that is known. */
export function callerOf(text: string, { functions, foreignKeys }: Routines): Caller | null {
  if (isForeignKey(text)) {
    const [key, ...others] = foreignKeys.filter(({ ends }) =>
      ends.some(
        ({ table, columns }) =>
          text.includes(`ONLY ${table}`) && columns.every(column => comparesBy(text, column)),
      ),
    );
    return key === undefined || others.length > 0 ? null : { kind: 'foreign key', name: key.name };
  }
  const statement = wordsOf(text);
  const [found, ...others] = functions.filter(({ words }) => holds(words, statement));
  if (found === undefined || others.length > 0) return null;
  const [trigger, ...more] = found.triggers;
  return trigger === undefined || more.length > 0
    ? { kind: 'function', name: found.name }
    : { kind: 'trigger', name: trigger };
}

/** `"id" OPERATOR(pg_catalog.=) $1`, or the other way round. */
function comparesBy(text: string, column: string): boolean {
  return text.includes(`${column} OPERATOR(pg_catalog.`) || text.includes(`) ${column}`);
}

/** The words of a text, in lower case; pg_stat_statements shows constants as parameters, so both are `?`. */
export function wordsOf(sql: string): readonly string[] {
  return [...significantTokens(sql)].map(({ kind, start, end }) => {
    if (kind === 'number' || kind === 'string' || kind === 'dollar-string' || kind === 'parameter')
      return '?';
    const text = sql.slice(start, end);
    return kind === 'word' ? text.toLowerCase() : text;
  });
}

/**
 * Whether a function's text holds a statement. PL/pgSQL takes `INTO target` out of it, and makes SELECT of PERFORM.
 * https://www.postgresql.org/docs/current/plpgsql-statements.html
 */
function holds(source: readonly string[], statement: readonly string[]): boolean {
  return statement.length > 0 && source.some((_, start) => standsAt(source, start, statement));
}

function standsAt(source: readonly string[], start: number, statement: readonly string[]): boolean {
  let at = start;
  for (const [index, word] of statement.entries()) {
    if (source[at] === 'into' && word !== 'into') at = afterTargets(source, at + 1);
    const own = source[at];
    const isSame = own === word || (index === 0 && own === 'perform' && word === 'select');
    if (!isSame) return false;
    at++;
  }
  return true;
}

/** Behind `strict a, b.c`. */
function afterTargets(source: readonly string[], from: number): number {
  let at = source[from] === 'strict' ? from + 1 : from;
  at++;
  while (source[at] === ',' || source[at] === '.') at += 2;
  return at;
}
