import {
  describeNode,
  exclusiveBuffers,
  exclusiveWal,
  type Plan,
  type PlanNode,
  temporary,
  touched,
  walk,
} from '../plan/index.ts';
import { type AlignedNode, alignPlans } from './align-plans.ts';
import type { Part } from './count-parts.ts';
import type { CountChange } from './types.ts';

/**
 * What each node did of a count itself, the nodes of both plans matched. Of nodes that stand for one another and have
 * other names, the one on the side that did more gives the name.
 *
 * @param isMore whether head did more of the count than base
 */
export function nodeParts(
  base: Plan,
  head: Plan,
  count: CountChange['count'],
  isMore: boolean,
): readonly Part[] {
  const [before, after] = [ownValues(base, count), ownValues(head, count)];
  const aligned = alignPlans(base, head) ?? alignByName(base, head);
  return aligned.map(pair => {
    const named = isMore ? (pair.head ?? pair.base) : (pair.base ?? pair.head);
    return {
      count,
      kind: 'node',
      where: named === null ? '' : describeNode(named),
      statement: null,
      caller: null,
      calls: null,
      base: pair.base === null ? null : (before.get(pair.base.id) ?? 0),
      head: pair.head === null ? null : (after.get(pair.head.id) ?? 0),
      baseNode: pair.base?.id ?? null,
      headNode: pair.head?.id ?? null,
    };
  });
}

function ownValues(plan: Plan, count: CountChange['count']): ReadonlyMap<number, number> {
  if (count === 'wal') return exclusiveWal(plan);
  const value = count === 'temp' ? temporary : touched;
  return new Map([...exclusiveBuffers(plan)].map(([id, buffers]) => [id, value(buffers)]));
}

/** For plans too large to be aligned: nodes of one name in their order. */
function alignByName(base: Plan, head: Plan): readonly AlignedNode[] {
  const waiting = new Map<string, PlanNode[]>();
  for (const node of walk(base)) {
    const name = describeNode(node);
    const nodes = waiting.get(name);
    if (nodes === undefined) waiting.set(name, [node]);
    else nodes.push(node);
  }
  for (const nodes of waiting.values()) nodes.reverse();
  const matched = walk(head).map(node => ({
    base: waiting.get(describeNode(node))?.pop() ?? null,
    head: node,
  }));
  const left = [...waiting.values()].flat().map(node => ({ base: node, head: null }));
  return [...matched, ...left];
}
