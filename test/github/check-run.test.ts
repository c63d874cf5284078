import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CheckRun, connect, type LineAnnotation, writeCheckRun } from '../../src/github/index.ts';
import { LoopbackGitHub } from '../support/github.ts';

let github: LoopbackGitHub;

beforeEach(async () => {
  github = await LoopbackGitHub.start();
});

afterEach(async () => {
  await github[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

const annotation = (line: number): LineAnnotation => ({
  level: 'failure',
  file: 'db/queries/latest.sql',
  line,
  column: null,
  title: 'latest-deployments got worse',
  message: 'buffers rose',
});

function write(check: Partial<CheckRun> = {}) {
  const octokit = connect({ apiUrl: github.url, token: 'ghs_loopback', patience: 1 });
  return writeCheckRun(
    octokit,
    { owner: 'octo', repo: 'registry' },
    {
      name: 'plangate',
      headSha: 'a'.repeat(40),
      conclusion: 'failure',
      title: '1 of 7 queries got worse',
      summary: '### worse',
      annotations: [annotation(1)],
      detailsUrl: 'https://github.com/octo/registry/actions/runs/1',
      ...check,
    },
  );
}

it('is one request with what GitHub shows', async () => {
  expect(await write()).toMatch(/^https:\/\/github\.com\/octo\/registry\/runs\/\d+$/);
  expect(github.requests).toHaveLength(1);
  expect(github.checkRuns).toMatchObject([
    {
      name: 'plangate',
      headSha: 'a'.repeat(40),
      conclusion: 'failure',
      title: '1 of 7 queries got worse',
      summary: '### worse',
      annotations: [{ path: 'db/queries/latest.sql', start_line: 1, annotation_level: 'failure' }],
    },
  ]);
});

it('points to a column where one is known', async () => {
  await write({ annotations: [{ ...annotation(3), column: 17 }, annotation(4)] });
  expect(github.checkRuns[0]?.annotations).toEqual([
    expect.objectContaining({ start_line: 3, end_line: 3, start_column: 17, end_column: 17 }),
    expect.not.objectContaining({ start_column: expect.anything() }),
  ]);
});

it('sends annotations in batches of 50, the first hundred of them', async () => {
  await write({ annotations: Array.from({ length: 130 }, (_, index) => annotation(index + 1)) });
  expect(github.requests.map(({ method }) => method)).toEqual(['post', 'patch']);
  expect(github.checkRuns[0]?.annotations.map(each => each.start_line)).toEqual(
    Array.from({ length: 100 }, (_, index) => index + 1),
  );
});

it('keeps within the limits of a title and a message', async () => {
  const long = { ...annotation(1), title: '🚀'.repeat(300), message: '表'.repeat(100_000) };
  await write({ title: '🚀'.repeat(300), annotations: [long] });
  expect(github.checkRuns[0]?.title).toHaveLength(254);
  expect(github.checkRuns[0]?.title.isWellFormed()).toBe(true);
});
