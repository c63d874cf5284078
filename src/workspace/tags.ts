import type { Remote } from './remote.ts';
import type { UserRepository } from './user-repository.ts';

export interface Tag {
  /** Without `refs/tags/`. */
  readonly name: string;
  /** What it stands for; of an annotated tag the commit, not the tag object. */
  readonly sha: string;
}

/** All tags there are: the remote's, because a workflow's checkout has only its own; without a remote the user's. */
export async function listTags(user: UserRepository, remote: Remote): Promise<readonly Tag[]> {
  if (remote.exists) return await remote.tags();
  const format = '--format=%(objectname) %(refname)%0a%(*objectname) %(refname)^{}';
  const list = await user.run(['for-each-ref', format, 'refs/tags']);
  return readTags(list.stdout.toString('utf8'));
}

/** Reads lines of a hash, white space and a ref, where `refs/tags/v1^{}` is what the annotated tag `v1` stands for. */
export function readTags(lines: string): Tag[] {
  const found = new Map<string, string>();
  for (const line of lines.split('\n')) {
    const [, sha, name, peeled] = /^([0-9a-f]{40,64})\s+refs\/tags\/(.+?)(\^\{\})?$/.exec(line) ?? [];
    if (sha !== undefined && name !== undefined && (peeled !== undefined || !found.has(name)))
      found.set(name, sha);
  }
  return [...found].map(([name, sha]) => ({ name, sha }));
}
