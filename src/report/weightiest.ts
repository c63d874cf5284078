/** Something that differs between two plans, with the blocks that its nodes touched themselves on each side. */
interface Moving {
  readonly baseBuffers: number | null;
  readonly headBuffers: number | null;
}

/** Blocks by which a plan change raised or lowered the work of its nodes; 0 where a side has no such node. */
export function movedBuffers({ baseBuffers, headBuffers }: Moving): number {
  return baseBuffers === null || headBuffers === null ? 0 : Math.abs(headBuffers - baseBuffers);
}

/** The changes that moved at least a fifth of what the weightiest moved: all of them when none moved anything. */
export function weightiest<Change extends Moving>(changes: readonly Change[]): readonly Change[] {
  const most = Math.max(0, ...changes.map(movedBuffers));
  return changes.filter(change => movedBuffers(change) >= most / 5);
}
