import type { Measurement } from '../measurement/index.ts';
import { nestedParts } from './nested-parts.ts';
import { nodeParts } from './node-parts.ts';
import type { Attribution, CountChange } from './types.ts';

/** A place that did some of a count, before anybody asks whether the plan changes name it. */
export type Part = Omit<Attribution, 'isPlanChange'>;

/**
 * The whole count of both sides, place by place: the bases of all parts sum to the change's base, the heads to its head.
 * What statements of triggers, foreign keys and functions did is told apart from the node that executed them, and no
 * block is counted twice. What is left is the part `rest`: the statement's own executions and the one that EXPLAIN
 * watched differ a little, and some work (deferred constraints, triggers in C) shows nowhere.
 */
export function countParts(
  base: Measurement,
  head: Measurement,
  change: CountChange,
  source: Measurement['workSource'],
): readonly Part[] {
  const nodes = nodeParts(base.plan, head.plan, change.count, change.head >= change.base);
  const outside = { base: change.base - sum(nodes, 'base'), head: change.head - sum(nodes, 'head') };
  const parts = source === 'plan' ? nodes : nestedParts({ base, head }, change.count, nodes, outside);
  const rest: Part = {
    count: change.count,
    kind: 'rest',
    where: '',
    statement: null,
    caller: null,
    calls: null,
    base: change.base - sum(parts, 'base'),
    head: change.head - sum(parts, 'head'),
    baseNode: null,
    headNode: null,
  };
  return rest.base === 0 && rest.head === 0 ? parts : [...parts, rest];
}

function sum(parts: readonly Part[], side: 'base' | 'head'): number {
  return parts.reduce((total, part) => total + (part[side] ?? 0), 0);
}
