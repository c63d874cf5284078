import { PlangateError } from '../errors.ts';
import { chooseBase } from './base.ts';
import { noCommit } from './names.ts';
import type { Base, Places, Tip } from './places.ts';
import type { RepositoryEvent, WorkspaceRequest } from './types.ts';
import type { UserRepository } from './user-repository.ts';

/** What is compared with what. */
export interface Sides extends Base {
  readonly head: Pick<Tip, 'ref' | 'sha'>;
}

/** Chooses head, and base to go with it. */
export async function chooseSides(places: Places, request: WorkspaceRequest): Promise<Sides> {
  const head = await chooseHead(places, request);
  const { base, why } = await chooseBase(places, request, head);
  await places.history.need(base.sha, base.ref);
  return { base, head: { ref: head.ref, sha: head.sha }, why };
}

async function chooseHead(places: Places, request: WorkspaceRequest): Promise<Tip> {
  const { user, names } = places;
  if (request.head !== null) {
    const commit = await names.resolve(request.head);
    return { ref: request.head, sha: commit, commit, name: request.head };
  }
  const { event } = request;
  if (event === null && user.isBare) {
    throw new PlangateError({
      kind: 'repository',
      place: user.folder,
      problem: 'This is a bare repository, which has no working tree.',
      remedy: 'Name what to compare with --base and --head.',
    });
  }
  const commit = await names.tryResolve('HEAD');
  if (commit === null) throw noCommit(user);
  if (event === null) return { ref: 'working tree', sha: null, commit, name: 'HEAD' };
  const ref = (await refOfEvent(places, event, commit)) ?? (await branchOf(user)) ?? 'HEAD';
  return { ref, sha: commit, commit, name: 'HEAD' };
}

/** What the event calls the commit that is checked out, where it is about this commit. */
async function refOfEvent(
  { history }: Places,
  event: RepositoryEvent,
  commit: string,
): Promise<string | null> {
  const { pullRequest } = event;
  if (pullRequest === null) return commit === event.sha ? event.tag : null;
  if (commit === pullRequest.headSha) return `refs/pull/${pullRequest.number}/head`;
  const isMerge = (await history.mergedInto(commit, pullRequest.headSha)) !== null;
  return isMerge ? `refs/pull/${pullRequest.number}/merge` : null;
}

async function branchOf(user: UserRepository): Promise<string | null> {
  const run = await user.run(['symbolic-ref', '--quiet', '--short', 'HEAD']);
  return run.code === 0 ? run.stdout.toString('utf8').trim() : null;
}
