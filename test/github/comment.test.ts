import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommentRequest, commentMarker, connect, keepComment } from '../../src/github/index.ts';
import { LoopbackGitHub } from '../support/github.ts';

let github: LoopbackGitHub;

beforeEach(async () => {
  github = await LoopbackGitHub.start();
});

afterEach(async () => {
  await github[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

const own = 'github-actions[bot]';
const failed = commentMarker('plangate', 'fail');

function keep(text: string, request: Partial<CommentRequest> = {}) {
  const octokit = connect({ apiUrl: github.url, token: 'ghs_loopback', patience: 1 });
  return keepComment(
    octokit,
    { owner: 'octo', repo: 'registry' },
    {
      pullRequest: 7,
      name: 'plangate',
      verdict: 'fail',
      headSha: null,
      post: true,
      render: ({ fixed }) => (fixed ? `fixed: ${text}` : text),
      ...request,
    },
  );
}

const bodies = () => github.comments.map(({ body }) => body);

describe('keepComment', () => {
  it('posts when asked to and none is there, in two requests', async () => {
    expect(await keep('worse')).toBe('created');
    expect(bodies()).toEqual([`${failed}\nworse`]);
    expect(github.requests.map(({ method }) => method)).toEqual(['get', 'post']);
  });

  it('posts none when not asked to', async () => {
    expect(await keep('fine', { post: false, verdict: 'pass' })).toBe('none');
    expect(github.comments).toEqual([]);
  });

  it('edits its own, on whatever page it is, even when no new one would be posted', async () => {
    for (let n = 0; n < 150; n++) github.add('someone', `comment ${n}`);
    const mine = github.add(own, `${failed}\nworse`);
    for (let n = 0; n < 80; n++) github.add('someone', `comment ${n}`);
    expect(await keep('mixed', { post: false, verdict: 'warn' })).toBe('updated');
    expect(mine.body).toBe(`${commentMarker('plangate', 'warn')}\nmixed`);
    expect(github.comments).toHaveLength(231);
  });

  it('says that a failure is fixed, and goes on saying so until something else happens', async () => {
    await keep('worse');
    expect(await keep('fine', { verdict: 'pass', post: false })).toBe('updated');
    expect(bodies()).toEqual([`${commentMarker('plangate', 'fixed')}\nfixed: fine`]);
    expect(await keep('fine', { verdict: 'pass', post: false })).toBe('unchanged');
    await keep('mixed', { verdict: 'warn', post: false });
    await keep('fine', { verdict: 'pass', post: false });
    expect(bodies()).toEqual([`${commentMarker('plangate', 'pass')}\nfine`]);
  });

  it('writes nothing when the text is the same', async () => {
    github.add(own, `${failed}\nsame`);
    expect(await keep('same')).toBe('unchanged');
    expect(github.requests.filter(request => request.method === 'patch')).toEqual([]);
  });

  it('keeps gates of different names apart, whatever is in the names', async () => {
    const names = ['plangate', 'plangate fail', 'billing', '--><img src=x>', 'Bücher 🚀', 'a', 'a b'];
    for (const name of names) await keep(`of ${name}`, { name });
    for (const name of names) await keep(`again ${name}`, { name });
    expect(github.comments).toHaveLength(names.length);
    for (const [at, name] of names.entries()) {
      expect(bodies()[at]).toBe(`${commentMarker(name, 'fail')}\nagain ${name}`);
      expect(commentMarker(name, 'fail')).toMatch(/^<!-- plangate [\w.~%]+ fail -->$/);
    }
  });

  it("leaves another author's comment alone, marker or not", async () => {
    const forged = github.add('mallory', `${failed}\nlooks good`);
    expect(await keep('worse')).toBe('created');
    expect(forged.body).toBe(`${failed}\nlooks good`);
  });

  it('leaves a comment of its own alone that only quotes the marker', async () => {
    const quoting = github.add(own, `> ${failed}\nanother tool of the same bot`);
    await keep('worse');
    expect(quoting.body).toContain('another tool');
    expect(github.comments).toHaveLength(2);
  });

  it('leaves the comment to the run of a newer commit, and asks only before it writes', async () => {
    const asked = () => github.requests.filter(({ url }) => url.endsWith('/pulls/7')).length;
    const [old, current] = ['b'.repeat(40), github.headSha];
    expect(await keep('old', { headSha: old })).toBe('outdated');
    expect(github.comments).toEqual([]);
    expect(await keep('new', { headSha: current })).toBe('created');
    expect(await keep('old', { headSha: old })).toBe('outdated');
    expect(bodies()).toEqual([`${failed}\nnew`]);
    expect(asked()).toBe(3);
    expect(await keep('new', { headSha: old })).toBe('unchanged');
    expect(await keep('fine', { headSha: old, name: 'other', post: false })).toBe('none');
    expect(asked()).toBe(3);
  });

  it('leaves room for the marker', async () => {
    await keep('', { name: 'é'.repeat(100), render: ({ limit }) => 'x'.repeat(limit) });
    expect(bodies()[0]).toHaveLength(65_536);
  });
});

describe('the loopback GitHub', () => {
  it("notices a request that GitHub's description does not allow", async () => {
    await fetch(`${github.url}/repos/octo/registry/issues/7/comments`, {
      method: 'POST',
      headers: { authorization: 'token x' },
      body: JSON.stringify({ text: 'no body' }),
    });
    expect(github.violations.splice(0)).toEqual([
      expect.stringContaining("must have required property 'body'"),
    ]);
  });
});
