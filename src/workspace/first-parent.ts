import type { Base, Places, Tip } from './places.ts';

/** What is left when there is nothing better to compare with; `reason` says why there is not. */
export async function firstParent({ history }: Places, head: Tip, reason: string): Promise<Base> {
  const [parent] = await history.parents(head.commit);
  if (parent === undefined) {
    const base = { ref: head.ref, sha: head.commit };
    return { base, why: `${head.name} itself, which is the first commit` };
  }
  const base = { ref: `${head.name}^1`, sha: parent };
  return { base, why: `first parent of ${head.name}, ${reason}` };
}
