import { PlangateError } from '../errors.ts';
import type { RepositoryEvent } from '../workspace/index.ts';

/** The job that GitHub runs, as its environment and event file describe it. */
export interface Job {
  readonly owner: string;
  readonly repository: string;
  /** `https://api.github.com`, or a GitHub Enterprise Server's. */
  readonly apiUrl: string;
  /** `https://github.com/octo/registry` */
  readonly repositoryUrl: string;
  /** The page of the workflow run. */
  readonly runUrl: string;
  /** Folder of the checkout. */
  readonly folder: string;
  /** Folder for files that the job may leave, deleted by the runner. */
  readonly temporary: string;
  readonly event: RepositoryEvent;
  /** The event as GitHub gave it. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Whether the event is of a pull request from another repository, whose token can only read. */
  readonly isFork: boolean;
  /**
   * `owner/name` of the repository whose commit the workflow before this one ran on, '' when it was deleted; null on
   * other events than `workflow_run`.
   */
  readonly headRepository: string | null;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads GITHUB_* and the event file.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 *
 * @param environment the process' environment
 * @param read gives the text of the event file
 * @throws PlangateError (usage) outside of a job, and for `pull_request_target`
 */
export function readJob(
  environment: Readonly<Record<string, string | undefined>>,
  read: (path: string) => string,
): Job {
  const name = required(environment, 'GITHUB_EVENT_NAME');
  if (name === 'pull_request_target') throw foreignCode(name);
  const [owner = '', repository = ''] = required(environment, 'GITHUB_REPOSITORY').split('/');
  const payload = parse(required(environment, 'GITHUB_EVENT_PATH'), read);
  const repositoryUrl = `${environment.GITHUB_SERVER_URL ?? 'https://github.com'}/${owner}/${repository}`;
  return {
    owner,
    repository,
    apiUrl: environment.GITHUB_API_URL ?? 'https://api.github.com',
    repositoryUrl,
    runUrl: `${repositoryUrl}/actions/runs/${environment.GITHUB_RUN_ID ?? ''}`,
    folder: required(environment, 'GITHUB_WORKSPACE'),
    temporary: required(environment, 'RUNNER_TEMP'),
    event: {
      name,
      sha: required(environment, 'GITHUB_SHA'),
      pullRequest: pullRequest(payload),
      mergeGroup: mergeGroup(payload),
      tag: tag(name, payload),
      before: commit(payload.before),
      defaultBranch: text(object(payload.repository)?.default_branch),
    },
    payload,
    isFork: isFork(payload, `${owner}/${repository}`),
    headRepository: headRepository(name, payload),
  };
}

/**
 * What is measured is run, so it must not come from somebody who may not write to this repository: a `workflow_run` has
 * the repository's secrets, whoever wrote the commit that it follows.
 *
 * @throws PlangateError (github) for a `workflow_run` that follows a commit of another repository
 */
export function refuseForeignCode({ owner, repository, headRepository }: Job): void {
  if (headRepository === null || isSame(headRepository, `${owner}/${repository}`)) return;
  const whose = headRepository === '' ? 'a repository that is gone' : headRepository;
  throw new PlangateError({
    kind: 'github',
    place: 'on: workflow_run',
    problem: `This run follows a commit of ${whose}, and plangate would run its migrations where this repository's secrets are.`,
    remedy: 'Measure in a workflow that is triggered by pull_request; no input allows it here.',
  });
}

function pullRequest(payload: Json): RepositoryEvent['pullRequest'] {
  const pull = object(payload.pull_request);
  const base = object(pull?.base);
  const number = pull?.number;
  const baseSha = commit(base?.sha);
  const baseRef = text(base?.ref);
  const headSha = commit(object(pull?.head)?.sha);
  if (typeof number !== 'number' || baseSha === null || baseRef === null || headSha === null) return null;
  return { number, baseSha, baseRef, headSha };
}

function mergeGroup(payload: Json): RepositoryEvent['mergeGroup'] {
  const group = object(payload.merge_group);
  const baseSha = commit(group?.base_sha);
  const baseRef = text(group?.base_ref);
  const headSha = commit(group?.head_sha);
  if (baseSha === null || baseRef === null || headSha === null) return null;
  return { baseSha, baseRef: baseRef.replace(/^refs\/heads\//, ''), headSha };
}

function tag(name: string, payload: Json): string | null {
  if (name === 'release') return text(object(payload.release)?.tag_name);
  const ref = name === 'push' ? text(payload.ref) : null;
  return /^refs\/tags\/(.+)$/s.exec(ref ?? '')?.[1] ?? null;
}

/** A fork that was deleted has no repository any more. */
function isFork(payload: Json, repository: string): boolean {
  const pull = object(payload.pull_request);
  const head = object(object(pull?.head)?.repo);
  return pull !== null && !isSame(text(head?.full_name) ?? '', repository);
}

/** GitHub's names are the same in upper and lower case. */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function headRepository(name: string, payload: Json): string | null {
  if (name !== 'workflow_run') return null;
  return text(object(object(payload.workflow_run)?.head_repository)?.full_name) ?? '';
}

/** A full hash. The zero object id means that there was none, such as for a new branch. */
function commit(value: unknown): string | null {
  const sha = text(value);
  return sha !== null && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) && !/^0+$/.test(sha) ? sha : null;
}

function parse(path: string, read: (path: string) => string): Json {
  let found = 'no JSON object';
  try {
    const payload = object(JSON.parse(read(path)));
    if (payload !== null) return payload;
  } catch (error) {
    found = error instanceof Error ? error.message : String(error);
  }
  throw new PlangateError({
    kind: 'github',
    place: 'GITHUB_EVENT_PATH',
    problem: `The event file could not be read: ${found}.`,
    remedy: 'Run plangate as a step of a GitHub workflow, or use the command line: plangate check.',
  });
}

function required(environment: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = environment[name];
  if (value !== undefined && value !== '') return value;
  throw new PlangateError({
    kind: 'github',
    place: name,
    problem: 'The variable is not set, so this is not a job of GitHub Actions.',
    remedy: 'Run plangate as a step of a GitHub workflow, or use the command line: plangate check.',
  });
}

function foreignCode(name: string): PlangateError {
  return new PlangateError({
    kind: 'github',
    place: `on: ${name}`,
    problem: `plangate runs the migrations of the pull request, and ${name} would hand them the repository's secrets.`,
    remedy: 'Trigger the workflow by pull_request.',
  });
}

function object(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
