import { type Buffers, nodeDetails, type Plan, type PlanNode, walk } from '../../src/plan/index.ts';

/**
 * Everything that both formats say of a node, but how long it took. What differs from run to run is left out where it
 * does: what parallel workers shared, and what a write that was rolled back left behind.
 */
function told(node: PlanNode, isRepeatable: boolean): unknown {
  const {
    other,
    children,
    actual,
    buffers,
    walBytes,
    workers,
    sort,
    hash,
    functionName,
    rowsResolution,
    ...same
  } = node;
  const counts = {
    startupCost: 0,
    totalCost: 0,
    planRows: 0,
    rowsRemovedByFilter: 0,
    rowsRemovedByIndexRecheck: 0,
    rowsRemovedByJoinFilter: 0,
    heapFetches: 0,
  };
  return {
    ...same,
    ...(isRepeatable ? {} : counts),
    // Where there is none, its alias stands in its place.
    functionName: functionName ?? (node.type === 'Function Scan' ? node.alias : null),
    details: isRepeatable ? nodeDetails(node) : [],
    children: children.map(({ id }) => id),
    // Without rows nothing shows how they would be rounded.
    rowsResolution: actual === null ? null : rowsResolution,
    actual:
      actual === null
        ? null
        : {
            ...(isRepeatable ? { rows: actual.rows, loops: actual.loops } : {}),
            isTimed: actual.totalTime !== null,
          },
    // Where no step touched any, the text does not say that they were counted.
    buffers: isRepeatable ? (isZero(buffers) ? null : buffers) : !isZero(buffers),
    // The same.
    walBytes: isRepeatable ? (walBytes ?? 0) : 0,
    // A worker that finds nothing left to do is not told of.
    workers: isRepeatable
      ? workers.map(({ number, actual: own }) => ({ number, isMeasured: own !== null }))
      : [],
    sort: isRepeatable ? sort : sort !== null,
    hash: isRepeatable ? hash : hash !== null,
  };
}

function isZero(buffers: Buffers | null): boolean {
  return Object.values(buffers ?? {}).every(count => count === 0);
}

/**
 * All that both formats of EXPLAIN say of a plan. What differs from run to run is left out where it does: see `told`.
 */
export function toldByBoth(plan: Plan, isRepeatable: boolean): unknown {
  return {
    nodes: walk(plan).map(node => told(node, isRepeatable)),
    settings: plan.settings,
    triggers: plan.triggers.map(({ constraint, calls }) => ({ constraint, calls })),
    isTimed: [plan.planningTime !== null, plan.executionTime !== null],
    jit: plan.jit,
  };
}
