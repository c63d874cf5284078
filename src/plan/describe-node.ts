import type { PlanNode } from './types.ts';

/**
 * A node as EXPLAIN's text format names it: `Index Scan using deployments_pkey on deployments d`, `Hash Left Join`.
 * Source: ExplainNode, ExplainScanTarget and ExplainIndexScanDetails in src/backend/commands/explain.c.
 */
export function describeNode(node: PlanNode): string {
  const prefix = `${node.parallelAware ? 'Parallel ' : ''}${node.asyncCapable ? 'Async ' : ''}`;
  return `${prefix}${nameOf(node)}${indexOf(node)}${targetOf(node)}`;
}

/** A name as SQL would write it: quoted unless it is plain lower case. Keywords stay bare, as this is for reading. */
export function displayName(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

const aggregates: Readonly<Record<string, string>> = {
  Plain: 'Aggregate',
  Sorted: 'GroupAggregate',
  Hashed: 'HashAggregate',
  Mixed: 'MixedAggregate',
};

function nameOf(node: PlanNode): string {
  switch (node.type) {
    case 'Aggregate': {
      const mode = node.partialMode === null || node.partialMode === 'Simple' ? '' : `${node.partialMode} `;
      return mode + (aggregates[node.strategy ?? 'Plain'] ?? `${node.strategy} Aggregate`);
    }
    case 'SetOp':
      return `${node.strategy === 'Hashed' ? 'HashSetOp' : 'SetOp'}${node.operation === null ? '' : ` ${node.operation}`}`;
    case 'ModifyTable':
      return node.operation ?? node.type;
    case 'Foreign Scan':
      return node.operation === null || node.operation === 'Select' ? node.type : `Foreign ${node.operation}`;
    case 'Custom Scan': {
      const provider = node.other['Custom Plan Provider'];
      return typeof provider === 'string' ? `Custom Scan (${provider})` : node.type;
    }
    case 'Nested Loop':
      return isOuterJoin(node) ? `Nested Loop ${node.joinType} Join` : node.type;
    case 'Hash Join':
    case 'Merge Join':
      return isOuterJoin(node) ? node.type.replace(' ', ` ${node.joinType} `) : node.type;
    default:
      return node.type;
  }
}

function isOuterJoin(node: PlanNode): boolean {
  return node.joinType !== null && node.joinType !== 'Inner';
}

function indexOf(node: PlanNode): string {
  if (node.index === null) return '';
  const backward = node.scanDirection === 'Backward' ? ' Backward' : '';
  const word = node.type === 'Bitmap Index Scan' ? 'on' : 'using';
  return `${backward} ${word} ${displayName(node.index)}`;
}

function targetOf(node: PlanNode): string {
  const { relation, alias } = node;
  const named = relation?.name ?? node.functionName ?? node.cte ?? otherTarget(node);
  if (named === null && alias === null) return '';
  const schema = relation?.schema ?? null;
  let text = ' on';
  if (named !== null)
    text += schema === null ? ` ${displayName(named)}` : ` ${displayName(schema)}.${displayName(named)}`;
  if (alias !== null && alias !== named) text += ` ${displayName(alias)}`;
  return text;
}

function otherTarget({ other }: PlanNode): string | null {
  const name = other['Table Function Name'] ?? other['Tuplestore Name'];
  return typeof name === 'string' ? name : null;
}
