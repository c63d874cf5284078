import { JoinedText } from './joined-text.ts';
import type { Plan, PlanNode } from './types.ts';

/**
 * What identifies a plan, on one line: node types, relations with their aliases, indexes, join types and how subplans
 * hang together. Costs, rows, literals, conditions and the number of workers launched are no part of it.
 * Two plans of equal shape do the same steps on the same objects.
 */
export function shape(plan: Plan): string {
  const text = new JoinedText('');
  const todo: (PlanNode | string)[] = [plan.root];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next === 'string') {
      text.add(next);
      continue;
    }
    text.add(nodeShape(next));
    const { children } = next;
    if (children.length === 0) continue;
    todo.push(')');
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child !== undefined) todo.push(child);
      todo.push(at === 0 ? ' (' : ', ');
    }
  }
  return text.toString();
}

function nodeShape(node: PlanNode): string {
  const name = node.relation?.name ?? node.cte ?? node.functionName;
  let text = node.subplanName === null ? '' : `${node.subplanName.replace(/ \(returns .*\)$/, '')}: `;
  if (node.parallelAware) text += 'Parallel ';
  if (node.partialMode !== null && node.partialMode !== 'Simple') text += `${node.partialMode} `;
  if (node.strategy !== null && node.strategy !== 'Plain') text += `${node.strategy} `;
  text += node.type;
  if (node.joinType !== null && node.joinType !== 'Inner') text += ` ${node.joinType}`;
  if (node.operation !== null) text += ` ${node.operation}`;
  if (node.scanDirection === 'Backward') text += ' Backward';
  if (node.index !== null) text += ` ${quoted(node.index)}`;
  if (name !== null) text += ` ${quoted(name)}`;
  if (node.alias !== null && node.alias !== name) text += ` ${quoted(node.alias)}`;
  return text;
}

/** Names are quoted, so that no name can read like a part of the plan. */
function quoted(name: string): string {
  return name.includes('"') || name.includes('\\') ? JSON.stringify(name) : `"${name}"`;
}
