import { readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Progress } from '../../src/progress.ts';
import { fingerprint, makeRepository, type TestRepository } from '../support/git.ts';
import { open, pullRequest, push } from './open.ts';

/** `count` commits without files, quickly. */
async function lengthen(repository: TestRepository, count: number): Promise<string> {
  const branch = await repository.git('symbolic-ref', 'HEAD');
  let tip = await repository.git('rev-parse', 'HEAD');
  const tree = await repository.git('rev-parse', 'HEAD^{tree}');
  for (let n = 0; n < count; n++) {
    tip = await repository.git('commit-tree', tree, '-p', tip, '-m', `${branch} ${n}`);
  }
  await repository.git('update-ref', branch, tip);
  return tip;
}

/** A pull request of 70 commits from `fork`, 60 commits behind main, and its merge commit in refs/pull/7/merge. */
async function makePullRequest() {
  const author = await makeRepository();
  await author.commit('root', { 'a.sql': 'select 1;\n' });
  const fork = await author.commit('fork', { 'b.sql': 'select 2;\n' });
  await author.git('branch', 'feature');
  await author.commit('main', { 'main.sql': 'select 3;\n' });
  const base = await lengthen(author, 60);
  await author.git('checkout', '--quiet', 'feature');
  await author.commit('feature', { 'feature.sql': 'select 4;\n' });
  const head = await lengthen(author, 70);
  await author.git('checkout', '--quiet', '--detach', 'main');
  const merge = await author.merge('feature');
  await author.git('update-ref', 'refs/pull/7/merge', merge);
  const origin = await author.publish();
  await origin.git('fetch', '--quiet', author.folder, 'refs/pull/7/merge:refs/pull/7/merge');
  return {
    author,
    origin,
    fork,
    base,
    head,
    merge,
    [Symbol.asyncDispose]: () => author[Symbol.asyncDispose](),
  };
}

const made = await makePullRequest();
const { origin, fork, base, head, merge } = made;
afterAll(() => made[Symbol.asyncDispose]());

test('the first parent of a merge commit is fetched, and nothing else', async () => {
  const checkout = await origin.checkOut('refs/pull/7/merge');
  const steps: string[] = [];
  const progress: Progress = {
    step: title => {
      steps.push(title);
      return { update() {}, done: result => steps.push(`done: ${result ?? ''}`) };
    },
    info() {},
  };
  await using workspace = await open(checkout, { event: pullRequest(base, head) }, progress);
  expect(workspace.base).toMatchObject({ ref: 'main', sha: base, files: ['a.sql', 'b.sql', 'main.sql'] });
  expect(workspace.head).toMatchObject({ ref: 'refs/pull/7/merge', sha: merge });
  expect(await workspace.base.read('main.sql')).toBe('select 3;\n');
  expect(steps).toEqual([
    `Fetching main (${base.slice(0, 7)}) from file://${origin.folder}`,
    'done: ',
    'Listing base and head',
    'done: 3 and 4 files',
  ]);
});

test('history is deepened until the merge base is there', async () => {
  const checkout = await origin.checkOut('refs/heads/feature');
  await using workspace = await open(checkout, { event: pullRequest(base, head) });
  expect(workspace.base).toMatchObject({ sha: fork, files: ['a.sql', 'b.sql'] });
  expect(workspace.why).toBe('merge base of HEAD and main, the base of pull request 7');
});

test('names and steps that the checkout does not have are looked up on the remote', async () => {
  const checkout = await origin.checkOut('refs/heads/feature');
  await origin.git('tag', '--force', 'release', fork);
  const named = {
    main: base,
    'origin/main': base,
    'HEAD~71': fork,
    'main~61': fork,
    [fork]: fork,
    release: fork,
    'refs/pull/7/merge': merge,
    'refs/pull/7/merge^2': head,
  };
  for (const [name, sha] of Object.entries(named)) {
    await using workspace = await open(checkout, { base: name });
    expect(workspace.base, name).toMatchObject({ ref: name, sha });
  }
});

test('an annotated tag on the remote stands for its commit', async () => {
  await origin.git(
    '-c',
    'user.name=Ada',
    '-c',
    'user.email=a@b',
    'tag',
    '--force',
    '-a',
    '-m',
    'x',
    'v1',
    fork,
  );
  const checkout = await origin.checkOut('refs/heads/feature');
  await using workspace = await open(checkout, { base: 'v1' });
  expect(workspace.base.sha).toBe(fork);
});

test('commits that were never pushed have a merge base too', async () => {
  const clone = await origin.clone('--depth=1', '--branch=feature', '--no-single-branch');
  await clone.commit('local', { 'local.sql': 'select 5;\n' });
  await using workspace = await open(clone);
  expect(workspace.base).toMatchObject({ ref: 'origin/main', sha: fork });
  expect(workspace.head.files).toEqual(['a.sql', 'b.sql', 'feature.sql', 'local.sql']);
});

test('a push finds the commit before it and the first parent', async () => {
  const checkout = await origin.checkOut('refs/heads/main');
  await using before = await open(checkout, { event: push(fork, base) });
  expect(before.base).toMatchObject({ ref: 'before', sha: fork, files: ['a.sql', 'b.sql'] });
  await using created = await open(checkout, { event: push(null, base) });
  expect(created.base.sha).toBe(await origin.git('rev-parse', 'main~1'));
});

test('the default branch of the event is fetched when the checkout does not have it', async () => {
  const checkout = await origin.checkOut('refs/heads/feature');
  await using workspace = await open(checkout, { event: { ...push(null, head), name: 'schedule' } });
  expect(workspace.base).toMatchObject({ ref: 'main', sha: fork });
});

test('a common ancestor below a cut is not taken for the merge base', async () => {
  await using author = await makeRepository();
  const root = await author.commit('root');
  const fork = await lengthen(author, 5);
  // Each side merges a branch of its own that is as old as the root, so that a few commits lead there.
  for (const side of ['main', 'feature']) {
    await author.git('checkout', '--quiet', '-b', `${side}-side`, root);
    await author.commit(`beside ${side}`);
    await author.git('checkout', '--quiet', '-B', side, fork);
    await lengthen(author, 3);
    await author.merge(`${side}-side`);
  }
  const origin = await author.publish();
  const clone = await origin.clone('--depth=3', '--branch=feature', '--no-single-branch');
  expect(await clone.git('merge-base', 'HEAD', 'origin/main')).toBe(root);
  await using workspace = await open(clone);
  expect(workspace.base.sha).toBe(fork);
});

test('a partial clone fetches the SQL files and links it lacks at once, and others one by one', async () => {
  await using author = await makeRepository();
  const base = await author.commit('one', { 'a.sql': '1', 'b.sql': '2', 'c.txt': '3', 'same.sql': '4' });
  await symlink('a.sql', join(author.folder, 'link.sql'));
  await author.commit('two', { 'a.sql': '5', 'b.sql': '6', 'c.txt': '7' });
  const origin = await author.publish();
  await origin.git('config', 'uploadpack.allowFilter', 'true');
  const clone = await origin.clone('--filter=blob:none', '--no-checkout');
  const count = join(author.temporary, 'count');
  const upload = join(author.temporary, 'upload-pack');
  await writeFile(upload, `#!/bin/sh\necho >>'${count}'\nexec git upload-pack "$@"\n`, { mode: 0o755 });
  await clone.git('config', 'remote.origin.uploadpack', upload);
  const connections = async () => (await readFile(count, 'utf8').catch(() => '')).length;

  const before = await fingerprint(clone.folder);
  await using workspace = await open(clone, { base, head: 'HEAD' });
  expect(await connections()).toBe(1);
  const { files } = workspace.head;
  expect(files).toEqual(['a.sql', 'b.sql', 'c.txt', 'link.sql', 'same.sql']);
  const contents = files.filter(file => file !== 'c.txt').map(file => workspace.head.read(file));
  expect(await Promise.all(contents)).toEqual(['5', '6', '5', '4']);
  expect(await workspace.base.read('a.sql')).toBe('1');
  expect(await connections()).toBe(1);
  expect(await workspace.base.read('c.txt')).toBe('3');
  expect(await connections()).toBe(2);
  expect(await readFile(join(await workspace.head.writeOut(), 'c.txt'), 'utf8')).toBe('7');
  expect(await fingerprint(clone.folder)).toEqual(before);

  await rename(origin.folder, `${origin.folder}-gone`);
  await expect(open(clone, { base, head: 'HEAD' })).rejects.toThrow(
    `: the content of 6 files is not in this clone and could not be fetched from file://${origin.folder}.`,
  );
});
