import type { WorkflowRun } from './workflow-run.ts';

/** An app whose runs have a read-only token, though its branches are the repository's own. */
const readOnlyActor = 'dependabot[bot]';

/**
 * Why `run` needs nobody to tell its result; null when somebody should, because its own token could not.
 *
 * @param repository `owner/name` of the repository that this job belongs to
 */
export function reasonToLeave(run: WorkflowRun, repository: string): string | null {
  if (run.event !== 'pull_request') return `The run was started by ${run.event}, not by a pull request.`;
  if (run.conclusion === null) return 'The run has not ended.';
  const isOwn = run.head.repository?.toLowerCase() === repository.toLowerCase();
  if (isOwn && run.actor !== readOnlyActor) {
    return "The pull request comes from a branch of this repository, so the run's own job has told its result.";
  }
  return null;
}
