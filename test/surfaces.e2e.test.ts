import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { commentMarker } from '../src/github/index.ts';
import { reportSchema } from '../src/report/index.ts';
import { PipelinesService } from './support/artifact-service.ts';
import { LoopbackActionsApi } from './support/github-actions-api.ts';
import { Runner, type StepResult } from './support/runner.ts';
import { dropsKey, tinyRepository } from './support/tiny-repository.ts';

/** Where a report is met on GitHub: the built Action, against a loopback GitHub and its artifact service. */

let runner: Runner;

beforeAll(async () => {
  runner = await Runner.start(tinyRepository(dropsKey));
  return () => runner[Symbol.asyncDispose]();
});

afterEach(() => {
  const { github, artifacts } = runner;
  expect([...github.violations.splice(0), ...artifacts.violations.splice(0)]).toEqual([]);
  for (const list of [github.comments, github.checkRuns, github.requests]) list.splice(0);
  artifacts.artifacts.splice(0);
  for (const name of Object.keys(github.refuse)) delete github.refuse[name as keyof typeof github.refuse];
});

/** Annotations that are workflow commands. */
const commands = ({ stdout }: StepResult) =>
  stdout.split('\n').filter(line => /^::(?:error|warning|notice) [^:]*file=/.test(line));
const notices = ({ stdout }: StepResult) => stdout.split('\n').filter(line => line.startsWith('::notice'));
const notAllowed = { status: 403, message: 'Resource not accessible by integration' };

async function filesOf(zip: Buffer): Promise<string[]> {
  const archive = await fromBufferPromise(zip, { lazyEntries: true });
  const names: string[] = [];
  for await (const entry of archive.eachEntry()) names.push(entry.fileName);
  return names.sort();
}

describe('a pull request that got worse', () => {
  it('has a check run with annotations, a comment, an artifact, a summary and outputs, in few requests', async () => {
    const step = await runner.step('pull_request');
    expect(step.code, step.stdout + step.stderr).toBe(1);
    const { github, artifacts, commits } = runner;
    expect(github.checkRuns).toMatchObject([
      {
        name: 'plangate',
        headSha: commits.head,
        conclusion: 'failure',
        title: '1 query got worse',
        detailsUrl: 'https://github.com/octo/registry/actions/runs/4711',
        annotations: [{ path: 'db/migrations/002.sql', start_line: 1, annotation_level: 'failure' }],
      },
    ]);
    // What the check run shows is not shown again by the step.
    expect(commands(step)).toEqual([]);
    const page = 'https://github.com/octo/registry/actions/runs/4711/artifacts/501';
    expect(github.comments).toHaveLength(1);
    const [comment] = github.comments;
    expect(comment?.body).toContain(
      `(https://github.com/octo/registry/blob/${commits.head}/db/queries/model.sql#L1)`,
    );
    for (const text of [comment?.body, step.summary]) expect(text).toContain(`[Full report](${page})`);
    expect(github.requests.length).toBeLessThanOrEqual(6);

    expect(artifacts.artifacts.map(({ name }) => name)).toEqual(['plangate']);
    expect(await filesOf(artifacts.artifacts[0]?.zip ?? Buffer.alloc(0))).toEqual(
      ['html', 'json', 'md', 'sarif', 'xml'].map(ending => `report.${ending}`),
    );
    expect(step.outputs).toMatchObject({
      verdict: 'fail',
      queries: '1',
      regressions: '1',
      improvements: '0',
      'artifact-url': page,
    });
    expect(`${commentMarker('plangate', 'fail')}\n${step.outputs.comment}`.trim()).toBe(comment?.body.trim());
    expect(readFileSync(step.outputs.html ?? '', 'utf8')).toContain('<!doctype html>');
    expect(reportSchema.safeParse(JSON.parse(readFileSync(step.outputs.report ?? '', 'utf8'))).success).toBe(
      true,
    );
  });

  it('without checks: write has annotations of its own, and a notice with the YAML to paste', async () => {
    runner.github.refuse.checks = { ...notAllowed };
    const step = await runner.step('pull_request');
    expect(step.code).toBe(1);
    expect(commands(step)).toHaveLength(1);
    expect(commands(step)[0]).toMatch(
      /^::error title=model got worse[^:]*,file=db\/migrations\/002\.sql,line=1::caused by /,
    );
    expect(notices(step)).toHaveLength(1);
    expect(notices(step)[0]).toContain('%0Apermissions:%0A  contents: read%0A  checks: write');
    expect(runner.github.comments).toHaveLength(1);
  });

  it('of a fork is judged all the same, and says where its report is and what could publish it', async () => {
    for (const endpoint of ['checks', 'comments'] as const)
      runner.github.refuse[endpoint] = { ...notAllowed };
    const step = await runner.step('fork');
    expect(step.code).toBe(1);
    expect(step.outputs.verdict).toBe('fail');
    expect(step.summary).toContain('1 query got worse');
    expect(runner.artifacts.artifacts).toHaveLength(1);
    expect(notices(step)).toHaveLength(2);
    for (const notice of notices(step)) {
      expect(notice).toContain('forks have a token that can only read');
      expect(notice).not.toContain('permissions:');
    }
  });

  it('is judged the same when the network is gone in between and the artifact is refused', async () => {
    runner.github.refuse.checks = { status: 422, message: 'Validation Failed' };
    runner.github.refuse.list = { status: 0, message: '' };
    runner.artifacts.failures.push(403);
    const step = await runner.step('pull_request');
    expect(step.code).toBe(1);
    expect(step.outputs).toMatchObject({ verdict: 'fail', 'artifact-url': '' });
    expect(notices(step)).toHaveLength(3);
    expect(step.stdout.replaceAll('::add-mask::ghs_loopbackSecret', '')).not.toContain('ghs_loopbackSecret');
  });

  it('leaves the comment to the run of a newer commit, and has a check run of its own commit', async () => {
    runner.github.headSha = 'f'.repeat(40);
    const step = await runner.step('pull_request');
    runner.github.headSha = runner.commits.head;
    expect(step.code).toBe(1);
    expect(runner.github.comments).toEqual([]);
    expect(runner.github.checkRuns.map(({ headSha }) => headSha)).toEqual([runner.commits.head]);
    expect(step.stdout).toContain(`The pull request has newer commits than ${runner.commits.head}`);
  });

  it('says in output and summary why it did not start', async () => {
    const step = await runner.step('pull_request', { engine: 'oracle' });
    expect(step.code).toBe(2);
    expect(step.outputs.verdict).toBe('error');
    expect(step.summary).toContain('could not judge this change');
    expect(step.summary).toContain('input engine');
    expect(runner.github.requests).toEqual([]);
  });

  it('shows nothing where the inputs say so', async () => {
    const step = await runner.step('pull_request', { check: 'false', comment: 'never', artifact: 'false' });
    expect(step.code).toBe(1);
    expect(runner.github.requests).toEqual([]);
    expect(runner.artifacts.artifacts).toEqual([]);
    expect(commands(step)).toHaveLength(1);
    expect(step.outputs['artifact-url']).toBe('');
  });

  it('keeps gates of different names apart', async () => {
    for (const name of ['billing', 'shop']) await runner.step('pull_request', { name });
    expect(runner.github.checkRuns.map(({ name }) => name)).toEqual(['billing', 'shop']);
    expect(runner.github.comments.map(({ body }) => body.split('\n').slice(0, 2))).toEqual(
      ['billing', 'shop'].map(name => [
        commentMarker(name, 'fail'),
        `### ❌ plangate (${name}): 1 query got worse`,
      ]),
    );
    expect(runner.artifacts.artifacts.map(({ name }) => name)).toEqual(['billing', 'shop']);
  });

  it('on an Enterprise Server goes to the artifact service that it has', async () => {
    await using service = await PipelinesService.start();
    const step = await runner.step('pull_request', {}, 'synchronize', {
      GITHUB_SERVER_URL: 'https://github.corp.example',
      ACTIONS_RUNTIME_URL: `${service.url}/`,
    });
    expect(step.code, step.stdout).toBe(1);
    expect(service.violations).toEqual([]);
    expect([...service.files.keys()].sort()).toEqual(
      ['html', 'json', 'md', 'sarif', 'xml'].map(ending => `plangate/report.${ending}`),
    );
    expect(step.outputs['artifact-url']).toBe('https://github.corp.example/octo/registry/actions/runs/4711');
    expect(runner.github.comments[0]?.body).toContain('](https://github.corp.example/octo/registry/blob/');
  });
});

describe('mode: publish', () => {
  const branch = 'change';
  let api: LoopbackActionsApi;
  let archive: Buffer;

  beforeAll(async () => {
    api = await LoopbackActionsApi.start(runner.github);
    const fork = await runner.step('fork', { comment: 'never', check: 'false' });
    expect(fork.code).toBe(1);
    expect(runner.github.requests).toEqual([]);
    archive = runner.artifacts.artifacts.splice(0)[0]?.zip ?? Buffer.alloc(0);
    return () => api[Symbol.asyncDispose]();
  });

  afterEach(() => {
    api.pulls.splice(0);
    api.artifacts.splice(0);
  });

  /** What the run of a fork's pull request has left, and that pull request, in whatever state it is by now. */
  function afterFork({ headSha = runner.commits.head, left = archive } = {}): void {
    api.artifacts.push({ id: 77, run: 5001, name: 'plangate', archive: left });
    const head = { sha: headSha, owner: 'mallory', branch, repository: 'mallory/registry' };
    api.pulls.push({ number: 7, state: 'open', baseRef: 'main', head });
  }

  it('tells on the pull request what the run of the fork has measured', async () => {
    afterFork();
    const step = await runner.step('foreign_run', { mode: 'publish' });
    expect(step.code, step.stdout).toBe(0);
    expect(runner.github.checkRuns).toMatchObject([
      { name: 'plangate', headSha: runner.commits.head, conclusion: 'failure', title: '1 query got worse' },
    ]);
    expect(runner.github.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining("Measured by the fork's own run"),
    ]);
    expect(step.summary).toContain('1 query got worse');
    expect(runner.github.requests.length).toBeLessThanOrEqual(6);
    // Published again, it is the same comment.
    await runner.step('foreign_run', { mode: 'publish' });
    expect(runner.github.comments).toHaveLength(1);
  });

  it('drops the result of a commit that is not the head any more', async () => {
    afterFork({ headSha: 'e'.repeat(40) });
    const step = await runner.step('foreign_run', { mode: 'publish' });
    expect(step.code, step.stdout).toBe(0);
    expect(notices(step)[0]).toContain('its result is dropped');
    expect([...runner.github.comments, ...runner.github.checkRuns]).toEqual([]);
  });

  it('leaves the pull requests of the repository itself to their own job', async () => {
    const step = await runner.step('workflow_run', { mode: 'publish' });
    expect(step.code, step.stdout).toBe(0);
    expect(runner.github.requests).toEqual([]);
    expect(step.stdout).toContain('own job has told its result');
  });

  it('refuses an artifact that is no archive, with 2', async () => {
    afterFork({ left: Buffer.from('::error::no archive') });
    const step = await runner.step('foreign_run', { mode: 'publish' });
    expect(step.code, step.stdout).toBe(2);
    expect([...runner.github.comments, ...runner.github.checkRuns]).toEqual([]);
  });

  it('never measures, and measuring refuses the commit of a fork', async () => {
    const step = await runner.step('foreign_run');
    expect(step.code).toBe(2);
    expect(step.stdout).toContain('mallory/registry');
    expect(runner.github.requests).toEqual([]);
  });
});
