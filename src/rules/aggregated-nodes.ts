import { type Plan, type PlanNode, walk } from '../plan/index.ts';

/** What feeds the aggregates of a plan. */
export interface Aggregated {
  /** The aggregates below no other one, in the order of the plan. */
  readonly tops: readonly PlanNode[];
  /** All that is below an aggregate, what it reads of common table expressions included. */
  readonly inputs: ReadonlySet<PlanNode>;
}

/**
 * DISTINCT, UNION and semi-joins hash and sort as GROUP BY does, so only the statement can tell whether those aggregate
 * (`isGrouped`); an aggregate without GROUP BY is told by its strategy. Takes linear time.
 */
export function aggregatedNodes(plan: Plan, isGrouped: boolean): Aggregated {
  const nodes = walk(plan);
  const all = nodes.filter(node => isAggregate(node, isGrouped));
  const common = new Map(nodes.map(node => [node.subplanName, node]));
  const inputs = new Set<PlanNode>();
  const todo = all.flatMap(({ children }) => children);
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (inputs.has(node)) continue;
    inputs.add(node);
    for (const child of node.children) todo.push(child);
    const read = node.cte === null ? undefined : common.get(`CTE ${node.cte}`);
    if (read !== undefined) todo.push(read);
  }
  return { tops: all.filter(node => !inputs.has(node)), inputs };
}

function isAggregate({ type, strategy }: PlanNode, isGrouped: boolean): boolean {
  if (type === 'Group') return isGrouped;
  return type === 'Aggregate' && (isGrouped || strategy === 'Plain' || strategy === 'Mixed');
}
