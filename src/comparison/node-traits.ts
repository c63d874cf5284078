import { describeNode, type Plan, type PlanNode, parents, walk } from '../plan/index.ts';
import { leafOf, rowSources } from './leaves.ts';

/** What makes two nodes alike. Texts are numbered, so that comparing a pair costs a few integers; 0 stands for none. */
export interface NodeTraits {
  /** What EXPLAIN calls it, target included. */
  readonly description: number;
  /** What it reads itself, with the alias. */
  readonly target: number;
  /** The relation that it reads itself, whatever its alias. */
  readonly relation: number;
  readonly type: number;
  /** What kind of step it is, such as a join, whichever way it is done. */
  readonly family: number;
  /** All that is scanned below it, the same whatever the order. */
  readonly leaves: number;
  /** Conditions and keys. */
  readonly conditions: number;
  /** Whether it is the top of a subplan or CTE. */
  readonly isSubplan: boolean;
}

/** Steps that can take each other's place. */
const families: Readonly<Record<string, string>> = {
  'Nested Loop': 'join',
  'Hash Join': 'join',
  'Merge Join': 'join',
  Sort: 'sort',
  'Incremental Sort': 'sort',
  Aggregate: 'aggregate',
  Group: 'aggregate',
  Unique: 'aggregate',
  Gather: 'gather',
  'Gather Merge': 'gather',
  Append: 'append',
  'Merge Append': 'append',
};

/** Gives equal texts equal numbers, from 1 on; both plans of a pair share one. */
export class Numbering {
  private readonly numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size + 1);
    return this.numbers.size;
  }
}

/** The traits of the nodes from `start` up to `end`, in the order of the plan; in time linear in the plan's size. */
export function traitsOf(plan: Plan, start: number, end: number, numbering: Numbering): NodeTraits[] {
  const leaves = leafSums(plan, numbering);
  return walk(plan)
    .slice(start, end)
    .map(node => {
      const { relation, alias, type } = node;
      const target = relation?.name ?? node.cte ?? node.functionName;
      const family = Object.hasOwn(families, type) ? families[type] : undefined;
      return {
        description: numbering.of(`node ${describeNode(node)}`),
        target: target === null ? 0 : numbering.of(`target ${JSON.stringify([target, alias])}`),
        relation: relation === null ? 0 : numbering.of(`relation ${relation.name}`),
        type: numbering.of(`type ${type}`),
        family: family === undefined ? 0 : numbering.of(`family ${family}`),
        leaves: leaves[node.id] ?? 0,
        conditions: numbering.of(`conditions ${conditionsOf(node)}`),
        isSubplan: node.subplanName !== null,
      };
    });
}

function conditionsOf(node: PlanNode): string {
  const { filter, indexCond, recheckCond, joinFilter, hashCond, mergeCond, sortKey, groupKey } = node;
  return JSON.stringify([filter, indexCond, recheckCond, joinFilter, hashCond, mergeCond, sortKey, groupKey]);
}

/**
 * For each node a number that is equal for nodes with the same leaves below them: a sum of one number per leaf, as sums
 * do not ask for the order. Partitions below one Append count once.
 */
function leafSums(plan: Plan, numbering: Numbering): Float64Array {
  const nodes = walk(plan);
  const above = parents(plan);
  const sums = new Float64Array(nodes.length);
  for (const node of nodes.toReversed()) {
    const leaf = leafOf(node, above[node.id] ?? null);
    const parts = rowSources(node).map(child => sums[child.id] ?? 0);
    const counted = node.type.endsWith('Append') ? [...new Set(parts)] : parts;
    const own = leaf === null ? 0 : scattered(numbering.of(`leaf ${leaf}`));
    sums[node.id] = counted.reduce((sum, part) => sum + part, own);
  }
  return sums;
}

/** Neighbouring numbers far apart, so that no two small sums are equal by chance. */
function scattered(number: number): number {
  return Math.imul(number, 0x9e3779b1) >>> 0;
}
