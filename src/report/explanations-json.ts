import { describeNode, parents, walk, workShares } from '../plan/index.ts';
import { describeFinding } from '../rules/index.ts';
import type { Explanation } from './explanation.ts';
import { splitRemedy } from './split-remedy.ts';

/**
 * The same for programs. Times in ms, `buffers` and `time` of a node without those of its children, shares from 0 to 1,
 * null for what EXPLAIN was not asked for. `schema` grows when a field changes its meaning.
 */
export function explanationsJson(
  all: readonly Explanation[],
  warnings: readonly string[],
  version: string,
): string {
  const value = { schema: 1, generator: { name: 'plangate', version }, plans: all.map(one), warnings };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function one({ name, parameters, place, plan, work, findings }: Explanation): object {
  const shares = workShares(plan);
  const above = parents(plan);
  return {
    name,
    parameters,
    file: place?.file ?? null,
    line: place?.line ?? null,
    work,
    planningTime: plan.planningTime,
    executionTime: plan.executionTime,
    nodes: walk(plan).map(node => ({
      id: node.id,
      parent: above[node.id]?.id ?? null,
      node: describeNode(node),
      estimatedRows: node.planRows,
      rows: node.actual?.rows ?? null,
      loops: node.actual?.loops ?? null,
      ...shares[node.id],
    })),
    findings: findings.map(finding => {
      const { message, remedy } = describeFinding(finding);
      const { rule, severity, relation, node, share, suppressed, facts } = finding;
      const { words, statement } = splitRemedy(remedy);
      return { rule, severity, relation, node, share, suppressed, message, remedy: words, statement, facts };
    }),
  };
}
