import { isJoin, type PlanNode } from '../plan/index.ts';
import { loopsOf } from './relation-scans.ts';

/** Nodes whose rows are those of their input, some of them, or each with others beside it. */
const keepsRows: ReadonlySet<string> = new Set([
  'Append',
  'Gather',
  'Gather Merge',
  'Hash',
  'Materialize',
  'Result',
  'Sort',
]);

/** Of each kind of join the sides whose rows come through it once they match. */
const drives: Readonly<Record<string, readonly string[]>> = {
  Inner: ['Outer', 'Inner'],
  Left: ['Outer'],
  Semi: ['Outer'],
  Anti: ['Outer'],
  Right: ['Inner'],
  'Right Semi': ['Inner'],
  'Right Anti': ['Inner'],
};

/** The nodes whose rows come to a sort without being put together, made up or looked up on the way. */
export function leadingNodes(sort: PlanNode): readonly PlanNode[] {
  const sources: PlanNode[] = [];
  const todo = [sort];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (isJoin(node)) todo.push(...drivingSides(node));
    else if (keepsRows.has(node.type)) todo.push(...node.children.filter(isInput));
    else sources.push(node);
  }
  return sources;
}

function isInput({ parentRelationship }: PlanNode): boolean {
  return parentRelationship !== 'SubPlan' && parentRelationship !== 'InitPlan';
}

function drivingSides(join: PlanNode): readonly PlanNode[] {
  return join.children.filter(child => {
    const side = child.parentRelationship ?? '';
    const isLookUp = join.type === 'Nested Loop' && side === 'Inner' && loopsOf(child) > loopsOf(join);
    return !isLookUp && (drives[join.joinType ?? '']?.includes(side) ?? false);
  });
}
