import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type MaterialisedStory, materialise } from '../../fixtures/ml-registry/materialise.ts';
import { ResultsService, runtimeToken } from './artifact-service.ts';
import {
  type EventCommits,
  type EventKind,
  githubEvent,
  queueBranch,
  repositoryName,
  tags,
} from './events.ts';
import { LoopbackGitHub } from './github.ts';

const run = promisify(execFile);
const dist = join(import.meta.dirname, '..', '..', 'dist');

/** Of the workflow run that every job is in. */
export const runId = '4711';

export interface StepResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** By name, as a later step would read them. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Makes a repository in a folder that is not there yet. */
export type Author = (folder: string) => Promise<Pick<MaterialisedStory, 'repository' | 'base' | 'head'>>;

/**
 * Jobs on a runner: a bare `origin` with a pull request of a story, a shallow checkout as actions/checkout leaves it for
 * each event, a loopback GitHub with its artifact service, and the built Action as a child process.
 */
export class Runner implements AsyncDisposable {
  readonly folder: string;
  /** Of the pull request's merge commit. */
  readonly checkout: string;
  readonly github: LoopbackGitHub;
  readonly artifacts: ResultsService;
  readonly commits: EventCommits;

  private constructor(
    folder: string,
    github: LoopbackGitHub,
    artifacts: ResultsService,
    commits: EventCommits,
  ) {
    this.folder = folder;
    this.artifacts = artifacts;
    this.checkout = join(folder, 'work');
    this.github = github;
    this.commits = commits;
  }

  /** `base` and `head` of what an author made, instead of a story, are branches; base is `main`. */
  static async start(story: string | Author): Promise<Runner> {
    const folder = await mkdtemp(join(tmpdir(), 'plangate-runner-'));
    const author = join(folder, 'author');
    const made = await (typeof story === 'string' ? materialise(story, author) : story(author));
    const origin = join(folder, 'origin.git');
    await git(folder, 'clone', '--quiet', '--bare', made.repository, origin);
    await git(origin, 'symbolic-ref', 'HEAD', 'refs/heads/main');
    const commit = async (name: string) => (await git(origin, 'rev-parse', `${name}^{commit}`)).stdout.trim();
    const [base, head] = [await commit(made.base), await commit(made.head)];
    const { stdout: tree } = await git(origin, 'rev-parse', `${head}^{tree}`);
    const parents = ['-p', base, '-p', head];
    const { stdout: merged } = await git(origin, 'commit-tree', tree.trim(), ...parents, '-m', 'Merge');
    const merge = merged.trim();
    await git(origin, 'update-ref', 'refs/pull/7/head', head);
    await git(origin, 'update-ref', 'refs/pull/7/merge', merge);
    await git(origin, 'tag', '--annotate', '--message=Release', tags.previous, base);
    await mkdir(join(folder, 'temp'));
    const commits = { base, head, merge, branch: made.head };
    const runner = new Runner(folder, await LoopbackGitHub.start(), await ResultsService.start(), commits);
    runner.github.headSha = head;
    await checkOut(origin, 'refs/pull/7/merge', merge, runner.checkout);
    return runner;
  }

  /** Runs the main step for an event, with the given inputs. `action` is that of a pull request, `variables` replace the runner's own. */
  async step(
    kind: EventKind,
    inputs: Readonly<Record<string, string>> = {},
    action: 'opened' | 'synchronize' | 'reopened' = 'synchronize',
    variables: Readonly<Record<string, string>> = {},
  ): Promise<StepResult> {
    const file = (name: string) => join(this.folder, 'temp', name);
    const event = githubEvent(kind, this.commits, action);
    const checkout = kind === 'pull_request' ? this.checkout : join(this.folder, `work-${kind}`);
    await this.#arrange(kind);
    if (checkout !== this.checkout) {
      await rm(checkout, { recursive: true, force: true });
      await checkOut(join(this.folder, 'origin.git'), event.ref, event.sha, checkout);
    }
    await writeFile(file('event.json'), JSON.stringify(event.payload));
    for (const name of ['output', 'summary']) await writeFile(file(name), '');
    const isPullRequest = event.name.startsWith('pull_request');
    const environment = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DOCKER_HOST: 'unix:///nowhere/docker.sock',
      TMPDIR: process.env.TMPDIR ?? tmpdir(),
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: file('event.json'),
      GITHUB_REPOSITORY: repositoryName,
      GITHUB_SHA: event.sha,
      GITHUB_REF: event.ref,
      GITHUB_REF_NAME: event.ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
      GITHUB_BASE_REF: isPullRequest ? 'main' : '',
      GITHUB_HEAD_REF: isPullRequest ? this.commits.branch : '',
      GITHUB_WORKSPACE: checkout,
      GITHUB_API_URL: this.github.url,
      GITHUB_GRAPHQL_URL: `${this.github.url}/graphql`,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: runId,
      ACTIONS_RESULTS_URL: this.artifacts.url,
      ACTIONS_RUNTIME_TOKEN: runtimeToken(runId, 'job-1'),
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
      RUNNER_TEMP: join(this.folder, 'temp'),
      INPUT_TOKEN: 'ghs_loopbackSecret',
      ...variables,
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
    };
    const result = await runNode(join(dist, 'action.js'), environment, checkout);
    return {
      ...result,
      outputs: parseOutputs(await readFile(file('output'), 'utf8')),
      summary: await readFile(file('summary'), 'utf8'),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.github[Symbol.asyncDispose]();
    await this.artifacts[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Brings origin's branches and tags to where they are when the event happens. */
  async #arrange(kind: EventKind): Promise<void> {
    const { base, head, merge, branch } = this.commits;
    const origin = join(this.folder, 'origin.git');
    const isMerged = ['push', 'tag', 'release', 'workflow_dispatch', 'schedule'].includes(kind);
    const isFork = ['fork', 'foreign_run', 'pull_request_target'].includes(kind);
    const refs = new Map<string, string | null>([
      ['refs/heads/main', isMerged ? merge : base],
      // A branch of a fork is not here, and one that was merged is deleted.
      [`refs/heads/${branch}`, isMerged || isFork ? null : head],
      [`refs/heads/${queueBranch(this.commits)}`, kind === 'merge_group' ? merge : null],
      [`refs/tags/${tags.released}`, kind === 'tag' || kind === 'release' ? merge : null],
    ]);
    for (const [ref, commit] of refs)
      await git(origin, 'update-ref', ...(commit === null ? ['-d', ref] : [ref, commit]));
  }
}

/** As actions/checkout does it: one commit deep; a branch has its name, and all else is detached. */
async function checkOut(origin: string, ref: string, sha: string, checkout: string): Promise<void> {
  await git(origin, 'init', '--quiet', '--initial-branch=main', checkout);
  await git(checkout, 'remote', 'add', 'origin', `file://${origin}`);
  const branch = /^refs\/heads\/(.*)$/.exec(ref)?.[1];
  const target =
    branch === undefined
      ? ref.replace(/^refs\/pull\//, 'refs/remotes/pull/')
      : `refs/remotes/origin/${branch}`;
  await git(checkout, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', `+${sha}:${target}`);
  const options = branch === undefined ? ['--detach'] : ['-B', branch];
  await git(checkout, 'checkout', '--quiet', '--force', ...options, target);
}

function git(folder: string, ...args: string[]) {
  const environment = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Author',
    GIT_AUTHOR_EMAIL: 'author@example.org',
    GIT_COMMITTER_NAME: 'Author',
    GIT_COMMITTER_EMAIL: 'author@example.org',
  };
  return run('git', args, { cwd: folder, env: environment });
}

async function runNode(script: string, env: NodeJS.ProcessEnv, cwd: string) {
  try {
    const { stdout, stderr } = await run(process.execPath, [script], {
      env,
      cwd,
      maxBuffer: 1 << 26,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

/** Source: the delimiter form of GITHUB_OUTPUT, which @actions/core writes. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm))
    outputs[name] = value;
  return outputs;
}
