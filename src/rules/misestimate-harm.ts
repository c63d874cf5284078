import type { Measurement } from '../measurement/index.ts';
import { describeNode, isJoin, type PlanNode, parents, spills, touched, walk } from '../plan/index.ts';
import type { Catalogue } from '../postgres/index.ts';
import { loopsOf, tableNamed } from './relation-scans.ts';

/** What was chosen for other numbers than came, and does more than another choice would have. */
export interface Harm {
  /**
   * `loop`: the inner side of a nested loop; `pairs`: the rows that it puts together in vain; `spill`: a sort or hash that does not
   * fit into memory; `side`: what a hash or merge join reads to meet few rows; `scan`: the index scan itself.
   */
  readonly kind: 'loop' | 'pairs' | 'spill' | 'side' | 'scan';
  readonly step: string;
  readonly node: number;
  /** What it touches, or moves through files. */
  readonly blocks: number;
}

/** Blocks that a look-up of one row takes: those of its index, and one of the table. */
const lookUp = 4;
/** Steps above that are looked at. */
const reach = 30;

/** From where on something is harm. Of temporary blocks, what the spills' own rules say. */
interface Least {
  readonly pages: number;
  /** How many times the blocks of the tables those of a look-up must be, which reading all of them would do with. */
  readonly dearer: number;
  readonly pairs: number;
}

/** For a step that is off: the worst that comes of it. null where the plan would hardly be better. */
export function harms(
  { plan }: Pick<Measurement, 'plan'>,
  catalogue: Catalogue,
  least: Least,
): (node: PlanNode, off: { readonly expected: number; readonly came: number }) => Harm | null {
  const above = parents(plan);
  const pages = pagesBelow(walk(plan), catalogue);
  const spilled = new Map(
    spills(plan).flatMap(({ node, kind, blocks }) =>
      kind === 'tuplestore' ? [] : [[node, blocks] as const],
    ),
  );
  /** What a side reads beyond what its tables hold, however often it is asked. */
  const isDear = (side: PlanNode, times: number) =>
    blocksOf(side) >=
    Math.max(least.pages, least.dearer * times * (pages[side.id] ?? Number.POSITIVE_INFINITY));

  const harmAt = (
    at: PlanNode,
    child: PlanNode,
    off: { readonly expected: number; readonly came: number },
  ) => {
    const isUnder = off.came > off.expected;
    const told = (kind: Harm['kind'], blocks: number, step = at): Harm[] => [
      { kind, step: describeNode(step), node: step.id, blocks },
    ];
    const temporary = spilled.get(at.id);
    if (isUnder && temporary !== undefined) {
      const join = at.type === 'Hash' ? (above[at.id] ?? null) : null;
      return told('spill', temporary + (spilled.get(join?.id ?? -1) ?? 0), join ?? at);
    }
    if (!isJoin(at)) return [];
    const other = at.children.find(
      ({ id, parentRelationship }) =>
        id !== child.id && ['Inner', 'Outer'].includes(parentRelationship ?? ''),
    );
    if (other === undefined) return [];
    if (isUnder && at.type === 'Nested Loop' && child.parentRelationship === 'Outer')
      return [
        ...(isDear(other, loopsOf(at)) ? told('loop', blocksOf(other)) : []),
        ...((at.rowsRemovedByJoinFilter ?? 0) * loopsOf(at) >= least.pairs
          ? told('pairs', blocksOf(at))
          : []),
      ];
    if (!isUnder && (at.type === 'Hash Join' || at.type === 'Merge Join')) {
      const wanted = least.dearer * lookUp * Math.max(1, off.came) * loopsOf(child);
      return blocksOf(other) >= Math.max(least.pages, wanted) ? told('side', blocksOf(other)) : [];
    }
    return [];
  };

  return (node, off) => {
    const found: Harm[] = [];
    const isIndexScan = /^(?:Index|Bitmap Heap)/.test(node.type);
    if (off.came > off.expected && isIndexScan && isDear(node, loopsOf(node)))
      found.push({ kind: 'scan', step: describeNode(node), node: node.id, blocks: blocksOf(node) });
    if (off.came > off.expected && spilled.has(node.id))
      found.push({
        ...({ kind: 'spill', step: describeNode(node), node: node.id } as const),
        blocks: spilled.get(node.id) ?? 0,
      });
    let child = node;
    let at = above[node.id] ?? null;
    for (let steps = 0; at !== null && steps < reach; steps++) {
      found.push(...harmAt(at, child, off));
      // What comes out of these is another number.
      if (at.type === 'Aggregate' || at.type === 'SetOp' || at.type === 'Limit') break;
      child = at;
      at = above[at.id] ?? null;
    }
    return found.toSorted((a, b) => b.blocks - a.blocks)[0] ?? null;
  };
}

function blocksOf({ buffers }: PlanNode): number {
  return buffers === null ? 0 : touched(buffers);
}

/** By node, the pages of the tables that its subtree reads; infinite where those of one are not known. */
function pagesBelow(nodes: readonly PlanNode[], catalogue: Catalogue): readonly number[] {
  const pages: number[] = new Array(nodes.length).fill(0);
  for (const node of nodes.toReversed()) {
    const own =
      node.relation === null || node.type.startsWith('Bitmap Index') ? 0 : pagesOf(node.relation, catalogue);
    pages[node.id] = node.children.reduce((sum, { id }) => sum + (pages[id] ?? 0), own);
  }
  return pages;
}

function pagesOf(relation: NonNullable<PlanNode['relation']>, catalogue: Catalogue): number {
  return Math.max(1, tableNamed(relation, catalogue)?.pages ?? Number.POSITIVE_INFINITY);
}
