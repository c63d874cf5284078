import { type Node, parse } from 'libpg-query';

/** A statement as PostgreSQL's own parser reads it. */
export interface ParsedStatement {
  readonly sql: string;
  /** Such as `{ SelectStmt: … }`. */
  readonly tree: Node;
  /** The offset in characters of `sql` of a node's `location`, which counts bytes; null for a node that has none. */
  offsetOf(location: number | undefined): number | null;
}

/** null for what PostgreSQL 17's grammar does not take, which is what libpg-query holds. */
export async function parseStatement(sql: string): Promise<ParsedStatement | null> {
  const tree = await parsed(sql);
  if (tree === null) return null;
  const bytes = new TextEncoder().encode(sql);
  const decoder = new TextDecoder();
  return {
    sql,
    tree,
    offsetOf: location =>
      location === undefined || location < 0 ? null : decoder.decode(bytes.subarray(0, location)).length,
  };
}

async function parsed(sql: string): Promise<Node | null> {
  try {
    return (await parse(sql)).stmts?.[0]?.stmt ?? null;
  } catch {
    return null;
  }
}
