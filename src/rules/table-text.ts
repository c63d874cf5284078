import type { CatalogueTable } from '../postgres/index.ts';
import { quoteName } from './quote-name.ts';

/** A table as it is typed into SQL, with its schema where that is not `public`. */
export async function tableText({ schema, name }: Pick<CatalogueTable, 'schema' | 'name'>): Promise<string> {
  return `${schema === 'public' ? '' : `${await quoteName(schema)}.`}${await quoteName(name)}`;
}
