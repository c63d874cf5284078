import { type Access, type AlignedNode, accesses, matchAccesses } from '../comparison/index.ts';
import {
  type Buffers,
  exclusiveBuffers,
  type Plan,
  type PlanNode,
  temporary,
  touched,
} from '../plan/index.ts';
import { weightiest } from './weightiest.ts';

/** Blocks that a step itself, without its children, touches more (or less, below zero) than before; 0 says nothing. */
export interface Moved {
  readonly buffers: number;
  readonly temp: number;
}

/** Below this many blocks more or less, a step explains nothing. */
const worthPointingAt = 50;

/**
 * The steps that matter: those whose own work moved most, in buffers or in temporary blocks. A relation that stands at
 * another place in the other plan is compared with itself all the same.
 */
export function diffWeights(
  base: Plan,
  head: Plan,
  aligned: readonly AlignedNode[],
): ReadonlyMap<AlignedNode, Moved> {
  const elsewhere = movedRelations(base, head, aligned);
  const partners = new Set(elsewhere.values());
  // What stands elsewhere is told where head has it.
  const told = aligned.filter(({ base, head }) => head !== null || base === null || !partners.has(base));
  const movedBy = (count: (buffers: Buffers) => number): ReadonlyMap<AlignedNode, number> => {
    const [before, after] = [ownCounts(base, count), ownCounts(head, count)];
    const weighed = told.map(entry => ({
      entry,
      baseBuffers: before(entry.base ?? (entry.head === null ? null : (elsewhere.get(entry.head) ?? null))),
      headBuffers: after(entry.head),
    }));
    const moved = weightiest(weighed).map(
      ({ entry, baseBuffers, headBuffers }) => [entry, headBuffers - baseBuffers] as const,
    );
    return new Map(moved.filter(([, blocks]) => Math.abs(blocks) >= worthPointingAt));
  };
  const [buffers, temp] = [movedBy(touched), movedBy(temporary)];
  const entries = [...new Set([...buffers.keys(), ...temp.keys()])];
  return new Map(
    entries.map(entry => [entry, { buffers: buffers.get(entry) ?? 0, temp: temp.get(entry) ?? 0 }]),
  );
}

type Nodes = ReadonlySet<PlanNode | null>;

/** For what only head has: base's node that reads the same relation and stands elsewhere in the list. */
function movedRelations(
  base: Plan,
  head: Plan,
  aligned: readonly AlignedNode[],
): ReadonlyMap<PlanNode, PlanNode> {
  const onlyBase: Nodes = new Set(aligned.filter(entry => entry.head === null).map(entry => entry.base));
  const onlyHead: Nodes = new Set(aligned.filter(entry => entry.base === null).map(entry => entry.head));
  const among = (plan: Plan, nodes: Nodes): Access[] => accesses(plan).filter(({ node }) => nodes.has(node));
  const { pairs } = matchAccesses(among(base, onlyBase), among(head, onlyHead));
  return new Map(pairs.map(([from, to]) => [to.node, from.node]));
}

function ownCounts(plan: Plan, count: (buffers: Buffers) => number): (node: PlanNode | null) => number {
  const own = exclusiveBuffers(plan);
  return node => {
    const buffers = node === null ? undefined : own.get(node.id);
    return buffers === undefined ? 0 : Math.max(0, count(buffers));
  };
}
