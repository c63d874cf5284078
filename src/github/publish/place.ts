import type { Octokit } from '../client.ts';

/** The repository whose pull requests are told, and a client of the job that tells them. */
export interface Place {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repository: string;
}
