import type { CatalogueIndex } from '../postgres/index.ts';
import { parseSql } from './parse-sql.ts';
import { quoteName } from './quote-name.ts';
import { lastName } from './sql-nodes.ts';

/** One key of an index, as its definition has it. */
export interface IndexKey {
  /** null for an expression. */
  readonly column: string | null;
  /** The column as it is typed, or the expression. */
  readonly text: string;
  /** `collate "de-x-icu"`, where it is not the column's own. */
  readonly collation: string | null;
  /** `text_pattern_ops`, where it is not the type's default. */
  readonly operatorClass: string | null;
  /** With ` DESC` and the like: what an index with the same order would have. */
  readonly ordered: string;
}

export async function indexKeys({ definition, columns }: CatalogueIndex): Promise<readonly IndexKey[]> {
  const statement = await parseSql(definition);
  if (statement === null || !('IndexStmt' in statement)) return [];
  const elements = (statement.IndexStmt.indexParams ?? []).flatMap(param =>
    'IndexElem' in param ? [param.IndexElem] : [],
  );
  return Promise.all(
    elements.map(async (element, at) => {
      const column = element.name ?? null;
      const text = column === null ? (columns[at] ?? '') : await quoteName(column);
      const descending = element.ordering === 'SORTBY_DESC' ? ' DESC' : '';
      const nulls = nullsOrder[element.nulls_ordering ?? ''] ?? '';
      return {
        column,
        text,
        collation: lastName(element.collation) || null,
        operatorClass: lastName(element.opclass) || null,
        ordered: `${text}${descending}${nulls}`,
      };
    }),
  );
}

const nullsOrder: Readonly<Record<string, string>> = {
  SORTBY_NULLS_FIRST: ' NULLS FIRST',
  SORTBY_NULLS_LAST: ' NULLS LAST',
};
