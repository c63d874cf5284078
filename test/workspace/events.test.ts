import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeRepository } from '../support/git.ts';
import { manual, mergeGroup, open, pullRequest, push, pushedTag } from './open.ts';

/**
 * main: one (v1.0.0), two (v1.1.0-rc.1), three (v1.1.0, moving v1), four (api/v7.0.0). Beside it a release branch from
 * one with v1.0.1, a queue of two groups upon main, and a pull request of a fork, whose branch is not here.
 */
async function makeOrigin() {
  const author = await makeRepository();
  const tag = (name: string, commit: string) =>
    author.git('tag', '--annotate', `--message=Release ${name}`, name, commit);
  const one = await author.commit('one', { 'a.sql': 'select 1;\n' });
  await tag('v1.0.0', one);
  const two = await author.commit('two', { 'b.sql': 'select 2;\n' });
  await tag('v1.1.0-rc.1', two);
  const three = await author.commit('three', { 'c.sql': 'select 3;\n' });
  await tag('v1.1.0', three);
  await author.git('tag', 'v1', three);
  const four = await author.commit('four', { 'd.sql': 'select 4;\n' });
  await author.git('tag', 'api/v7.0.0', four);

  await author.git('checkout', '--quiet', '-b', 'release', one);
  const patch = await author.commit('patch', { 'a.sql': 'select 1.1;\n' });
  await tag('v1.0.1', patch);

  await author.git('checkout', '--quiet', '-b', 'gh-readonly-queue/main/pr-7-a', four);
  const firstGroup = await author.commit('pull request 7', { 'e.sql': 'select 5;\n' });
  await author.git('checkout', '--quiet', '-b', 'gh-readonly-queue/main/pr-8-b');
  const secondGroup = await author.commit('pull request 8', { 'f.sql': 'select 6;\n' });

  await author.git('checkout', '--quiet', '-b', 'fork', two);
  const fork = await author.commit('fork', { 'g.sql': 'select 7;\n' });
  await author.git('checkout', '--quiet', '--detach', four);
  const merge = await author.merge('fork');
  await author.git('checkout', '--quiet', 'main');
  await author.git('branch', '--quiet', '--delete', '--force', 'fork');
  const origin = await author.publish();
  const pulls = ['refs/pull/9/head', 'refs/pull/9/merge'];
  await author.git('update-ref', pulls[0] ?? '', fork);
  await author.git('update-ref', pulls[1] ?? '', merge);
  await author.git('push', '--quiet', 'origin', ...pulls);
  const commits = { one, two, three, four, patch, firstGroup, secondGroup, fork, merge };
  return { author, origin, ...commits };
}

const made = await makeOrigin();
const { author, origin, one, two, three, four, patch } = made;
afterAll(() => author[Symbol.asyncDispose]());

test('a merge group is compared with its parent commit, be it the branch or the group before', async () => {
  const first = await origin.checkOut('refs/heads/gh-readonly-queue/main/pr-7-a');
  await using one = await open(first, { event: mergeGroup(four, made.firstGroup) });
  expect(one.base).toMatchObject({ ref: 'main', sha: four });
  expect(one.head).toMatchObject({ sha: made.firstGroup });
  expect(one.why).toBe('the parent commit of the merge group');

  const second = await origin.checkOut('refs/heads/gh-readonly-queue/main/pr-8-b');
  await using two = await open(second, { event: mergeGroup(made.firstGroup, made.secondGroup) });
  expect(two.base).toMatchObject({ ref: 'main', sha: made.firstGroup });
  expect(two.head.files.filter(file => !two.base.files.includes(file))).toEqual(['f.sql']);

  const elsewhere = await origin.checkOut('refs/heads/release');
  await using other = await open(elsewhere, { event: mergeGroup(four, made.firstGroup) });
  expect(other.base.sha).toBe(made.one);
  expect(other.why).toBe('merge base of HEAD and main, the base of the merge group');
});

test('a pull request from a fork has its commits in refs/pull alone', async () => {
  const event = {
    ...pullRequest(four, made.fork),
    pullRequest: { number: 9, baseRef: 'main', baseSha: four, headSha: made.fork },
  };
  const merged = await origin.checkOut('refs/pull/9/merge');
  await using merge = await open(merged, { event });
  expect(merge.base).toMatchObject({ ref: 'main', sha: four });
  expect(merge.head).toMatchObject({ ref: 'refs/pull/9/merge', sha: made.merge });

  const own = await origin.checkOut('refs/pull/9/head');
  await using head = await open(own, { event });
  expect(head.base).toMatchObject({ ref: 'main', sha: two });
  expect(head.head).toMatchObject({ ref: 'refs/pull/9/head', sha: made.fork });

  const base = await origin.checkOut('refs/heads/main');
  for (const name of ['refs/pull/9/head', made.fork]) {
    await using named = await open(base, { event, head: name });
    expect(named.head, name).toMatchObject({ ref: name, sha: made.fork });
    expect(named.head.files).toContain('g.sql');
    expect(named.base.sha).toBe(two);
  }
});

test.each([
  ['v1.1.0', three, 'v1.0.1', patch],
  ['v1.1.0-rc.1', two, 'v1.0.1', patch],
  ['v1.0.1', patch, 'v1.0.0', one],
])('the tag %s is compared with the release before it', async (tag, sha, previous, base) => {
  const checkout = await origin.checkOut(`refs/tags/${tag}`);
  // A pushed tag is new, and one that was moved was something else before.
  for (const before of [null, four]) {
    await using workspace = await open(checkout, { event: { ...pushedTag(tag, sha), before } });
    expect(workspace.head).toMatchObject({ ref: tag, sha });
    expect(workspace.base).toMatchObject({ ref: previous, sha: base });
    expect(workspace.why).toBe(`the tag before ${tag}`);
    expect(await workspace.base.read('a.sql')).toBe(base === patch ? 'select 1.1;\n' : 'select 1;\n');
  }
});

test('a release is compared like its tag', async () => {
  const checkout = await origin.checkOut('refs/tags/v1.1.0');
  const event = { ...pushedTag('v1.1.0', three), name: 'release' };
  await using workspace = await open(checkout, { event });
  expect(workspace.base).toMatchObject({ ref: 'v1.0.1', sha: patch });
});

test('a tag without one before it is compared with the first parent', async () => {
  const checkout = await origin.checkOut('refs/tags/api/v7.0.0');
  await using workspace = await open(checkout, { event: pushedTag('api/v7.0.0', four) });
  expect(workspace.base).toMatchObject({ ref: 'HEAD^1', sha: three });
  expect(workspace.why).toBe('first parent of HEAD, because no tag comes before api/v7.0.0');

  const start = await origin.checkOut('refs/tags/v1.0.0');
  await using first = await open(start, { event: pushedTag('v1.0.0', one) });
  expect(first.base).toMatchObject({ ref: 'v1.0.0', sha: one });
  expect(first.why).toBe('HEAD itself, which is the first commit');
});

test('tags are those of the repository itself when it has no remote', async () => {
  await using alone = await makeRepository();
  const before = await alone.commit('one', { 'a.sql': '1' });
  await alone.git('tag', '--annotate', '--message=x', 'v1.0.0');
  await alone.commit('two', { 'a.sql': '2' });
  await alone.git('tag', 'v1.1.0');
  const sha = await alone.commit('three', { 'a.sql': '3' });
  await alone.git('tag', 'v1.2.0');
  await using light = await open(alone, { event: pushedTag('v1.2.0', sha) });
  expect(light.base).toMatchObject({ ref: 'v1.1.0', sha: await alone.git('rev-parse', 'v1.1.0') });
  await alone.git('tag', '--delete', 'v1.1.0');
  await using annotated = await open(alone, { event: pushedTag('v1.2.0', sha) });
  expect(annotated.base).toMatchObject({ ref: 'v1.0.0', sha: before });
});

test.each([
  'schedule',
  'workflow_dispatch',
] as const)('%s on the default branch is compared with the newest tag before it', async name => {
  const checkout = await origin.checkOut('refs/heads/main');
  await using workspace = await open(checkout, { event: manual(four, name) });
  expect(workspace.base).toMatchObject({ ref: 'v1.1.0', sha: three });
  expect(workspace.why).toBe('the newest tag before HEAD on main, the default branch');

  // The newest release itself: its own tags do not count, nor do those beside the branch.
  const released = await origin.checkOut('refs/tags/v1.1.0');
  await using earlier = await open(released, { event: manual(three, name) });
  expect(earlier.base).toMatchObject({ ref: 'v1.1.0-rc.1', sha: two });
});

test('a newest tag far away is found in a shallow clone, and where there is none it is the first parent', async () => {
  await using long = await makeRepository();
  const first = await long.commit('first', { 'a.sql': '1' });
  let tip = first;
  for (let n = 0; n < 120; n++)
    tip = await long.git('commit-tree', `${first}^{tree}`, '-p', tip, '-m', `${n}`);
  await long.git('reset', '--quiet', '--hard', tip);
  const parent = await long.git('rev-parse', 'HEAD^');
  const remote = await long.publish();
  const checkout = await remote.checkOut('refs/heads/main');
  await using without = await open(checkout, { event: manual(tip) });
  expect(without.base).toMatchObject({ ref: 'HEAD^1', sha: parent });
  expect(without.why).toBe(
    'first parent of HEAD, because no tag was found before it on main, the default branch',
  );

  await remote.git('tag', 'far', first);
  await using far = await open(checkout, { event: manual(tip) });
  expect(far.base).toMatchObject({ ref: 'far', sha: first });
  await remote.git('tag', 'near', `${tip}~70`);
  await using near = await open(checkout, { event: manual(tip) });
  expect(near.base.ref).toBe('near');
});

test('workflow_dispatch on another branch is compared with where it left the default branch', async () => {
  const checkout = await origin.checkOut('refs/heads/release');
  await using workspace = await open(checkout, { event: manual(patch) });
  expect(workspace.base).toMatchObject({ ref: 'main', sha: one });
  expect(workspace.why).toBe('merge base of HEAD and main, the default branch');
});

test('what workflow_dispatch names is taken literally and fetched into a shallow clone', async () => {
  const checkout = await origin.checkOut('refs/heads/main');
  const event = manual(four);
  const names = { release: patch, 'v1.0.0': one, 'refs/tags/v1.1.0-rc.1': two, [three]: three };
  for (const [name, sha] of Object.entries(names)) {
    await using asBase = await open(checkout, { event, base: name });
    expect([asBase.base.ref, asBase.base.sha, asBase.head.sha], name).toEqual([name, sha, four]);
    await using asHead = await open(checkout, { event, base: 'main', head: name });
    expect([asHead.base.sha, asHead.head.ref, asHead.head.sha], name).toEqual([four, name, sha]);
    expect(await asHead.head.read('a.sql')).toMatch(/^select 1/);
  }
});

test('names of tags reach no command line', async () => {
  const mark = join(author.temporary, 'mark');
  const hostile = [`--upload-pack=touch ${mark};v1`, `--output=${mark}-1.0.0`, `$(touch ${mark})-1.0.0`];
  const name = `$(touch\u00a0${mark.replaceAll('/', '-')})-0.9.0`;
  await origin.git('update-ref', `refs/tags/${name}`, one);
  const checkout = await origin.checkOut('refs/heads/main');
  for (const tag of hostile) {
    await using workspace = await open(checkout, { event: pushedTag(tag, four) });
    expect(workspace.base.sha).toBe(three);
    expect(workspace.why).toBe(`first parent of HEAD, because no tag comes before ${tag}`);
  }
  await using named = await open(checkout, { event: pushedTag(name.replace('0.9.0', '1.0.0'), four) });
  expect(named.base).toMatchObject({ ref: name, sha: one });
  await origin.git('update-ref', '-d', `refs/tags/${name}`);
  expect(existsSync(mark)).toBe(false);
});

test('a branch that is pushed is compared with the commit before the push', async () => {
  const checkout = await origin.checkOut('refs/heads/main');
  await using workspace = await open(checkout, { event: push(two, four) });
  expect(workspace.base).toMatchObject({ ref: 'before', sha: two });
});
