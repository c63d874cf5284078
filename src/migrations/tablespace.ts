import { type Statement, significantTokens } from '../sql/index.ts';

/**
 * CREATE TABLESPACE with its folder inside the data directory, whatever LOCATION says; null for any other statement.
 * The folder belongs to a machine that is not this one, and two servers could not share it.
 * Needs allow_in_place_tablespaces: https://www.postgresql.org/docs/current/runtime-config-developer.html
 */
export function inPlaceTablespace({ words, text }: Statement): string | null {
  if (words[0] !== 'create' || words[1] !== 'tablespace') return null;
  let located = false;
  for (const { kind, start, end } of significantTokens(text)) {
    if (located && (kind === 'string' || kind === 'dollar-string'))
      return `${text.slice(0, start)}''${text.slice(end)}`;
    located = kind === 'word' && text.slice(start, end).toLowerCase() === 'location';
  }
  return null;
}
