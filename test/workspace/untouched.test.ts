import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { WorkspaceRequest } from '../../src/workspace/index.ts';
import { fingerprint, makeRepository, type TestRepository } from '../support/git.ts';
import { failure, open, pullRequest, push, workspaces } from './open.ts';

const hooks = [
  ...['applypatch-msg', 'pre-commit', 'prepare-commit-msg', 'post-commit', 'post-checkout', 'post-merge'],
  ...[
    'pre-push',
    'post-index-change',
    'reference-transaction',
    'fsmonitor-watchman',
    'pre-auto-gc',
    'update',
  ],
];

/** Hooks that write down that they ran, in the places where git looks for them. */
async function addHooks(repository: TestRepository): Promise<void> {
  const folder = join(repository.folder, await repository.git('rev-parse', '--git-path', 'hooks'));
  await mkdir(folder, { recursive: true });
  for (const name of hooks) {
    const file = join(folder, name);
    await writeFile(file, `#!/bin/sh\ntouch ${repository.temporary}/hook-ran\n`);
    await chmod(file, 0o755);
  }
}

/** `one` on main and origin, `two` on feature, which is checked out, with every kind of uncommitted change. */
async function makeUnfinished() {
  const repository = await makeRepository();
  const one = await repository.commit('one', {
    'a.sql': '1',
    'b.sql': '2',
    'c.sql': '3',
    '.gitignore': '*.log\n',
  });
  await repository.git('checkout', '--quiet', '-b', 'feature');
  const two = await repository.commit('two', { 'd.sql': '4' });
  await repository.publish();
  await repository.write({ 'a.sql': 'staged' });
  await repository.git('add', 'a.sql');
  await repository.write({ 'a.sql': 'staged and changed', 'b.sql': 'changed', 'c.sql': null });
  await repository.write({ 'new.sql': 'new', 'noise.log': 'ignored' });
  await repository.git('stash', 'create');
  await addHooks(repository);
  return { repository, one, two, [Symbol.asyncDispose]: () => repository[Symbol.asyncDispose]() };
}

/** Opens and disposes; then nothing may differ and nothing may be left. */
async function expectUntouched(
  repository: TestRepository,
  changes: Partial<WorkspaceRequest>,
  watched = repository.folder,
): Promise<void> {
  // Making the repository ran them.
  await rm(join(repository.temporary, 'hook-ran'), { force: true });
  const before = await fingerprint(watched);
  {
    await using workspace = await open(repository, changes);
    expect(await fingerprint(watched)).toEqual(before);
    for (const tree of [workspace.base, workspace.head]) {
      for (const file of tree.files) await tree.read(file);
      const folder = dirname(await tree.writeOut());
      expect(await workspaces(repository)).toEqual([basename(folder)]);
    }
    expect(await fingerprint(watched)).toEqual(before);
  }
  expect(await fingerprint(watched)).toEqual(before);
  expect(await workspaces(repository)).toEqual([]);
  expect(Object.keys(await fingerprint(repository.temporary))).not.toContain('hook-ran');
}

test('a checkout with uncommitted changes stays byte for byte as it is', async () => {
  await using made = await makeUnfinished();
  const { repository, one, two } = made;
  await expectUntouched(repository, {});
  await expectUntouched(repository, { base: 'main', head: 'feature' });
  await expectUntouched(repository, { event: push(one, two) });
  await expectUntouched(repository, { event: pullRequest(one, two) });
});

test('so does a shallow checkout of a merge commit', async () => {
  await using made = await makeUnfinished();
  const { repository, one, two } = made;
  await repository.git('stash', '--quiet', '--include-untracked');
  await repository.git('checkout', '--quiet', '--detach', 'main');
  await repository.git('update-ref', 'refs/pull/7/merge', await repository.merge('feature'));
  const checkout = await repository.checkOut('refs/pull/7/merge');
  await addHooks(checkout);
  await expectUntouched(checkout, { event: pullRequest(one, two) });
  await expectUntouched(checkout, { base: 'main' });
});

test('so does a checkout for which fetching fails', async () => {
  await using made = await makeUnfinished();
  const { repository, one, two } = made;
  const checkout = await repository.checkOut('refs/heads/feature', 'file:///nowhere/at/all');
  const before = await fingerprint(checkout.folder);
  expect(await failure(open(checkout, { event: pullRequest(one, two) }))).toContain('could not be fetched');
  expect(await fingerprint(checkout.folder)).toEqual(before);
  expect(await workspaces(checkout)).toEqual([]);
});

test('so does a linked worktree, and the repository that it is linked to', async () => {
  await using made = await makeUnfinished();
  const { repository, one } = made;
  const folder = join(repository.temporary, 'linked');
  await repository.git('worktree', 'add', '--quiet', '--detach', folder, one);
  const linked = { ...repository, folder };
  await writeFile(join(folder, 'linked.sql'), 'x');
  await expectUntouched(linked, { base: one });
  await expectUntouched(linked, { base: one }, repository.folder);
  await using workspace = await open(linked, { base: one });
  expect(workspace.repository).toBe(folder);
  expect(workspace.head.files).toEqual(['.gitignore', 'a.sql', 'b.sql', 'c.sql', 'linked.sql']);
});

test('so do submodules, which are left out, and a submodule as the repository itself', async () => {
  await using made = await makeUnfinished();
  const { repository } = made;
  await using library = await makeRepository();
  await library.commit('library', { 'l.sql': '5' });
  const allowed = ['-c', 'protocol.file.allow=always'];
  await repository.git(...allowed, 'submodule', 'add', '--quiet', library.folder, 'lib "one"');
  await repository.git('commit', '--quiet', '--no-verify', '--message=submodule');
  const submodule = { ...repository, folder: join(repository.folder, 'lib "one"') };
  // Its index is out of date, which `git status` would put right.
  await repository.write({ 'lib "one"/l.sql': '6', 'lib "one"/m.sql': '7' });
  await expectUntouched(repository, {});
  await expectUntouched(submodule, { base: 'HEAD' }, repository.folder);
  await using outside = await open(repository);
  expect(outside.head.files).toEqual(['.gitignore', '.gitmodules', 'a.sql', 'b.sql', 'd.sql', 'new.sql']);
  await using inside = await open(submodule, { base: 'HEAD' });
  expect(inside.base.files).toEqual(['l.sql']);
  expect(await inside.head.read('l.sql')).toBe('6');
  expect(inside.head.files).toEqual(['l.sql', 'm.sql']);
});

test('so does a bare repository', async () => {
  await using made = await makeUnfinished();
  const bare = await made.repository.clone('--bare');
  await expectUntouched(bare, { head: 'feature' });
  await expectUntouched(bare, { base: made.one, head: made.two });
});
