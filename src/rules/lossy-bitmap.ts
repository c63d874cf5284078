import { formatBytes, formatCount, formatShare } from '../comparison/index.ts';
import { type PlanNode, parents } from '../plan/index.ts';
import { loopsOf, relationScans } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { scansOf } from './scan-reading.ts';
import type { Facts } from './types.ts';

/**
 * A bitmap of rows that outgrows work_mem keeps whole pages instead, all of whose rows are then read and checked again.
 */
export const lossyBitmap: CaseRule = {
  id: 'lossy-bitmap',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-WORK-MEM',
  check,
  describe,
};

function check(scene: Scene, given: Readonly<Record<string, number>>): readonly Observation[] {
  const threshold = (name: string) => given[name] ?? 0;
  const { measurement, catalogue } = scene;
  const above = parents(measurement.plan);
  // A BRIN index knows of ranges of pages alone: with as much memory as there is, its bitmap holds no rows.
  const ofPages = new Set(
    catalogue.tables.flatMap(({ indexes }) =>
      indexes.filter(({ method }) => method === 'brin').map(({ name }) => name),
    ),
  );
  const isWanted: Parameters<typeof relationScans>[2] = ({ node, indexes }) =>
    node.type === 'Bitmap Heap Scan' && loopsOf(node) > 0 && !indexes.some(name => ofPages.has(name));
  return relationScans(measurement, catalogue, isWanted).flatMap(scan => {
    const { first, accesses } = scan;
    const nodes = accesses.map(({ node }) => node);
    const sum = (amount: (node: PlanNode) => number) =>
      nodes.reduce((total, node) => total + amount(node), 0);
    const lossy = sum(node => heapBlocks(node).lossy);
    const blocks = lossy + sum(node => heapBlocks(node).exact);
    if (lossy < threshold('pages') || lossy < threshold('share') * blocks || lossy === 0) return [];
    const perScan = nodes.map(node => {
      const { exact, lossy: whole } = heapBlocks(node);
      return (exact + whole) / scansOf(node, loopsOf(node), above);
    });
    return {
      key: scan.subject,
      amount: lossy,
      buffers: scan.buffers,
      relation: scan.relation,
      node: first.node.id,
      facts: {
        scanned: scan.subject,
        index: first.indexes[0] ?? null,
        access: first.name,
        partitions: accesses.length,
        lossy,
        blocks,
        filter: first.node.recheckCond ?? first.node.filter,
        rowsKept: Math.round(scan.rowsKept),
        rowsDiscarded: Math.round(
          sum(
            node => ((node.rowsRemovedByIndexRecheck ?? 0) + (node.rowsRemovedByFilter ?? 0)) * loopsOf(node),
          ),
        ),
        rowsRechecked: Math.round(sum(node => (node.rowsRemovedByIndexRecheck ?? 0) * loopsOf(node))),
        workMem: measurement.plan.settings.work_mem ?? null,
        needed: neededMemory(Math.max(...perScan)),
        buffers: scan.buffers,
        share: Number(scan.share.toFixed(4)),
      },
    };
  });
}

/** Blocks that it read as rows and as whole pages, in all loops and, from PostgreSQL 18 on, by all workers. */
function heapBlocks({ other, workers }: PlanNode) {
  const own = (name: string) => (typeof other[name] === 'number' ? other[name] : 0);
  const sum = (kind: 'exact' | 'lossy') =>
    workers.reduce((total, worker) => total + (worker.heapBlocks?.[kind] ?? 0), 0);
  return {
    exact: own('Exact Heap Blocks') + sum('exact'),
    lossy: own('Lossy Heap Blocks') + sum('lossy'),
  };
}

/**
 * Bytes of work_mem that an exact bitmap of so many pages takes: 64 for each. Source: tbm_calculate_entries in
 * src/backend/nodes/tidbitmap.c (an entry of 48 bytes and two pointers), as of PostgreSQL 14 to 18.
 */
function neededMemory(pages: number): number {
  const megabyte = 1_048_576;
  return Math.max(1, Math.ceil((pages * 64 * 1.1) / megabyte)) * megabyte;
}

function describe(facts: Facts): Words {
  const lossy = Number(facts.lossy);
  const again =
    Number(facts.rowsRechecked) > 0
      ? ` and checks all of their rows again, of which ${formatCount(Number(facts.rowsRechecked))} were not asked for`
      : ' and checks all of their rows again';
  const memory = facts.workMem === null ? '' : ` of ${facts.workMem}`;
  return {
    message: `${facts.access} of ${facts.scanned} keeps whole pages instead of rows for ${formatCount(lossy)} of ${formatCount(Number(facts.blocks))} blocks (${formatShare(lossy / Number(facts.blocks))}), as its bitmap does not fit into work_mem${memory},${again}. The scan is ${formatShare(Number(facts.share))} of the query's buffers.`,
    remedy: `Make the index more selective, with another column of the condition, or give the query more memory: SET work_mem = '${formatBytes(Number(facts.needed)).replace(' ', '')}';`,
  };
}
