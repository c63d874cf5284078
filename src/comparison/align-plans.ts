import { describeNode, exclusiveBuffers, type Plan, type PlanNode, touched, walk } from '../plan/index.ts';
import { heaviestPath } from './heaviest-path.ts';
import { likeness } from './node-likeness.ts';
import { Numbering, traitsOf } from './node-traits.ts';

/** A node that both plans have, or that one of them has alone: at least one side is there. */
export interface AlignedNode {
  readonly base: PlanNode | null;
  readonly head: PlanNode | null;
}

/** Pairs of nodes that are compared at most; each takes a byte. */
const mostCells = 4_000_000;

/**
 * The nodes of both plans in one list: base's in base's order, head's in head's, and those that stand for one another
 * in one entry. Of all such lists the one whose entries are most alike; what did most of the work counts double.
 * null for plans so large that finding it would take too long.
 */
export function alignPlans(base: Plan, head: Plan): readonly AlignedNode[] | null {
  const [before, after] = [walk(base), walk(head)];
  const { start, baseEnd, headEnd } = middleOf(before, after);
  const [rows, columns] = [baseEnd - start, headEnd - start];
  if (rows * columns > mostCells) return null;
  const entries: AlignedNode[] = before.slice(0, start).map((node, id) => pair(node, after[id]));
  const scores = rows * columns === 0 ? () => 0 : points(base, head, start, baseEnd, headEnd);
  let [i, j] = [start, start];
  for (const step of heaviestPath(scores, rows, columns)) {
    entries.push(
      pair(step === 'second' ? undefined : before[i++], step === 'first' ? undefined : after[j++]),
    );
  }
  return entries.concat(before.slice(baseEnd).map((node, at) => pair(node, after[headEnd + at])));
}

function pair(base: PlanNode | undefined, head: PlanNode | undefined): AlignedNode {
  return { base: base ?? null, head: head ?? null };
}

/** What is left to be aligned: nothing of plans of one shape; of plans that are large, not their equal ends. */
function middleOf(before: readonly PlanNode[], after: readonly PlanNode[]) {
  const [most, least] = [Math.max(before.length, after.length), Math.min(before.length, after.length)];
  let start = 0;
  while (start < least && isEqual(before[start], after[start])) start++;
  if (start < most && before.length * after.length <= mostCells)
    return { start: 0, baseEnd: before.length, headEnd: after.length };
  let same = 0;
  while (start + same < least && isEqual(before[before.length - 1 - same], after[after.length - 1 - same]))
    same++;
  return { start, baseEnd: before.length - same, headEnd: after.length - same };
}

function isEqual(base: PlanNode | undefined, head: PlanNode | undefined): boolean {
  return (
    base !== undefined &&
    head !== undefined &&
    base.children.length === head.children.length &&
    describeNode(base) === describeNode(head)
  );
}

function points(base: Plan, head: Plan, start: number, baseEnd: number, headEnd: number) {
  const numbering = new Numbering();
  const before = traitsOf(base, start, baseEnd, numbering);
  const after = traitsOf(head, start, headEnd, numbering);
  const types = walk(base)
    .slice(start, baseEnd)
    .map(({ type }) => type);
  const [baseShares, headShares] = [workShares(base), workShares(head)];
  return (row: number, column: number): number => {
    const [a, b] = [before[row], after[column]];
    if (a === undefined || b === undefined) return 0;
    const alike = likeness(a, b, types[row] ?? '');
    if (alike === 0 || a.target === 0) return alike;
    return alike * (1 + Math.max(baseShares[start + row] ?? 0, headShares[start + column] ?? 0));
  };
}

/** Which part of all blocks each node touched itself, by id. */
function workShares(plan: Plan): Float64Array {
  const shares = new Float64Array(plan.size);
  const own = [...exclusiveBuffers(plan)].map(
    ([id, buffers]) => [id, Math.max(0, touched(buffers))] as const,
  );
  const total = own.reduce((sum, [, blocks]) => sum + blocks, 0);
  for (const [id, blocks] of own) shares[id] = total === 0 ? 0 : blocks / total;
  return shares;
}
