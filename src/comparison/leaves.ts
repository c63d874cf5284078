import type { PlanNode } from '../plan/index.ts';
import { subjectOf } from './accesses.ts';
import { displayName } from './display-name.ts';

/**
 * What a node works on: the relations, CTEs and functions scanned below it, as `deployments d`, in the order of the
 * plan. Partitions count as their table. Subplans are left out: they belong to an expression, not to the rows.
 */
export function leavesOf(node: PlanNode): readonly string[] {
  const found = new Set<string>();
  const todo: { node: PlanNode; parent: PlanNode | null }[] = [{ node, parent: null }];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const leaf = leafOf(next.node, next.parent);
    if (leaf !== null) found.add(leaf);
    const parent = next.node;
    for (const child of rowSources(parent).toReversed()) todo.push({ node: child, parent });
  }
  return [...found];
}

/** The children that a node takes its rows from. */
export function rowSources(node: PlanNode): readonly PlanNode[] {
  return node.children.filter(
    child => child.parentRelationship !== 'InitPlan' && child.parentRelationship !== 'SubPlan',
  );
}

/** What the node itself scans, as `leavesOf` names it; null for a node that scans nothing with a name. */
export function leafOf(node: PlanNode, parent: PlanNode | null): string | null {
  if (!node.type.endsWith('Scan') || node.type === 'Subquery Scan') return null;
  if (node.relation !== null) {
    const stem =
      parent?.type.endsWith('Append') === true ? /^(.+)_\d+$/.exec(node.relation.alias)?.[1] : undefined;
    return stem === undefined || stem === node.relation.name ? subjectOf(node.relation) : displayName(stem);
  }
  const name = node.alias ?? node.cte ?? node.functionName;
  return name === null ? null : displayName(name);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
