import { type Plan, type PlanNode, subtree, walk } from '../plan/index.ts';
import { aliasesIn } from './relation-scans.ts';

/** Which parts of a plan are held together by conditions. */
export interface ConditionGraph {
  /** Whether some chain of conditions leads from the one set of aliases to the other. */
  connects(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean;
}

/**
 * Joins two aliases where a condition of the plan names both, where a condition on a scan names another alias, and where both
 * are compared by `=` with the same value, which is what remains of `a.x = b.x AND a.x = 7`. A subquery or CTE is joined with
 * all that it reads.
 */
export function conditionGraph(plan: Plan): ConditionGraph {
  const edges: (readonly string[])[] = [];
  for (const node of walk(plan)) {
    const own = node.alias === null ? [] : [...aliasesIn([node])];
    for (const condition of conditionsOf(node)) {
      edges.push([...own, ...aliasesNamed(condition)]);
      if (own.length === 0) continue;
      for (const value of valuesCompared(condition)) edges.push([...own, `= ${value}`]);
    }
    // A partition's alias stands for its table's.
    edges.push(own);
    if (node.children.length > 0 && own.length > 0) {
      edges.push([...own, ...aliasesIn(subtree(plan, node))]);
    }
  }
  return { connects: (some, others) => [...reached(some, edges)].some(alias => others.has(alias)) };
}

function conditionsOf(node: PlanNode): readonly string[] {
  const { indexCond, recheckCond, filter, joinFilter, hashCond, mergeCond, other } = node;
  const others = [other['Cache Key'], other['TID Cond'], other['Order By'], other['One-Time Filter']];
  return [indexCond, recheckCond, filter, joinFilter, hashCond, mergeCond, ...others].filter(
    text => typeof text === 'string',
  );
}

/** What stands before the dots of a condition, which EXPLAIN writes as SQL would. */
export function aliasesNamed(condition: string): readonly string[] {
  const bare = condition.replace(/'(?:[^']|'')*'/g, "''");
  return [...bare.matchAll(/("(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)\.(?=["\p{L}_])/gu)].map(
    ([, name = '']) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name),
  );
}

function valuesCompared(condition: string): readonly string[] {
  return [...condition.matchAll(/ = ('(?:[^']|'')*'(?:::[\w ]+)?|[-\w.$]+)\)/g)].map(
    ([, value = '']) => value,
  );
}

function reached(from: ReadonlySet<string>, edges: readonly (readonly string[])[]): ReadonlySet<string> {
  const found = new Set(from);
  let before = -1;
  while (found.size > before) {
    before = found.size;
    for (const edge of edges) {
      if (edge.some(alias => found.has(alias))) for (const alias of edge) found.add(alias);
    }
  }
  return found;
}
