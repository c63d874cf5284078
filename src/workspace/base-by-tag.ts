import type { Branch } from './default-branch.ts';
import { firstParent } from './first-parent.ts';
import type { Base, Places, Tip } from './places.ts';
import { previousTag, tellingTag } from './previous-tag.ts';
import type { Tag } from './tags.ts';

/** For the tag `name`, which was pushed or released: the release before it. */
export async function baseOfTag(places: Places, name: string, head: Tip): Promise<Base> {
  const tags = await tagsElsewhere(places, head);
  const previous = previousTag(name, namesOf(tags));
  const found = tags.find(tag => tag.name === previous);
  if (found === undefined) return await firstParent(places, head, `because no tag comes before ${name}`);
  return { base: { ref: found.name, sha: found.sha }, why: `the tag before ${name}` };
}

/** For a commit of the default branch: what was released last before it. */
export async function baseOnDefaultBranch(places: Places, branch: Branch, head: Tip): Promise<Base> {
  const tags = await tagsElsewhere(places, head);
  const commits = new Set(tags.map(tag => tag.sha));
  const sha = commits.size === 0 ? null : await places.history.newestBefore(head.commit, commits);
  const ref = tellingTag(namesOf(tags.filter(tag => tag.sha === sha)));
  const where = `${branch.name}, the default branch`;
  if (sha === null || ref === null)
    return await firstParent(places, head, `because no tag was found before it on ${where}`);
  return { base: { ref, sha }, why: `the newest tag before ${head.name} on ${where}` };
}

/** A tag of the very commit that is judged is another name for it, such as a moving `v1`. */
async function tagsElsewhere(places: Places, head: Tip) {
  return (await places.tags()).filter(tag => tag.sha !== head.commit);
}

function namesOf(tags: readonly Tag[]): string[] {
  return tags.map(({ name }) => name);
}
