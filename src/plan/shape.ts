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
  const name = node.relation?.name ?? node.cte ?? node.functionName;
  let text = node.type;
  const before = (word: string | null) => {
    if (word !== null) text = `${word} ${text}`;
  };
  const after = (word: string | null) => {
    if (word !== null) text = `${text} ${word}`;
  };
  before(node.strategy === 'Plain' ? null : node.strategy);
  before(node.partialMode === 'Simple' ? null : node.partialMode);
  before(node.parallelAware ? 'Parallel' : null);
  before(node.subplanName === null ? null : `${node.subplanName.replace(/ \(returns .*\)$/, '')}:`);
  after(node.joinType === 'Inner' ? null : node.joinType);
  after(node.operation);
  after(node.scanDirection === 'Backward' ? 'Backward' : null);
  after(quoted(node.index));
  after(quoted(name));
  after(node.alias === name ? null : quoted(node.alias));
  return text;
}

/** Names are quoted, so that no name can read like a part of the plan. */
function quoted(name: string | null): string | null {
  if (name === null) return null;
  return /["\\]/.test(name) ? JSON.stringify(name) : `"${name}"`;
}
