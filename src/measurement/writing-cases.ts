import type { Database } from '../postgres/index.ts';
import { significantTokens } from '../sql/index.ts';
import type { CasePair } from './pair-cases.ts';

const writes: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'merge']);

/**
 * Those that change rows, or may: FOR UPDATE, and functions of somebody's own that PostgreSQL must take for VOLATILE, are
 * among them. What only a view calls is not seen.
 */
export async function writingCases(
  pairs: readonly CasePair[],
  { base, head }: { readonly base: Database | null; readonly head: Database },
): Promise<readonly CasePair[]> {
  // In a database that is not plangate's own everything is refused that writes.
  if (pairs.length === 0 || !head.isOwn) return [];
  const words = {
    base: base === null ? writes : await wordsOf(base),
    head: await wordsOf(head),
  };
  const isWriting = (own: CasePair['base'], side: keyof typeof words) =>
    own !== null && hasOneOf(own.query.sql, words[side]);
  return pairs.filter(pair => isWriting(pair.base, 'base') || isWriting(pair.head, 'head'));
}

/** The words that a writing statement has, with the names of such functions. */
async function wordsOf(database: Database): Promise<ReadonlySet<string>> {
  await using session = await database.connect({ applicationName: 'plangate functions' });
  const functions = await session.query<{ name: string }>(volatileFunctions);
  return new Set([...writes, ...functions.map(({ name }) => name)]);
}

/** https://www.postgresql.org/docs/current/xfunc-volatility.html */
const volatileFunctions = `
  select distinct proname::text as name from pg_proc p
  where provolatile = 'v' and prokind = 'f' and prorettype <> 'trigger'::regtype
    and pronamespace <> all (array['pg_catalog', 'information_schema']::regnamespace[])
    and not exists (
      select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
    )`;

function hasOneOf(sql: string, words: ReadonlySet<string>): boolean {
  for (const { start, end } of significantTokens(sql)) {
    const text = sql.slice(start, end);
    const word = text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text.toLowerCase();
    if (words.has(word)) return true;
  }
  return false;
}
