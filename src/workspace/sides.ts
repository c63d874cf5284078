import { PlangateError } from '../errors.ts';
import { defaultBranch, nameTheBase } from './default-branch.ts';
import type { History } from './history.ts';
import { type Names, noCommit } from './names.ts';
import type { RepositoryEvent, WorkspaceRequest } from './types.ts';
import type { UserRepository } from './user-repository.ts';

/** What is compared with what. */
export interface Sides {
  readonly base: { readonly ref: string; readonly sha: string };
  /** `sha` is null for the working tree. */
  readonly head: { readonly ref: string; readonly sha: string | null };
  readonly why: string;
}

interface Tip {
  readonly ref: string;
  readonly sha: string | null;
  /** The commit whose history decides: the working tree's is HEAD. */
  readonly commit: string;
  /** For sentences. */
  readonly name: string;
}

/** Chooses head, and base to go with it. */
export async function chooseSides(
  user: UserRepository,
  request: WorkspaceRequest,
  names: Names,
  history: History,
): Promise<Sides> {
  const head = await chooseHead(user, request, names, history);
  const { base, why } = await chooseBase(user, request, names, history, head);
  await history.need(base.sha, base.ref);
  return { base, head: { ref: head.ref, sha: head.sha }, why };
}

async function chooseHead(
  user: UserRepository,
  request: WorkspaceRequest,
  names: Names,
  history: History,
): Promise<Tip> {
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
  const ref = (await pullRequestRef(event, commit, history)) ?? (await branchOf(user)) ?? 'HEAD';
  return { ref, sha: commit, commit, name: 'HEAD' };
}

async function pullRequestRef(
  event: RepositoryEvent,
  commit: string,
  history: History,
): Promise<string | null> {
  const { pullRequest } = event;
  if (pullRequest === null) return null;
  if (commit === pullRequest.headSha) return `refs/pull/${pullRequest.number}/head`;
  const isMerge = (await mergedInto(commit, pullRequest.headSha, history)) !== null;
  return isMerge ? `refs/pull/${pullRequest.number}/merge` : null;
}

/** The first parent of `commit` when it is the merge of `headSha` into it, such as GitHub keeps in refs/pull/7/merge. */
async function mergedInto(commit: string, headSha: string, history: History): Promise<string | null> {
  const [first, second, ...others] = await history.parents(commit);
  return second === headSha && others.length === 0 ? (first ?? null) : null;
}

async function branchOf(user: UserRepository): Promise<string | null> {
  const run = await user.run(['symbolic-ref', '--quiet', '--short', 'HEAD']);
  return run.code === 0 ? run.stdout.toString('utf8').trim() : null;
}

type Base = Pick<Sides, 'base' | 'why'>;

async function chooseBase(
  user: UserRepository,
  request: WorkspaceRequest,
  names: Names,
  history: History,
  head: Tip,
): Promise<Base> {
  if (request.base !== null) {
    const sha = await names.resolve(request.base);
    return { base: { ref: request.base, sha }, why: 'as named' };
  }
  const { event } = request;
  if (event?.pullRequest) return await baseOfPullRequest(user, event.pullRequest, history, head);
  if (event && (event.before !== null || event.name === 'push')) {
    return await baseOfPush(event, history, head);
  }
  const branch = await defaultBranch(user, names, event);
  return await baseByMergeBase(user, branch.name, branch.sha, history, head, 'the default branch');
}

async function baseOfPullRequest(
  user: UserRepository,
  pullRequest: NonNullable<RepositoryEvent['pullRequest']>,
  history: History,
  head: Tip,
): Promise<Base> {
  const { number, baseRef, baseSha, headSha } = pullRequest;
  const sha = await mergedInto(head.commit, headSha, history);
  if (sha !== null) {
    return { base: { ref: baseRef, sha }, why: `first parent of the merge commit refs/pull/${number}/merge` };
  }
  await history.need(baseSha, baseRef);
  return await baseByMergeBase(user, baseRef, baseSha, history, head, `the base of pull request ${number}`);
}

async function baseOfPush(event: RepositoryEvent, history: History, head: Tip): Promise<Base> {
  let reason = 'because the push began the branch';
  if (event.before !== null) {
    const sha = event.before;
    const here = await history.need(sha, 'the commit before the push').then(
      () => true,
      error => {
        // A forced push leaves its old commits to the server's housekeeping.
        if (error instanceof PlangateError) return false;
        throw error;
      },
    );
    if (here) return { base: { ref: 'before', sha }, why: 'the commit before the push' };
    reason = 'because the commit before the push cannot be had any more';
  }
  const [parent] = await history.parents(head.commit);
  if (parent === undefined) {
    return {
      base: { ref: head.ref, sha: head.commit },
      why: `${head.name} itself, which is the first commit`,
    };
  }
  return { base: { ref: `${head.name}^1`, sha: parent }, why: `first parent of ${head.name}, ${reason}` };
}

async function baseByMergeBase(
  user: UserRepository,
  ref: string,
  commit: string,
  history: History,
  head: Tip,
  role: string,
): Promise<Base> {
  const sha = head.commit === commit ? commit : await history.mergeBase(head.commit, commit);
  if (sha === null) {
    throw new PlangateError({
      kind: 'repository',
      place: user.folder,
      problem: `${head.name} and ${ref}, ${role}, have no common ancestor.`,
      remedy: nameTheBase,
    });
  }
  const why = `merge base of ${head.name} and ${ref}, ${role}`;
  if (sha !== head.commit) return { base: { ref, sha }, why };
  const rest = head.sha === null ? 'only uncommitted changes can differ' : 'nothing can differ';
  return { base: { ref, sha }, why: `${why}: it is ${head.name} itself, so ${rest}` };
}
