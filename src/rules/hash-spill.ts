import { formatBytes, formatCount, formatShare } from '../comparison/index.ts';
import { describeNode, type HashInfo, type PlanNode, parents, spills, subtree, walk } from '../plan/index.ts';
import { caseBuffers } from './case-buffers.ts';
import { onlyScan, relationScans } from './relation-scans.ts';
import type { CaseRule, Observation, Scene, Words } from './rule.ts';
import { shortened } from './shortened.ts';
import type { Facts } from './types.ts';
import { memoryWords, workMemory } from './work-memory.ts';

/** A hash table that does not fit into work_mem × hash_mem_multiplier is split into batches, which go through files. */
export const hashSpill: CaseRule = {
  id: 'hash-spill',
  of: 'case',
  manual: 'https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-HASH-MEM-MULTIPLIER',
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
  const above = parents(plan);
  const found = spills(plan);
  const blocksOf = new Map(found.map(({ node, blocks }) => [node, blocks]));
  return found.flatMap(({ node: id, kind, blocks: own }) => {
    const node = nodes[id];
    if (node === undefined || kind !== 'hash') return [];
    // A Hash writes the inner side's batches, its join those of the outer side.
    const join = node.type === 'Hash' ? (above[id] ?? null) : null;
    const blocks = own + (join === null ? 0 : (blocksOf.get(join.id) ?? temporaryOf(join, node)));
    const part = blocks / Math.max(1, caseBuffers(measurement) + work.temp);
    if (blocks < pages || part < share) return [];
    const told = join ?? node;
    const condition = join?.hashCond ?? node.groupKey.join(', ');
    return {
      key: `${told.type} ${condition}`,
      amount: blocks,
      buffers: blocks,
      relation: onlyScan(subtree(plan, told), scans)?.relation ?? null,
      node: told.id,
      facts: {
        step: describeNode(told),
        condition: condition === '' ? null : condition,
        isJoin: join !== null,
        rows: Math.round(rowsInto(node)),
        batches: batchesOf(node),
        blocks,
        share: Number(Math.min(1, part).toFixed(4)),
        workMemory: workMemory(plan),
        memory: memoryOf(node),
        multiplier:
          plan.settings.hash_mem_multiplier === undefined ? null : Number(plan.settings.hash_mem_multiplier),
      },
    };
  });
}

/** Temporary blocks of the join that its two sides do not hold. */
function temporaryOf(join: PlanNode, hash: PlanNode): number {
  const of = ({ buffers }: PlanNode) => (buffers === null ? 0 : buffers.tempRead + buffers.tempWritten);
  const outer = join.children.find(child => child !== hash && child.parentRelationship === 'Outer');
  return Math.max(0, of(join) - of(hash) - (outer === undefined ? 0 : of(outer)));
}

function rowsInto(node: PlanNode): number {
  const [child] = node.children;
  return (child?.actual?.rows ?? 0) * (child?.actual?.loops ?? 0);
}

function tables(node: PlanNode): readonly HashInfo[] {
  return [node.hash, ...node.workers.map(({ hash }) => hash)].filter(hash => hash !== null);
}

function batchesOf(node: PlanNode): number {
  return Math.max(1, ...tables(node).map(({ batches }) => batches ?? 1));
}

/** Bytes that all batches together take at most: each of them as much as the largest. */
function memoryOf(node: PlanNode): number {
  return Math.max(
    0,
    ...tables(node).map(({ batches, peakMemory }) => (batches ?? 1) * (peakMemory ?? 0) * 1024),
  );
}

function describe(facts: Facts): Words {
  const by = facts.condition === null ? '' : ` by ${shortened(String(facts.condition))}`;
  const what =
    facts.isJoin === true
      ? 'The hash table of one side, and the rows of the other that it is asked for,'
      : 'Rows that find no room in the hash table';
  const multiplier = facts.multiplier === null ? '2 from PostgreSQL 15 on, if not set' : facts.multiplier;
  return {
    message: `${facts.step}${by} does not fit into work_mem${memoryWords(facts)}. ${what} go through files in ${formatCount(Number(facts.batches))} batches: ${formatCount(Number(facts.blocks))} temporary blocks for ${formatCount(Number(facts.rows))} rows. That is ${formatShare(Number(facts.share))} of the blocks that the query moves.`,
    remedy: `Hash fewer or narrower rows, by a condition that holds before them; or give this one query the memory. All batches together take at most about ${formatBytes(Number(facts.memory))}, which work_mem times hash_mem_multiplier (${multiplier}) must hold: SET LOCAL work_mem = '${megabytes(Number(facts.memory) / Number(facts.multiplier ?? 2))}MB';`,
  };
}

/** Rounded up to a power of two. */
function megabytes(bytes: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, bytes / 1024 ** 2)));
}
