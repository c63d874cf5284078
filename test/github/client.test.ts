import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, describeTrouble } from '../../src/github/index.ts';
import { LoopbackGitHub, type Refusal } from '../support/github.ts';

let github: LoopbackGitHub;

beforeEach(async () => {
  github = await LoopbackGitHub.start();
});

afterEach(async () => {
  await github[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

async function post(refusal: Refusal) {
  github.refuse.comments = refusal;
  const octokit = connect({ apiUrl: github.url, token: 'ghs_loopback', patience: 1 });
  const place = { owner: 'octo', repo: 'registry', issue_number: 7 };
  return await octokit.rest.issues.createComment({ ...place, body: 'worse' });
}

const inOneSecond = () => String(Math.floor(Date.now() / 1000));
const notAllowed = 'Resource not accessible by integration';
const secondary = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

describe('what may work the next time is tried again', () => {
  it.each<[string, Refusal]>([
    ['a server error', { status: 502, message: 'Bad Gateway', times: 3 }],
    ['a lost connection', { status: 0, message: '', times: 3 }],
    [
      'a secondary rate limit',
      { status: 403, message: secondary, headers: { 'retry-after': '1' }, times: 2 },
    ],
    ['too many requests', { status: 429, message: secondary, headers: { 'retry-after': '1' }, times: 2 }],
    [
      'a primary rate limit that ends soon',
      {
        status: 403,
        message: 'API rate limit exceeded',
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inOneSecond() },
        times: 1,
      },
    ],
  ])('%s', async (_what, refusal) => {
    const tries = (refusal.times ?? 0) + 1;
    expect((await post(refusal)).status).toBe(201);
    expect(github.requests).toHaveLength(tries);
    expect(github.comments).toHaveLength(1);
  });
});

describe('what would not is told, without the token', () => {
  it.each<[string, Refusal, number, RegExp]>([
    [
      'a permission that is missing',
      { status: 403, message: notAllowed },
      1,
      /Resource not accessible by integration.*\npermissions:\n {2}contents: read\n {2}pull-requests: write$/,
    ],
    ['what is not there', { status: 404, message: 'Not Found' }, 1, /\(404\).*pull-requests: write$/s],
    ['what GitHub can not take', { status: 422, message: 'Validation Failed' }, 1, /Validation Failed/],
    ['a token that is none', { status: 401, message: 'Bad credentials' }, 1, /\(401\).*input "token"/],
    ['a server that stays down', { status: 500, message: 'oops' }, 4, /could not be written: oops/],
    ['a network that is gone', { status: 0, message: '' }, 4, /could not be written: /],
    [
      'a rate limit of an hour',
      { status: 403, message: secondary, headers: { 'retry-after': '3600' } },
      1,
      /^The comment could not be written: You have exceeded a secondary rate limit[\s\S]*(?<!write)$/,
    ],
  ])('%s', async (_what, refusal, tries, words) => {
    const error = await post(refusal).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(github.requests).toHaveLength(tries);
    const told = describeTrouble('comment', error);
    expect(told).toMatch(words);
    expect(told).not.toContain('ghs_loopback');
  });

  it('a fork has no token to write with, and permissions would not help', () => {
    const told = describeTrouble('check', Object.assign(new Error(notAllowed), { status: 403 }), true);
    expect(told).toMatch(/forks have a token that can only read/);
    expect(told).not.toContain('permissions:');
  });

  it('each deed names its own permission', () => {
    const error = Object.assign(new Error(notAllowed), { status: 403 });
    expect(describeTrouble('check', error)).toContain('  checks: write');
    expect(describeTrouble('publish', error)).toContain('  actions: read');
    expect(describeTrouble('artifact', error)).not.toContain('permissions:');
  });
});
