import { expect, test } from 'vitest';
import { makeRepository } from '../support/git.ts';
import { open, pullRequest, push } from './open.ts';

const gone = '0123456789012345678901234567890123456789';

/** main: one, two; feature, from one: three. Checked out: feature. */
async function makeBranches() {
  const repository = await makeRepository();
  const one = await repository.commit('one', { 'a.sql': 'select 1;\n' });
  await repository.git('branch', 'feature');
  const two = await repository.commit('two', { 'b.sql': 'select 2;\n' });
  await repository.git('checkout', '--quiet', 'feature');
  const three = await repository.commit('three', { 'c.sql': 'select 3;\n' });
  return { repository, one, two, three, [Symbol.asyncDispose]: () => repository[Symbol.asyncDispose]() };
}

test('a named base is taken literally', async () => {
  await using made = await makeBranches();
  const { repository, one, two, three } = made;
  await repository.publish();
  await repository.git('tag', '--annotate', '--message=first', 'v1', one);
  const named = {
    main: two,
    'refs/heads/main': two,
    'origin/main': two,
    v1: one,
    [two]: two,
    [two.slice(0, 9)]: two,
    'HEAD~1': one,
    'HEAD^': one,
    HEAD: three,
    '@': three,
  };
  for (const [base, sha] of Object.entries(named)) {
    await using workspace = await open(repository, { base });
    expect([workspace.base.ref, workspace.base.sha], base).toEqual([base, sha]);
    expect(workspace.why).toBe('as named');
    expect(workspace.repository).toBe(repository.folder);
  }
});

test('a named head is a commit, and nothing of the working tree is in it', async () => {
  await using made = await makeBranches();
  await made.repository.write({ 'd.sql': 'select 4;\n' });
  await using workspace = await open(made.repository, { base: 'feature~1', head: 'feature' });
  expect(workspace.head).toMatchObject({ ref: 'feature', sha: made.three, files: ['a.sql', 'c.sql'] });
  expect(workspace.base.files).toEqual(['a.sql']);
  await using merged = await open(made.repository, { head: 'main' });
  expect(merged.why).toBe(
    'merge base of main and main, the default branch: it is main itself, so nothing can differ',
  );
});

test('without event and base it is the merge base with the default branch', async () => {
  await using made = await makeBranches();
  const { repository, one, two } = made;
  await using local = await open(repository);
  expect(local.base).toMatchObject({ side: 'base', ref: 'main', sha: one });
  expect(local.head).toMatchObject({ side: 'head', ref: 'working tree', sha: null });
  expect(local.why).toBe('merge base of HEAD and main, the default branch');

  await repository.publish();
  await repository.git('checkout', '--quiet', 'main');
  await repository.commit('not pushed');
  await using ahead = await open(repository);
  expect(ahead.base).toMatchObject({ ref: 'origin/main', sha: two });
  expect(ahead.why).toBe('merge base of HEAD and origin/main, the default branch');

  await repository.git('checkout', '--quiet', '--detach', 'feature');
  await using detached = await open(repository);
  expect(detached.base.sha).toBe(one);
});

test('on the default branch itself only what is not committed can differ', async () => {
  await using repository = await makeRepository();
  const one = await repository.commit('one', { 'a.sql': 'select 1;\n' });
  await repository.write({ 'b.sql': 'select 2;\n' });
  await using workspace = await open(repository);
  expect(workspace.base).toMatchObject({ sha: one, files: ['a.sql'] });
  expect(workspace.head).toMatchObject({ sha: null, files: ['a.sql', 'b.sql'] });
  expect(workspace.why).toBe(
    'merge base of HEAD and main, the default branch: it is HEAD itself, so only uncommitted changes can differ',
  );
});

test("the default branch may have another name, from the remote's HEAD or from init.defaultBranch", async () => {
  await using made = await makeBranches();
  const { repository, one } = made;
  await repository.git('branch', '--move', 'main', 'trunk');
  await repository.git('config', 'init.defaultBranch', 'trunk');
  await using configured = await open(repository);
  expect(configured.base).toMatchObject({ ref: 'trunk', sha: one });
  await repository.git('config', '--unset', 'init.defaultBranch');
  await repository.publish('trunk');
  await repository.git('branch', '--delete', '--force', 'trunk');
  await using published = await open(repository);
  expect(published.base).toMatchObject({ ref: 'origin/trunk', sha: one });
});

test("a pull request's merge commit is compared with its first parent", async () => {
  await using made = await makeBranches();
  const { repository, two, three } = made;
  await repository.git('checkout', '--quiet', '--detach', 'main');
  const merge = await repository.merge('feature');
  await repository.write({ 'left-behind.sql': 'by an earlier step' });
  await using workspace = await open(repository, { event: pullRequest(two, three) });
  expect(workspace.base).toMatchObject({ ref: 'main', sha: two, files: ['a.sql', 'b.sql'] });
  expect(workspace.head).toMatchObject({
    ref: 'refs/pull/7/merge',
    sha: merge,
    files: ['a.sql', 'b.sql', 'c.sql'],
  });
  expect(workspace.why).toBe('first parent of the merge commit refs/pull/7/merge');
});

test('the first parent of another merge commit is no base', async () => {
  await using made = await makeBranches();
  const { repository, two } = made;
  // The author merged main into the feature branch: the first parent is the author's own work.
  const merge = await repository.merge('main');
  await using workspace = await open(repository, { event: pullRequest(two, merge) });
  expect(workspace.base).toMatchObject({ ref: 'main', sha: two });
  expect(workspace.head).toMatchObject({ ref: 'refs/pull/7/head', sha: merge });
  expect(workspace.why).toBe('merge base of HEAD and main, the base of pull request 7');
});

test("a pull request's own commit is compared with the merge base", async () => {
  await using made = await makeBranches();
  const { repository, one, two, three } = made;
  await using workspace = await open(repository, { event: pullRequest(two, three) });
  expect(workspace.base.sha).toBe(one);
  expect(workspace.head).toMatchObject({ ref: 'refs/pull/7/head', sha: three });
});

test('a push is compared with the commit before it, else with the first parent', async () => {
  await using made = await makeBranches();
  const { repository, one, two, three } = made;
  await using before = await open(repository, { event: push(two, three) });
  expect(before.base).toMatchObject({ ref: 'before', sha: two });
  expect(before.head).toMatchObject({ ref: 'feature', sha: three });
  expect(before.why).toBe('the commit before the push');

  await using created = await open(repository, { event: push(null, three) });
  expect(created.base).toMatchObject({ ref: 'HEAD^1', sha: one });
  expect(created.why).toBe('first parent of HEAD, because the push began the branch');

  await using forced = await open(repository, { event: push(gone, three) });
  expect(forced.base.sha).toBe(one);
  expect(forced.why).toBe('first parent of HEAD, because the commit before the push cannot be had any more');

  await repository.git('checkout', '--quiet', '--detach', one);
  await using first = await open(repository, { event: push(null, one) });
  expect(first.base.sha).toBe(one);
  expect(first.why).toBe('HEAD itself, which is the first commit');
});

test('other events compare the checked-out commit with the default branch', async () => {
  await using made = await makeBranches();
  const { repository, one, three } = made;
  await using workspace = await open(repository, {
    event: { ...push(null, three), name: 'workflow_dispatch' },
  });
  expect(workspace.base).toMatchObject({ ref: 'main', sha: one });
  expect(workspace.head).toMatchObject({ ref: 'feature', sha: three });
});

test('HEAD decides for any folder inside the repository', async () => {
  await using made = await makeBranches();
  await made.repository.write({ 'deep/down/d.sql': 'select 4;\n' });
  await using workspace = await open(made.repository, { directory: `${made.repository.folder}/deep/down` });
  expect(workspace.repository).toBe(made.repository.folder);
  expect(workspace.head.files).toEqual(['a.sql', 'c.sql', 'deep/down/d.sql']);
});
