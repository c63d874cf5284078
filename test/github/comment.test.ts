import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commentMarker, describeTrouble, keepComment } from '../../src/github/index.ts';
import { LoopbackGitHub } from '../support/github.ts';

let github: LoopbackGitHub;

beforeEach(async () => {
  github = await LoopbackGitHub.start();
});

afterEach(async () => {
  await github[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

const place = () => ({
  owner: 'octo',
  repository: 'registry',
  pullRequest: 7,
  apiUrl: github.url,
  token: 'ghs_loopback',
});
const own = 'github-actions[bot]';

describe('keepComment', () => {
  it('posts when asked to and none is there', async () => {
    expect(await keepComment(place(), 'worse', true)).toBe('created');
    expect(github.comments.map(comment => comment.body)).toEqual([`${commentMarker}\nworse`]);
  });

  it('posts none when not asked to', async () => {
    expect(await keepComment(place(), 'fine', false)).toBe('none');
    expect(github.comments).toEqual([]);
  });

  it('edits its own, on whatever page it is, even when no new one would be posted', async () => {
    for (let n = 0; n < 150; n++) github.add('someone', `comment ${n}`);
    const mine = github.add(own, `${commentMarker}\nworse`);
    for (let n = 0; n < 80; n++) github.add('someone', `comment ${n}`);
    expect(await keepComment(place(), 'fixed', false)).toBe('updated');
    expect(mine.body).toBe(`${commentMarker}\nfixed`);
    expect(github.comments).toHaveLength(231);
  });

  it('writes nothing when the text is the same', async () => {
    github.add(own, `${commentMarker}\nsame`);
    expect(await keepComment(place(), 'same', true)).toBe('unchanged');
    expect(github.requests.filter(request => request.method === 'patch')).toEqual([]);
  });

  it("leaves another author's comment alone, marker or not", async () => {
    const forged = github.add('mallory', `${commentMarker}\nlooks good`);
    expect(await keepComment(place(), 'worse', true)).toBe('created');
    expect(forged.body).toBe(`${commentMarker}\nlooks good`);
  });

  it('leaves a comment of its own alone that only quotes the marker', async () => {
    const quoting = github.add(own, `> ${commentMarker}\nanother tool of the same bot`);
    await keepComment(place(), 'worse', true);
    expect(quoting.body).toContain('another tool');
    expect(github.comments).toHaveLength(2);
  });

  it('says which permission is missing when GitHub refuses', async () => {
    github.refuse = { status: 403, message: 'Resource not accessible by integration' };
    const error = await keepComment(place(), 'worse', true).catch((reason: unknown) => reason);
    const trouble = describeTrouble(error);
    expect(trouble).toContain('Resource not accessible by integration');
    expect(trouble).toContain('permissions:\n  contents: read\n  pull-requests: write\n');
    expect(trouble).not.toContain('ghs_loopback');
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
