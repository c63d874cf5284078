import { conclusionOf } from './conclusion.ts';
import { checkDistinct, type NamedCase } from './distinct-cases.ts';
import { archiveLimit, downloadArchive } from './download-archive.ts';
import { findArtifact } from './find-artifact.ts';
import { type FoundPullRequest, findPullRequests } from './find-pull-requests.ts';
import { parseReport } from './parse-report.ts';
import type { Place } from './place.ts';
import { readArchive } from './read-archive.ts';
import { reasonToLeave } from './reason-to-leave.ts';
import { refusal } from './refusal.ts';
import { type Validate, validated } from './validated.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** What this needs to know of a report: its verdict, which of several pull requests of one branch it is about, its cases. */
export interface Told {
  readonly verdict: string;
  readonly base: { readonly ref: string } | null;
  readonly cases: readonly NamedCase[];
}

export interface ForkReportRequest<T extends Told> extends Place {
  readonly run: WorkflowRun;
  /** The artifact's, which `artifactName` makes of the gate's. */
  readonly name: string;
  readonly validate: Validate<T>;
}

export type ForkReport<T extends Told> =
  | {
      readonly kind: 'report';
      /** Valid, but the word of whoever wrote the pull request. */
      readonly report: T;
      readonly pullRequest: FoundPullRequest;
      readonly conclusion: 'failure' | 'neutral';
      readonly runUrl: string;
      readonly artifactUrl: string;
    }
  | {
      readonly kind: 'nothing';
      readonly why: string;
      /** Whether somebody may be waiting for a result, and should be told that none comes. */
      readonly isNotice: boolean;
    };

/**
 * The report that a run for a fork's pull request has left, and the pull request to tell it on. Takes three requests, none
 * for a run that has told its result itself, one when the pull request has moved on. Nothing of the pull request is checked
 * out or run, and its artifact is read in memory only.
 *
 * @throws PlangateError (github) for an artifact that plangate would not have written, and for a missing permission
 */
export async function fetchForkReport<T extends Told>(request: ForkReportRequest<T>): Promise<ForkReport<T>> {
  const { run, owner, repository, name } = request;
  const left = reasonToLeave(run, `${owner}/${repository}`);
  if (left !== null) return { kind: 'nothing', why: left, isNotice: false };
  const pulls = await findPullRequests(request, run);
  if (pulls.length === 0) {
    const commit = run.head.sha.slice(0, 7);
    return nothing(`No open pull request has ${commit} as its head any more, so its result is dropped.`);
  }
  const artifact = await findArtifact(request, run.id, name);
  if (artifact === null) {
    return nothing(`The run has left no artifact called ${name}, so there is no result to tell: ${run.url}`);
  }
  const what = `artifact ${name} of run ${run.id}`;
  if (artifact.isExpired) return nothing(`The ${what} has expired, so there is no result to tell.`);
  if (artifact.size > archiveLimit) {
    throw refusal(
      what,
      `It has ${artifact.size} bytes, more than ${archiveLimit}.`,
      'Register fewer queries in one gate.',
    );
  }
  const archive = await downloadArchive(request, artifact.id, what);
  const bytes = await readArchive(archive, 'report.json', what);
  const place = `report.json in ${what}`;
  const report = validated(parseReport(bytes, place), request.validate, place);
  checkDistinct(report.cases, place);
  const pullRequest = about(report, pulls);
  if (pullRequest === null) {
    const numbers = pulls.map(({ number }) => `#${number}`).join(', ');
    return nothing(`The report does not say which of ${numbers} it is about, so it is dropped.`);
  }
  return {
    kind: 'report',
    report,
    pullRequest,
    conclusion: conclusionOf(report.verdict, run.conclusion),
    runUrl: run.url,
    artifactUrl: `${run.url}/artifacts/${artifact.id}`,
  };
}

function nothing(why: string): { kind: 'nothing'; why: string; isNotice: boolean } {
  return { kind: 'nothing', why, isNotice: true };
}

/** All of `pulls` are of one commit of one author, so that the author may well say which of them is meant. */
function about(report: Told, pulls: readonly FoundPullRequest[]): FoundPullRequest | null {
  if (pulls.length === 1) return pulls[0] ?? null;
  const meant = pulls.filter(pull => pull.baseRef === report.base?.ref);
  return meant.length === 1 ? (meant[0] ?? null) : null;
}
