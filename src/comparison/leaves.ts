import type { PlanNode } from '../plan/index.ts';
import { subjectOf } from './accesses.ts';
import { displayName } from './display-name.ts';

/** Of what works on more, the first so many names: nobody reads them all, and their lists grow with the square. */
const mostLeaves = 200;

/**
 * What a node works on: the relations, CTEs and functions scanned below it, as `deployments d`, in the order of the
 * plan. Partitions count as their table. Subplans are left out: they belong to an expression, not to the rows.
 */
export function leavesOf(node: PlanNode): readonly string[] {
  const own = leafOf(node, null);
  const others = below(node);
  return own === null ? others : [...new Set([own, ...others])].slice(0, mostLeaves);
}

/** Nodes never change, and every join above asks for what the joins below it have. */
const kept = new WeakMap<PlanNode, readonly string[]>();

/** Leaves below a node, without itself. Works through a list, as plans may be deep. */
function below(root: PlanNode): readonly string[] {
  const todo = [root];
  for (let node = todo.at(-1); node !== undefined; node = todo.at(-1)) {
    const sources = rowSources(node);
    const unknown = sources.filter(child => !kept.has(child));
    if (unknown.length > 0 && !kept.has(node)) {
      for (const child of unknown) todo.push(child);
      continue;
    }
    kept.set(node, kept.get(node) ?? union(node, sources));
    todo.pop();
  }
  return kept.get(root) ?? [];
}

function union(node: PlanNode, sources: readonly PlanNode[]): readonly string[] {
  const [only] = sources;
  if (sources.length === 1 && only !== undefined && leafOf(only, node) === null) return kept.get(only) ?? [];
  const found = new Set<string>();
  for (const child of sources) {
    const leaf = leafOf(child, node);
    if (leaf !== null) found.add(leaf);
    for (const name of kept.get(child) ?? []) found.add(name);
    if (found.size >= mostLeaves) break;
  }
  return [...found].slice(0, mostLeaves);
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
