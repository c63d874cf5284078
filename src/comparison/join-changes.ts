import { isJoin, type Plan, type PlanNode, walk } from '../plan/index.ts';
import { bareName } from './accesses.ts';
import { leavesOf, listed, rowSources } from './leaves.ts';
import type { PlanChange } from './types.ts';

/** Joins of the same relations that are done by another method, and the same relations joined in another order. */
export function joinChanges(base: Plan, head: Plan): readonly PlanChange[] {
  const methods = methodChanges(joins(base), joins(head));
  return [...methods, ...orderChanges(joinTrees(base), joinTrees(head), methods.length > 0)];
}

interface Join {
  readonly node: PlanNode;
  readonly leaves: readonly string[];
  /** Equal for joins of the same relations, whatever their order. */
  readonly key: string;
}

function joinOf(node: PlanNode): Join {
  const leaves = leavesOf(node);
  return { node, leaves, key: JSON.stringify(leaves.toSorted()) };
}

function joins(plan: Plan): readonly Join[] {
  return walk(plan).filter(isJoin).map(joinOf);
}

function methodChanges(base: readonly Join[], head: readonly Join[]): readonly PlanChange[] {
  const before = new Map<string, Join>();
  for (const join of base) if (!before.has(join.key)) before.set(join.key, join);
  const seen = new Set<string>();
  return head.flatMap((join): PlanChange[] => {
    const old = before.get(join.key);
    if (old === undefined || seen.has(join.key)) return [];
    seen.add(join.key);
    const [from, to] = [bareName(old.node), bareName(join.node)];
    return from === to ? [] : [change('join-method', join, from, to, old)];
  });
}

/** The topmost joins, of the statement and of every subplan. */
function joinTrees(plan: Plan): readonly Join[] {
  const inner = new Set<number>();
  const trees: Join[] = [];
  for (const node of walk(plan)) {
    if (isJoin(node) && !inner.has(node.id)) trees.push(joinOf(node));
    if (isJoin(node) || inner.has(node.id)) for (const child of rowSources(node)) inner.add(child.id);
  }
  return trees;
}

function orderChanges(
  base: readonly Join[],
  head: readonly Join[],
  methodChanged: boolean,
): readonly PlanChange[] {
  const before = new Map(base.toReversed().map(join => [join.key, join]));
  return head.flatMap((join): PlanChange[] => {
    const old = before.get(join.key);
    if (old === undefined) return [];
    const [from, to] = [orderOf(old.node), orderOf(join.node)];
    // Which of two relations comes first goes with the method, and the method has been told.
    if (from === to || (methodChanged && join.leaves.length <= 2)) return [];
    return [change('join-order', join, from, to, old)];
  });
}

/** Joins within joins that are told one by one; what is deeper is told as what it works on. */
const deepest = 200;

/** `deployments, model_versions, (models, approvals)`: left-deep joins in a row, others in parentheses. */
function orderOf(node: PlanNode, depth = 0): string {
  const join = topJoin(node);
  const [outer, inner] = rowSources(join);
  if (!isJoin(join) || outer === undefined || inner === undefined || depth > deepest)
    return listed(leavesOf(join));
  const right = orderOf(inner, depth + 1);
  return `${orderOf(outer, depth + 1)}, ${leavesOf(inner).length > 1 ? `(${right})` : right}`;
}

/** The first node below that is a join or has not exactly one child to take rows from. */
function topJoin(node: PlanNode): PlanNode {
  let at = node;
  for (;;) {
    const sources = rowSources(at);
    const [only] = sources;
    if (isJoin(at) || only === undefined || sources.length > 1) return at;
    at = only;
  }
}

function change(kind: PlanChange['kind'], join: Join, from: string, to: string, old: Join): PlanChange {
  return {
    kind,
    subject: listed(join.leaves),
    from,
    to,
    lostIndex: false,
    baseNode: old.node.id,
    headNode: join.node.id,
  };
}
