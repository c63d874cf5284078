import type { Plan, PlanNode } from './types.ts';

/**
 * What identifies a plan, on one line: node types, relations with their aliases, indexes, join types and how subplans
 * hang together. Costs, rows, literals, conditions and the number of workers launched are no part of it.
 * Two plans of equal shape do the same steps on the same objects.
 */
export function shape(plan: Plan): string {
  const parts: string[] = [];
  const todo: (PlanNode | string)[] = [plan.root];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next === 'string') {
      parts.push(next);
      continue;
    }
    parts.push(nodeShape(next));
    if (next.children.length === 0) continue;
    parts.push(' (');
    todo.push(')');
    for (let at = next.children.length - 1; at >= 0; at--) {
      const child = next.children[at];
      if (child !== undefined) todo.push(child);
      if (at > 0) todo.push(', ');
    }
  }
  return parts.join('');
}

function nodeShape(node: PlanNode): string {
  const words = [
    node.subplanName === null ? '' : `${node.subplanName.replace(/ \(returns .*\)$/, '')}:`,
    node.parallelAware ? 'Parallel' : '',
    node.partialMode === 'Simple' ? '' : node.partialMode,
    node.strategy === 'Plain' ? '' : node.strategy,
    node.type,
    node.joinType === 'Inner' ? '' : node.joinType,
    node.operation,
    node.scanDirection === 'Backward' ? 'Backward' : '',
    quoted(node.index),
    quoted(node.relation?.name ?? node.cte ?? node.functionName),
    node.alias === (node.relation?.name ?? node.cte ?? node.functionName) ? '' : quoted(node.alias),
  ];
  return words.filter(word => word !== null && word !== '').join(' ');
}

/** Names are quoted, so that no name can read like a part of the plan. */
function quoted(name: string | null): string {
  return name === null ? '' : JSON.stringify(name);
}
