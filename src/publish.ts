import type { ActionInputs } from './config/index.ts';
import { PlangateError } from './errors.ts';
import {
  annotateTrouble,
  artifactName,
  connect,
  fetchForkReport,
  type Job,
  logLine,
  readWorkflowRun,
  writeSummary,
} from './github/index.ts';
import { renderSummary, reportSchema } from './report/index.ts';
import { showOnGitHub, tell } from './surfaces.ts';

/**
 * Shows on a fork's pull request what the workflow run for it has measured: that run's own token can only read. Nothing of
 * the pull request is checked out or run; its artifact is the author's own word, so the check run is never a success.
 * Returns the exit code: what the report says fails the pull request's own run, and not this one.
 */
export async function publish(job: Job, action: ActionInputs): Promise<number> {
  if (action.token === null) throw noToken();
  const octokit = connect({ apiUrl: job.apiUrl, token: action.token });
  const found = await fetchForkReport({
    octokit,
    owner: job.owner,
    repository: job.repository,
    run: readWorkflowRun(job.payload),
    name: artifactName(action.name),
    validate: value => reportSchema.safeParse(value),
  });
  if (found.kind === 'nothing') {
    if (found.isNotice) annotateTrouble(found.why);
    else logLine(found.why);
    return 0;
  }
  const { report, pullRequest, conclusion, runUrl, artifactUrl } = found;
  const { headSha } = pullRequest;
  const links = { repositoryUrl: job.repositoryUrl, headSha };
  const markdown = { links, runUrl, artifactUrl, name: action.name, isForeign: true };
  await tell('summary', false, () => writeSummary(renderSummary(report, markdown)));
  await showOnGitHub(octokit, report, {
    repository: { owner: job.owner, repo: job.repository },
    pullRequest: pullRequest.number,
    headSha,
    isCurrent: true,
    name: action.name,
    comment: action.comment,
    check: action.check,
    conclusion,
    isFork: false,
    runUrl,
    markdown,
  });
  return 0;
}

function noToken(): PlangateError {
  return new PlangateError({
    kind: 'usage',
    place: 'input token',
    problem: 'There is none, and nothing can be published without.',
    remedy: 'Leave the input out to use the token of the job.',
  });
}
