import { chown, lchown, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository } from '../support/git.ts';
import { failure, open, pullRequest } from './open.ts';

const isRoot = process.getuid?.() === 0;

async function chownAll(folder: string, id: number): Promise<void> {
  await chown(folder, id, id);
  for (const entry of await readdir(folder, { recursive: true })) await lchown(join(folder, entry), id, id);
}

test.runIf(isRoot)('a checkout that belongs to another user is read, as in a container job', async () => {
  await using author = await makeRepository();
  const base = await author.commit('one', { 'a.sql': '1' });
  await author.git('checkout', '--quiet', '-b', 'feature');
  const head = await author.commit('two', { 'b.sql': '2' });
  const origin = await author.publish();
  const checkout = await origin.checkOut('refs/heads/feature');
  await checkout.write({ 'c.sql': '3' });
  await chownAll(checkout.folder, 65533);
  // git itself refuses it.
  await expect(checkout.git('status')).rejects.toThrow('dubious ownership');
  await using event = await open(checkout, { event: pullRequest(base, head) });
  expect([event.base.files, event.head.files]).toEqual([['a.sql'], ['a.sql', 'b.sql']]);
  await using local = await open(checkout, { base });
  expect(local.head.files).toEqual(['a.sql', 'b.sql', 'c.sql']);
});

test('objects that the repository borrows from others are found', async () => {
  await using author = await makeRepository();
  const base = await author.commit('one', { 'a.sql': '1' });
  await author.commit('two', { 'b.sql': '2' });
  const first = await author.clone('--reference', author.folder);
  // Paths in an alternates file may be relative to the objects folder.
  await writeFile(join(first.folder, '.git/objects/info/alternates'), '../../../work/.git/objects\n');
  const second = await first.clone('--shared', '--reference', first.folder);
  await using workspace = await open(second, { base });
  expect([workspace.base.files, workspace.head.files]).toEqual([['a.sql'], ['a.sql', 'b.sql']]);
});

test('folders may have strange names, and .git may be somewhere else', async () => {
  await using author = await makeRepository();
  const base = await author.commit('one', { 'a.sql': '1' });
  for (const name of ['with space', '#hash', '"quoted"', 'new\nline', 'ünï😀', '-dash', 'colon:colon']) {
    const folder = join(author.temporary, name);
    await rename((await author.clone()).folder, folder);
    await using workspace = await open({ ...author, folder }, { base });
    expect(workspace.repository, name).toBe(folder);
    expect(workspace.head.files).toEqual(['a.sql']);
  }
  const separate = await author.clone();
  await rename(join(separate.folder, '.git'), join(author.temporary, 'separate'));
  await writeFile(join(separate.folder, '.git'), 'gitdir: ../separate\n');
  await separate.write({ 'b.sql': '2' });
  await using workspace = await open(separate, { base });
  expect(workspace.head.files).toEqual(['a.sql', 'b.sql']);
});

test('core.worktree says where the files are', async () => {
  await using repository = await makeRepository();
  const base = await repository.commit('one', { 'a.sql': '1' });
  const files = join(repository.temporary, 'files');
  await mkdir(files);
  await writeFile(join(files, 'b.sql'), '2');
  await repository.git('config', 'core.worktree', '../../files');
  await using workspace = await open(repository, { base });
  expect(workspace.repository).toBe(files);
  expect(workspace.head.files).toEqual(['b.sql']);
});

test('a repository with SHA-256 hashes is read', async () => {
  await using repository = await makeRepository();
  const folder = join(repository.temporary, 'sha256');
  await repository.git('init', '--quiet', '--object-format=sha256', '--initial-branch=main', folder);
  await repository.git('-C', folder, 'commit', '--quiet', '--allow-empty', '--message=one');
  await writeFile(join(folder, 'a.sql'), '1');
  await using workspace = await open({ ...repository, folder });
  expect(workspace.base.sha).toHaveLength(64);
  expect(workspace.head.hash('a.sql')).toHaveLength(64);
});

test('the temporary folder may lie inside the working tree', async () => {
  await using repository = await makeRepository();
  await repository.commit('one', { 'a.sql': '1', 'tümp/.keep': '' });
  const environment = { ...repository.environment, TMPDIR: join(repository.folder, 'tümp') };
  await using workspace = await open(repository, { environment });
  expect(await workspace.base.writeOut()).toContain(repository.folder);
  expect(workspace.head.files).toEqual(['a.sql', 'tümp/.keep']);
});

test('a bare repository is one even where its configuration does not say so', async () => {
  await using repository = await makeRepository();
  const base = await repository.commit('one', { 'a.sql': '1' });
  const bare = await repository.clone('--bare');
  await bare.git('config', '--unset', 'core.bare');
  await using workspace = await open(bare, { base, head: 'main' });
  expect(workspace.head.files).toEqual(['a.sql']);
  expect(await failure(open(bare))).toContain('This is a bare repository');
});
