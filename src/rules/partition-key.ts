import type { Node } from 'libpg-query';
import { parseSql } from './parse-sql.ts';

export interface PartitionKey {
  readonly method: 'RANGE' | 'LIST' | 'HASH';
  /** As the catalogue has it: `RANGE (deployed_at)`. */
  readonly text: string;
  /** The first part's column, or that of its expression; null where it has none. */
  readonly column: string | null;
  /** All that is between the brackets, where the first part is an expression; null where it is a column. */
  readonly expression: string | null;
  /** How many columns and expressions it is made of. */
  readonly parts: number;
}

/** Reads what pg_get_partkeydef gives: `RANGE (deployed_at)`, `LIST (lower(region))`. null for what it does not know. */
export async function partitionKey(text: string): Promise<PartitionKey | null> {
  const match = /^(RANGE|LIST|HASH) \((.+)\)$/s.exec(text);
  const method = match?.[1] as PartitionKey['method'] | undefined;
  const inside = match?.[2];
  if (method === undefined || inside === undefined) return null;
  const elements = await elementsOf(inside);
  const [first] = elements;
  if (first === undefined) return null;
  return {
    method,
    text,
    column: first.name ?? columnIn(first.expr),
    expression: first.name === undefined ? inside : null,
    parts: elements.length,
  };
}

/** A key is written as that of an index is. */
async function elementsOf(inside: string) {
  const statement = await parseSql(`CREATE INDEX ON t (${inside})`);
  if (statement === null || !('IndexStmt' in statement)) return [];
  return (statement.IndexStmt.indexParams ?? []).flatMap(param =>
    'IndexElem' in param ? [param.IndexElem] : [],
  );
}

function columnIn(node: unknown): string | null {
  if (typeof node !== 'object' || node === null) return null;
  if ('ColumnRef' in node) {
    const { fields } = (node as Extract<Node, { ColumnRef: unknown }>).ColumnRef;
    const last = fields?.at(-1);
    return last !== undefined && 'String' in last ? (last.String.sval ?? null) : null;
  }
  return Object.values(node).reduce<string | null>((found, child) => found ?? columnIn(child), null);
}
