import type { Octokit } from './client.ts';

/** Where a comment or a check run goes. */
export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** GitHub's limit for the body of a comment, in characters. */
export const commentLimit = 65_536;

/** What the comment says of the run that wrote it, for the run after it. `fixed`: all is well, and was not before. */
export type CommentState = 'pass' | 'warn' | 'fail' | 'error' | 'fixed';

export interface CommentRequest {
  readonly pullRequest: number;
  /** Name of the gate; each keeps a comment of its own. */
  readonly name: string;
  readonly verdict: Exclude<CommentState, 'fixed'>;
  /** The commit that was measured. Where it is not the head any more, nothing is written; null asks nobody. */
  readonly headSha: string | null;
  /** Whether to write a comment where there is none. */
  readonly post: boolean;
  /** The text for at most `limit` characters; `fixed` when it takes the place of a failure. */
  readonly render: (options: { readonly fixed: boolean; readonly limit: number }) => string;
}

/** `outdated`: the pull request has got commits since, whose own run has told of them or will. */
export type CommentOutcome = 'created' | 'updated' | 'unchanged' | 'none' | 'outdated';

/**
 * Keeps one comment of this gate on the pull request: edits the one that is there, writes one if `post` says so,
 * otherwise none. It is recognised by its marker and its author, through all pages.
 * Sources: https://docs.github.com/en/rest/issues/comments, https://docs.github.com/en/graphql/reference/queries
 */
export async function keepComment(
  octokit: Octokit,
  repository: Repository,
  request: CommentRequest,
): Promise<CommentOutcome> {
  const existing = await findComment(octokit, repository, request);
  if (existing === null && !request.post) return 'none';
  const before = existing === null ? null : stateOf(existing.body);
  const fixed = request.verdict === 'pass' && (before === 'fail' || before === 'error' || before === 'fixed');
  const marker = commentMarker(request.name, fixed ? 'fixed' : request.verdict);
  const body = `${marker}\n${request.render({ fixed, limit: commentLimit - marker.length - 1 })}`;
  if (existing?.body === body) return 'unchanged';
  if (await isOutdated(octokit, repository, request)) return 'outdated';
  if (existing === null) {
    await octokit.rest.issues.createComment({ ...repository, issue_number: request.pullRequest, body });
    return 'created';
  }
  await octokit.rest.issues.updateComment({ ...repository, comment_id: existing.id, body });
  return 'updated';
}

/** A run of an older commit may end last, or be run again. */
async function isOutdated(
  octokit: Octokit,
  repository: Repository,
  { pullRequest, headSha }: CommentRequest,
): Promise<boolean> {
  if (headSha === null) return false;
  const { data } = await octokit.rest.pulls.get({ ...repository, pull_number: pullRequest });
  return data.head.sha !== headSha;
}

/** Hidden on the comment's first line; an HTML comment, which GitHub keeps and does not show. */
export function commentMarker(name: string, state: CommentState): string {
  return `${markerOf(name)}${state} -->`;
}

/** `--` would end the comment, and any other character might be mistaken for one of the marker's own. */
function markerOf(name: string): string {
  const code = encodeURIComponent(name.toWellFormed()).replace(/[-!'()*]/g, hex);
  return `<!-- plangate ${code} `;
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function stateOf(body: string): string | undefined {
  return /^<!-- plangate \S+ (\w+) -->/.exec(body)?.[1];
}

interface Found {
  readonly id: number;
  readonly body: string;
}

async function findComment(
  octokit: Octokit,
  repository: Repository,
  { pullRequest, name }: CommentRequest,
): Promise<Found | null> {
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    ...repository,
    issue_number: pullRequest,
    per_page: 100,
  });
  // Asked for only when there is a comment that somebody signed with this gate's marker.
  let author: string | null = null;
  for await (const { data } of pages) {
    for (const { id, body, user } of data) {
      if (!body?.startsWith(markerOf(name))) continue;
      author ??= await ownLogin(octokit);
      if (withoutBot(user?.login ?? '') === author) return { id, body };
    }
  }
  return null;
}

/** Who the token speaks as. An installation token may not ask REST's /user, but GraphQL's viewer answers. */
async function ownLogin(octokit: Octokit): Promise<string> {
  const { viewer } = await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
  return withoutBot(viewer.login);
}

/** REST writes `github-actions[bot]` where GraphQL may write `github-actions`. */
function withoutBot(login: string): string {
  return login.replace(/\[bot\]$/, '');
}
