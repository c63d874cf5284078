import { PlangateError } from '../errors.ts';
import type { RepositoryEvent } from '../workspace/index.ts';

/** The job that GitHub runs, as its environment and event file describe it. */
export interface Job {
  readonly owner: string;
  readonly repository: string;
  /** `https://api.github.com`, or a GitHub Enterprise Server's. */
  readonly apiUrl: string;
  /** `https://github.com` */
  readonly serverUrl: string;
  /** Folder of the checkout. */
  readonly folder: string;
  /** Folder for files that the job may leave, deleted by the runner. */
  readonly temporary: string;
  readonly event: RepositoryEvent;
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
  return {
    owner,
    repository,
    apiUrl: environment.GITHUB_API_URL ?? 'https://api.github.com',
    serverUrl: environment.GITHUB_SERVER_URL ?? 'https://github.com',
    folder: required(environment, 'GITHUB_WORKSPACE'),
    temporary: required(environment, 'RUNNER_TEMP'),
    event: {
      name,
      sha: required(environment, 'GITHUB_SHA'),
      pullRequest: pullRequest(payload),
      before: commit(payload.before),
      defaultBranch: text(object(payload.repository)?.default_branch),
    },
  };
}

function pullRequest(payload: Json): RepositoryEvent['pullRequest'] {
  const pull = object(payload.pull_request);
  const base = object(pull?.base);
  const head = object(pull?.head);
  const number = pull?.number;
  const baseSha = text(base?.sha);
  const baseRef = text(base?.ref);
  const headSha = text(head?.sha);
  if (typeof number !== 'number' || baseSha === null || baseRef === null || headSha === null) return null;
  return { number, baseSha, baseRef, headSha };
}

/** The zero object id means that there was none, such as for a new branch. */
function commit(value: unknown): string | null {
  const sha = text(value);
  return sha === null || /^0+$/.test(sha) ? null : sha;
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
