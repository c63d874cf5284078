import type { Plan, PlanNode } from './types.ts';

/** All nodes in pre-order, as EXPLAIN prints them: `walk(plan)[id]` is the node with that id. */
export function walk(plan: Plan): readonly PlanNode[] {
  const before = kept.get(plan);
  if (before !== undefined) return before;
  const nodes: PlanNode[] = [];
  const todo: PlanNode[] = [plan.root];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    nodes.push(node);
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at];
      if (child !== undefined) todo.push(child);
    }
  }
  kept.set(plan, nodes);
  return nodes;
}

/** Plans never change, and nearly everything begins with a walk. */
const kept = new WeakMap<Plan, readonly PlanNode[]>();

/** The parent of each node, by id; null for the root. */
export function parents(plan: Plan): readonly (PlanNode | null)[] {
  const before = keptParents.get(plan);
  if (before !== undefined) return before;
  const above: (PlanNode | null)[] = new Array(plan.size).fill(null);
  for (const node of walk(plan)) {
    for (const child of node.children) above[child.id] = node;
  }
  keptParents.set(plan, above);
  return above;
}

const keptParents = new WeakMap<Plan, readonly (PlanNode | null)[]>();

/** For each node, by id, the id after the last node of its subtree: the subtree of `node` is [node.id, ends[node.id]). */
export function subtreeEnds(nodes: readonly PlanNode[]): Int32Array {
  const ends = new Int32Array(nodes.length);
  for (let id = nodes.length - 1; id >= 0; id--) {
    const last = nodes[id]?.children.at(-1);
    ends[id] = last === undefined ? id + 1 : (ends[last.id] ?? id + 1);
  }
  return ends;
}

/** A node and all below it, in the order of the plan. */
export function subtree(plan: Plan, { id }: PlanNode): readonly PlanNode[] {
  const nodes = walk(plan);
  const ends = keptEnds.get(plan) ?? subtreeEnds(nodes);
  keptEnds.set(plan, ends);
  return nodes.slice(id, ends[id]);
}

const keptEnds = new WeakMap<Plan, Int32Array>();
