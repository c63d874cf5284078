import type { PlanNode } from './types.ts';

const types: ReadonlySet<string> = new Set(['Nested Loop', 'Hash Join', 'Merge Join']);

/** Whether a node puts the rows of two others together. */
export function isJoin({ type }: PlanNode): boolean {
  return types.has(type);
}
