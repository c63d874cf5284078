import { describe, expect, it } from 'vitest';
import { type Job, readJob, refuseForeignCode } from '../../src/github/index.ts';

const environment = {
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_REPOSITORY: 'octo/registry',
  GITHUB_EVENT_PATH: '/event.json',
  GITHUB_WORKSPACE: '/work',
  RUNNER_TEMP: '/temp',
  GITHUB_SHA: 'f'.repeat(40),
};
const pullRequest = {
  repository: { default_branch: 'trunk' },
  pull_request: {
    number: 7,
    base: { sha: 'a'.repeat(40), ref: 'trunk' },
    head: { sha: 'b'.repeat(40), ref: 'feature' },
  },
};
const read = (payload: unknown) => () => JSON.stringify(payload);

describe('readJob', () => {
  it('reads a pull request', () => {
    const job = readJob(environment, read(pullRequest));
    expect(job).toMatchObject({
      owner: 'octo',
      repository: 'registry',
      apiUrl: 'https://api.github.com',
      folder: '/work',
      event: {
        name: 'pull_request',
        sha: 'f'.repeat(40),
        pullRequest: { number: 7, baseSha: 'a'.repeat(40), baseRef: 'trunk', headSha: 'b'.repeat(40) },
        mergeGroup: null,
        tag: null,
        before: null,
        defaultBranch: 'trunk',
      },
      headRepository: null,
    });
  });

  it('reads a push, whose zero commit means that there was none', () => {
    const push = { ...environment, GITHUB_EVENT_NAME: 'push' };
    expect(readJob(push, read({ before: 'c'.repeat(40) })).event.before).toBe('c'.repeat(40));
    expect(readJob(push, read({ before: '0'.repeat(40) })).event.before).toBeNull();
    expect(readJob(push, read({ before: '0'.repeat(40) })).event.pullRequest).toBeNull();
  });

  it('reads a merge group, whose refs are whole', () => {
    const merge_group = {
      head_sha: 'b'.repeat(40),
      head_ref: 'refs/heads/gh-readonly-queue/release/2/pr-7-aaaa',
      base_sha: 'a'.repeat(40),
      base_ref: 'refs/heads/release/2',
    };
    const { event } = readJob({ ...environment, GITHUB_EVENT_NAME: 'merge_group' }, read({ merge_group }));
    expect(event).toMatchObject({
      pullRequest: null,
      mergeGroup: { baseSha: 'a'.repeat(40), baseRef: 'release/2', headSha: 'b'.repeat(40) },
      tag: null,
    });
  });

  it.each([
    ['push', { ref: 'refs/tags/api/v1.0.0' }, 'api/v1.0.0'],
    ['push', { ref: 'refs/heads/refs/tags/v1' }, null],
    ['push', { ref: 'refs/tags/' }, null],
    ['release', { release: { tag_name: 'v1.0.0', target_commitish: 'main' } }, 'v1.0.0'],
    ['release', { release: null }, null],
    // Run by hand on a tag, the event is about no release.
    ['workflow_dispatch', { ref: 'refs/tags/v1.0.0' }, null],
    ['schedule', { schedule: '0 3 * * *' }, null],
  ])('reads the tag of %s %j', (name, payload, tag) => {
    const job = readJob({ ...environment, GITHUB_EVENT_NAME: name }, read(payload));
    expect(job.event.tag).toBe(tag);
    expect([job.event.pullRequest, job.event.mergeGroup]).toEqual([null, null]);
  });

  it.each([
    '--upload-pack=touch /tmp/x',
    `${'a'.repeat(40)}\n+refs/heads/main:refs/heads/main`,
    `${'a'.repeat(40)}^{}`,
    'main',
    'A'.repeat(40),
    7,
    null,
  ])('takes no %j for a commit', sha => {
    const payload = {
      before: sha,
      pull_request: { ...pullRequest.pull_request, base: { sha, ref: 'trunk' } },
      merge_group: { head_sha: 'a'.repeat(40), base_sha: sha, base_ref: 'refs/heads/main' },
    };
    const { event } = readJob(environment, read(payload));
    expect([event.before, event.pullRequest, event.mergeGroup]).toEqual([null, null, null]);
  });

  it('takes the addresses of an Enterprise Server', () => {
    const enterprise = {
      ...environment,
      GITHUB_API_URL: 'https://git.corp/api/v3',
      GITHUB_SERVER_URL: 'https://git.corp',
    };
    expect(readJob(enterprise, read({}))).toMatchObject({
      apiUrl: 'https://git.corp/api/v3',
      repositoryUrl: 'https://git.corp/octo/registry',
    });
  });

  it('refuses pull_request_target, which would run foreign code with secrets', () => {
    const target = { ...environment, GITHUB_EVENT_NAME: 'pull_request_target' };
    expect(() => readJob(target, read(pullRequest))).toThrowErrorMatchingInlineSnapshot(
      `[PlangateError: on: pull_request_target: plangate runs the migrations of the pull request, and pull_request_target would hand them the repository's secrets. Trigger the workflow by pull_request.]`,
    );
  });

  it('says so outside of a job', () => {
    expect(() => readJob({}, read({}))).toThrowErrorMatchingInlineSnapshot(
      `[PlangateError: GITHUB_EVENT_NAME: The variable is not set, so this is not a job of GitHub Actions. Run plangate as a step of a GitHub workflow, or use the command line: plangate check.]`,
    );
  });

  it('says so when the event file is no JSON', () => {
    expect(() => readJob(environment, () => '<html>')).toThrowErrorMatchingInlineSnapshot(
      `[PlangateError: GITHUB_EVENT_PATH: The event file could not be read: Unexpected token '<', "<html>" is not valid JSON. Run plangate as a step of a GitHub workflow, or use the command line: plangate check.]`,
    );
  });
});

describe('refuseForeignCode', () => {
  const follow = (workflow_run: unknown): Job =>
    readJob({ ...environment, GITHUB_EVENT_NAME: 'workflow_run' }, read({ workflow_run }));

  it('lets through what is no workflow_run, and one that follows a commit of this repository', () => {
    expect(refuseForeignCode(readJob(environment, read(pullRequest)))).toBeUndefined();
    expect(refuseForeignCode(follow({ head_repository: { full_name: 'Octo/Registry' } }))).toBeUndefined();
  });

  it('refuses a workflow_run that follows a commit of a fork', () => {
    const job = follow({ head_repository: { full_name: 'mallory/registry' } });
    expect(() => refuseForeignCode(job)).toThrowErrorMatchingInlineSnapshot(
      `[PlangateError: on: workflow_run: This run follows a commit of mallory/registry, and plangate would run its migrations where this repository's secrets are. Measure in a workflow that is triggered by pull_request; no input allows it here.]`,
    );
  });

  it.each([
    {},
    null,
    { head_repository: null },
    { head_repository: { full_name: 7 } },
  ])('refuses a workflow_run that does not say whose commit it follows: %j', workflowRun => {
    expect(() => refuseForeignCode(follow(workflowRun))).toThrow(
      'on: workflow_run: This run follows a commit of a repository that is gone, and plangate would',
    );
  });
});
