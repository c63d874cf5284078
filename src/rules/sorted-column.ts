import type { IndexKey } from './index-keys.ts';
import { quoteName } from './quote-name.ts';

/** A key as EXPLAIN prints it: `d.deployed_at DESC`. null for an expression, and for a column of another relation. */
export async function sortedColumn(key: string, alias: string): Promise<IndexKey | null> {
  const match =
    /^(?:("(?:[^"]|"")+"|[\w$]+)\.)?("(?:[^"]|"")+"|[\w$]+)((?: DESC)?(?: NULLS (?:FIRST|LAST))?)$/u.exec(
      key,
    );
  const [, qualifier, text, direction = ''] = match ?? [];
  if (text === undefined || (qualifier !== undefined && qualifier !== (await quoteName(alias)))) return null;
  const column = text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
  return { column, text, collation: null, operatorClass: null, ordered: `${text}${direction}` };
}
