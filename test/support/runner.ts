import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { materialise } from '../../fixtures/ml-registry/materialise.ts';
import { LoopbackGitHub } from './github.ts';

const run = promisify(execFile);
const dist = join(import.meta.dirname, '..', '..', 'dist');

export interface StepResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** By name, as a later step would read them. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/**
 * One job on a runner: a bare `origin` with a pull request of a story, a shallow checkout of the merge commit as
 * actions/checkout leaves it, a loopback GitHub, and the built Action as a child process.
 */
export class Runner implements AsyncDisposable {
  readonly folder: string;
  readonly checkout: string;
  readonly github: LoopbackGitHub;
  readonly commits: { readonly base: string; readonly head: string; readonly merge: string };

  private constructor(folder: string, github: LoopbackGitHub, commits: Runner['commits']) {
    this.folder = folder;
    this.checkout = join(folder, 'work');
    this.github = github;
    this.commits = commits;
  }

  static async start(story: string): Promise<Runner> {
    const folder = await mkdtemp(join(tmpdir(), 'plangate-runner-'));
    const made = await materialise(story, join(folder, 'author'));
    const origin = join(folder, 'origin.git');
    await git(folder, 'clone', '--quiet', '--bare', made.repository, origin);
    const commit = async (name: string) => (await git(origin, 'rev-parse', `${name}^{commit}`)).stdout.trim();
    const [base, head] = [await commit(made.base), await commit(made.head)];
    const { stdout: tree } = await git(origin, 'rev-parse', `${head}^{tree}`);
    const { stdout: merged } = await git(
      origin,
      'commit-tree',
      tree.trim(),
      '-p',
      base,
      '-p',
      head,
      '-m',
      'Merge',
    );
    const merge = merged.trim();
    await git(origin, 'update-ref', 'refs/pull/7/merge', merge);
    // As actions/checkout does it: one commit deep, detached.
    const checkout = join(folder, 'work');
    await git(folder, 'init', '--quiet', checkout);
    await git(checkout, 'remote', 'add', 'origin', `file://${origin}`);
    await git(
      checkout,
      'fetch',
      '--quiet',
      '--depth=1',
      'origin',
      '+refs/pull/7/merge:refs/remotes/pull/7/merge',
    );
    await git(checkout, 'checkout', '--quiet', '--detach', 'refs/remotes/pull/7/merge');
    await mkdir(join(folder, 'temp'));
    return new Runner(folder, await LoopbackGitHub.start(), { base, head, merge });
  }

  /** Runs the main step for `event`, with the given inputs. */
  async step(
    event: 'pull_request' | 'push',
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<StepResult> {
    const file = (name: string) => join(this.folder, 'temp', name);
    await writeFile(file('event.json'), JSON.stringify(this.#payload(event)));
    for (const name of ['output', 'summary']) await writeFile(file(name), '');
    const environment = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DOCKER_HOST: 'unix:///nowhere/docker.sock',
      TMPDIR: process.env.TMPDIR ?? tmpdir(),
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: file('event.json'),
      GITHUB_REPOSITORY: 'octo/registry',
      GITHUB_SHA: event === 'push' ? this.commits.head : this.commits.merge,
      GITHUB_REF: event === 'push' ? 'refs/heads/main' : 'refs/pull/7/merge',
      GITHUB_WORKSPACE: this.checkout,
      GITHUB_API_URL: this.github.url,
      GITHUB_GRAPHQL_URL: `${this.github.url}/graphql`,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
      RUNNER_TEMP: join(this.folder, 'temp'),
      INPUT_TOKEN: 'ghs_loopbackSecret',
      ...Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
    };
    const result = await runNode(join(dist, 'action.js'), environment, this.checkout);
    return {
      ...result,
      outputs: parseOutputs(await readFile(file('output'), 'utf8')),
      summary: await readFile(file('summary'), 'utf8'),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.github[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }

  #payload(event: 'pull_request' | 'push'): unknown {
    const repository = { default_branch: 'main', full_name: 'octo/registry' };
    if (event === 'push')
      return { ref: 'refs/heads/main', before: this.commits.base, after: this.commits.head, repository };
    return {
      action: 'synchronize',
      number: 7,
      repository,
      pull_request: {
        number: 7,
        base: { ref: 'main', sha: this.commits.base },
        head: { ref: 'story', sha: this.commits.head },
      },
    };
  }
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
    const { stdout, stderr } = await run(process.execPath, [script], { env, cwd, maxBuffer: 1 << 26 });
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
