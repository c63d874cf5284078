import type { getOctokit } from '@actions/github';

/** The repository whose pull requests are told, and a client of the job that tells them. */
export interface Place {
  readonly octokit: ReturnType<typeof getOctokit>;
  readonly owner: string;
  readonly repository: string;
}
