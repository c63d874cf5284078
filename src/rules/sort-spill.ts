import { formatBytes, formatCount, formatShare } from '../comparison/index.ts';
import { describeNode, type PlanNode, spills, subtree, totalRows, walk } from '../plan/index.ts';
import { caseBuffers } from './case-buffers.ts';
import { onlyScan, relationScans } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { shortened } from './shortened.ts';
import type { Facts } from './types.ts';
import { memoryWords, workMemory } from './work-memory.ts';

/** A sort that does not fit into work_mem writes its rows to files and reads them back, often more than once. */
export const sortSpill: CaseRule = {
  id: 'sort-spill',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-WORK-MEM',
  check,
  describe,
};

function check(
  { measurement, catalogue }: Scene,
  thresholds: Readonly<Record<string, number>>,
): readonly Observation[] {
  const { pages = 0, share = 0 } = thresholds;
  const { plan, work } = measurement;
  const nodes = walk(plan);
  const scans = relationScans(measurement, catalogue);
  return spills(plan).flatMap(({ node: id, kind, disk, blocks }) => {
    const node = nodes[id];
    const own = blocks / Math.max(1, caseBuffers(measurement) + work.temp);
    if (node === undefined || kind !== 'sort' || blocks < pages || own < share) return [];
    const { rows } = inputOf(node);
    return {
      key: `${node.type} ${node.sortKey.join(', ')}`,
      amount: blocks,
      buffers: blocks,
      relation: onlyScan(subtree(plan, node), scans)?.relation ?? null,
      node: id,
      facts: {
        step: describeNode(node),
        sortKey: node.sortKey.join(', '),
        rows: Math.round(rows),
        width: node.planWidth,
        disk: disk === null ? null : disk * 1024,
        blocks,
        share: Number(Math.min(1, own).toFixed(4)),
        workMemory: workMemory(plan),
        memory: memoryOf(node),
      },
    };
  });
}

/** What one sort read: a sort of several loops or workers keeps the rows of one of them at a time. */
function inputOf(node: PlanNode): { readonly rows: number } {
  const child = node.children.find(({ parentRelationship }) => parentRelationship === 'Outer');
  return { rows: (child === undefined ? null : totalRows(child))?.rows ?? 0 };
}

/**
 * Bytes that sorting the rows of one loop in memory takes, by what tuplesort.c keeps for each: an entry of 24 bytes, a chunk's
 * header of 8 and a minimal tuple with a header of 16. The width is the planner's.
 */
function memoryOf(node: PlanNode): number {
  const perLoop = node.children[0]?.actual?.rows ?? 0;
  return Math.ceil(perLoop * (48 + Math.ceil(node.planWidth / 8) * 8));
}

function describe(facts: Facts): Words {
  const disk = facts.disk === null ? '' : ` (${formatBytes(Number(facts.disk))} on disk)`;
  return {
    message: `${facts.step} by ${shortened(String(facts.sortKey))} does not fit into work_mem${memoryWords(facts)}: ${formatCount(Number(facts.rows))} rows of about ${formatCount(Number(facts.width))} bytes go through files, ${formatCount(Number(facts.blocks))} temporary blocks${disk}. That is ${formatShare(Number(facts.share))} of the blocks that the query moves.`,
    remedy: `Sort fewer or narrower rows, or read them from an index in this order; or give this one query the memory, for which the planner's width suggests about ${formatBytes(Number(facts.memory))}: SET LOCAL work_mem = '${megabytes(Number(facts.memory))}MB';`,
  };
}

/** Rounded up to a power of two. */
function megabytes(bytes: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, bytes / 1024 ** 2)));
}
