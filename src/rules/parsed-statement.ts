import type { Node } from 'libpg-query';
import { parseSql } from './parse-sql.ts';

/** A statement as PostgreSQL's own parser reads it. */
export interface ParsedStatement {
  readonly sql: string;
  /** Such as `{ SelectStmt: … }`. */
  readonly tree: Node;
  /** The offset in characters of `sql` of a node's `location`, which counts bytes; null for a node that has none. */
  offsetOf(location: number | undefined): number | null;
  /** The view whose definition the node is from; null for one of the statement itself. */
  viewOf(location: number | undefined): string | null;
}

/** null for what the grammar that libpg-query holds does not take, and for what is nested too deeply to be read. */
export async function parseStatement(sql: string): Promise<ParsedStatement | null> {
  const tree = await parseSql(sql);
  if (tree === null) return null;
  const bytes = new TextEncoder().encode(sql);
  const decoder = new TextDecoder();
  return {
    sql,
    tree,
    offsetOf: location =>
      location === undefined || location < 0 ? null : decoder.decode(bytes.subarray(0, location)).length,
    viewOf: () => null,
  };
}
