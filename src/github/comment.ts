import { getOctokit } from '@actions/github';

/** Where the comment goes and how to get there. */
export interface CommentPlace {
  readonly owner: string;
  readonly repository: string;
  readonly pullRequest: number;
  readonly apiUrl: string;
  /** Secret. */
  readonly token: string;
}

/** Hidden in the comment, so that it is found again; an HTML comment, which GitHub keeps and does not show. */
export const commentMarker = '<!-- plangate: the comment of this pull request -->';

/** GitHub's limit for the body of a comment, in characters. */
export const commentLimit = 65_536;

export type CommentOutcome = 'created' | 'updated' | 'unchanged' | 'none';

type Octokit = ReturnType<typeof getOctokit>;

/**
 * Keeps one comment on the pull request: edits the one that is there, posts one if `post` says so, otherwise none.
 * The comment is recognised by its marker and its author, through all pages.
 * Sources: https://docs.github.com/en/rest/issues/comments, https://docs.github.com/en/graphql/reference/queries
 *
 * @param body the text, without the marker
 */
export async function keepComment(place: CommentPlace, body: string, post: boolean): Promise<CommentOutcome> {
  const octokit = getOctokit(place.token, { baseUrl: place.apiUrl });
  const repository = { owner: place.owner, repo: place.repository };
  const marked = `${commentMarker}\n${body}`;
  const existing = await findComment(octokit, repository, place.pullRequest);
  if (existing === null) {
    if (!post) return 'none';
    await octokit.rest.issues.createComment({ ...repository, issue_number: place.pullRequest, body: marked });
    return 'created';
  }
  if (existing.body === marked) return 'unchanged';
  await octokit.rest.issues.updateComment({ ...repository, comment_id: existing.id, body: marked });
  return 'updated';
}

async function findComment(
  octokit: Octokit,
  repository: { owner: string; repo: string },
  pullRequest: number,
): Promise<{ readonly id: number; readonly body: string } | null> {
  const author = await ownLogin(octokit);
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    ...repository,
    issue_number: pullRequest,
    per_page: 100,
  });
  for await (const { data } of pages) {
    for (const comment of data) {
      if (comment.body?.startsWith(commentMarker) && withoutBot(comment.user?.login ?? '') === author) {
        return { id: comment.id, body: comment.body };
      }
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
