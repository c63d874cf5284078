import { type Node, parse } from 'libpg-query';

/**
 * Levels of objects and lists in a tree, beyond which nobody wrote it by hand: a node has two or three. All that walks over
 * trees may go down as deep without running out of stack.
 */
const deepest = 1000;

/** The first statement, as PostgreSQL's own parser reads it; null for what it does not take, or nests too deeply. */
export async function parseSql(sql: string): Promise<Node | null> {
  try {
    const tree = (await parse(sql)).stmts?.[0]?.stmt ?? null;
    return tree !== null && isTooDeep(tree) ? null : tree;
  } catch {
    return null;
  }
}

/** Whether a tree is nested more deeply than is walked over. Works through a list, level by level. */
export function isTooDeep(tree: object): boolean {
  let level: readonly object[] = [tree];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    const next: object[] = [];
    for (const node of level)
      for (const child of Object.values(node))
        if (typeof child === 'object' && child !== null) next.push(child);
    level = next;
  }
  return false;
}
