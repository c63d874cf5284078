import { describe, expect, it } from 'vitest';
import { readJob } from '../../src/github/index.ts';

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
        before: null,
        defaultBranch: 'trunk',
      },
    });
  });

  it('reads a push, whose zero commit means that there was none', () => {
    const push = { ...environment, GITHUB_EVENT_NAME: 'push' };
    expect(readJob(push, read({ before: 'c'.repeat(40) })).event.before).toBe('c'.repeat(40));
    expect(readJob(push, read({ before: '0'.repeat(40) })).event.before).toBeNull();
    expect(readJob(push, read({ before: '0'.repeat(40) })).event.pullRequest).toBeNull();
  });

  it('takes the addresses of an Enterprise Server', () => {
    const enterprise = {
      ...environment,
      GITHUB_API_URL: 'https://git.corp/api/v3',
      GITHUB_SERVER_URL: 'https://git.corp',
    };
    expect(readJob(enterprise, read({}))).toMatchObject({
      apiUrl: 'https://git.corp/api/v3',
      serverUrl: 'https://git.corp',
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
