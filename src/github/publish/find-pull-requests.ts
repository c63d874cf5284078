import { asking } from './asking.ts';
import type { Place } from './place.ts';
import type { WorkflowRun } from './workflow-run.ts';

export interface FoundPullRequest {
  readonly number: number;
  readonly headSha: string;
  readonly baseRef: string;
}

/**
 * The open pull requests whose head is the very commit that was run: none when it has moved on or was closed, several when
 * one branch asks to go into several. GitHub lists none with the run itself when it is a fork's.
 */
export async function findPullRequests(
  { octokit, owner, repository }: Place,
  { head }: WorkflowRun,
): Promise<readonly FoundPullRequest[]> {
  if (head.branch === null || head.owner === null) return [];
  const pulls = await asking('pull-requests: write', () =>
    octokit.paginate(octokit.rest.pulls.list, {
      owner,
      repo: repository,
      head: `${head.owner}:${head.branch}`,
      state: 'open',
      per_page: 100,
    }),
  );
  return pulls
    .filter(pull => pull.head.sha === head.sha && pull.head.repo?.full_name === head.repository)
    .map(pull => ({ number: pull.number, headSha: pull.head.sha, baseRef: pull.base.ref }));
}
