import { PlangateError } from '../errors.ts';
import { baseOfTag, baseOnDefaultBranch } from './base-by-tag.ts';
import { defaultBranch, nameTheBase } from './default-branch.ts';
import { firstParent } from './first-parent.ts';
import type { Base, Places, Tip } from './places.ts';
import type { RepositoryEvent, WorkspaceRequest } from './types.ts';

/** Chooses what `head` is compared with: as named, else as the event says, else where it left the default branch. */
export async function chooseBase(places: Places, request: WorkspaceRequest, head: Tip): Promise<Base> {
  if (request.base !== null) {
    const sha = await places.names.resolve(request.base);
    return { base: { ref: request.base, sha }, why: 'as named' };
  }
  const { event } = request;
  if (event?.pullRequest) return await baseOfPullRequest(places, event.pullRequest, head);
  if (event?.mergeGroup) return await baseOfMergeGroup(places, event.mergeGroup, head);
  if (event && event.tag !== null) return await baseOfTag(places, event.tag, head);
  if (event?.name === 'push') return await baseOfPush(places, event.before, head);
  const branch = await defaultBranch(places.user, places.names, event);
  const found = await mergeBase(places, branch.name, branch.sha, head, 'the default branch');
  if (found.base.sha !== head.commit) return found;
  if (event !== null) return await baseOnDefaultBranch(places, branch, head);
  const rest = head.sha === null ? 'only uncommitted changes can differ' : 'nothing can differ';
  return { ...found, why: `${found.why}: it is ${head.name} itself, so ${rest}` };
}

async function baseOfPullRequest(
  places: Places,
  { number, baseRef, baseSha, headSha }: NonNullable<RepositoryEvent['pullRequest']>,
  head: Tip,
): Promise<Base> {
  const sha = await places.history.mergedInto(head.commit, headSha);
  if (sha !== null) {
    return { base: { ref: baseRef, sha }, why: `first parent of the merge commit refs/pull/${number}/merge` };
  }
  return await mergeBase(places, baseRef, baseSha, head, `the base of pull request ${number}`);
}

/** Its parent is the tip of the branch, or the group before it in the queue, which is judged by itself. */
async function baseOfMergeGroup(
  places: Places,
  { baseRef, baseSha, headSha }: NonNullable<RepositoryEvent['mergeGroup']>,
  head: Tip,
): Promise<Base> {
  if (head.commit !== headSha)
    return await mergeBase(places, baseRef, baseSha, head, 'the base of the merge group');
  return { base: { ref: baseRef, sha: baseSha }, why: 'the parent commit of the merge group' };
}

async function baseOfPush(places: Places, before: string | null, head: Tip): Promise<Base> {
  if (before === null) return await firstParent(places, head, 'because the push began the branch');
  const here = await places.history.need(before, 'the commit before the push').then(
    () => true,
    error => {
      // A forced push leaves its old commits to the server's housekeeping.
      if (error instanceof PlangateError) return false;
      throw error;
    },
  );
  if (here) return { base: { ref: 'before', sha: before }, why: 'the commit before the push' };
  return await firstParent(places, head, 'because the commit before the push cannot be had any more');
}

async function mergeBase(
  { user, history }: Places,
  ref: string,
  commit: string,
  head: Tip,
  role: string,
): Promise<Base> {
  await history.need(commit, ref);
  const sha = head.commit === commit ? commit : await history.mergeBase(head.commit, commit);
  if (sha !== null) return { base: { ref, sha }, why: `merge base of ${head.name} and ${ref}, ${role}` };
  throw new PlangateError({
    kind: 'repository',
    place: user.folder,
    problem: `${head.name} and ${ref}, ${role}, have no common ancestor.`,
    remedy: nameTheBase,
  });
}
