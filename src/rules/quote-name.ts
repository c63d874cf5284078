import { scan } from 'libpg-query';
import { quoteIdentifier } from '../sql/index.ts';

/** The parts of a name that may be qualified, in one. */
export async function quoteNames(names: readonly string[]): Promise<string> {
  return (await Promise.all(names.map(quoteName))).join('.');
}

/** A name that can be typed into SQL, quoted only where it must be. Source: quote_identifier in ruleutils.c. */
export async function quoteName(name: string): Promise<string> {
  if (!/^[a-z_][a-z0-9_$]*$/.test(name)) return quoteIdentifier(name);
  const kind = (await scan(name)).tokens[0]?.keywordName;
  return kind === 'NO_KEYWORD' || kind === 'UNRESERVED_KEYWORD' ? name : quoteIdentifier(name);
}
