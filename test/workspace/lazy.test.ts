import { readdirSync, readlinkSync } from 'node:fs';
import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Progress } from '../../src/progress.ts';
import { makeRepository, type TestRepository } from '../support/git.ts';
import { open, workspaces } from './open.ts';

/** The entries of the temporary folder of the one workspace of `repository` that is open. */
async function entries(repository: TestRepository): Promise<string[]> {
  const [workspace = ''] = await workspaces(repository);
  return (await readdir(join(repository.temporary, 'tmp', workspace))).sort();
}

/** The processes that work in `folder`, where the system tells it. */
function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  const ids = readdirSync('/proc').filter(id => {
    try {
      return /^\d+$/.test(id) && readlinkSync(`/proc/${id}/cwd`) === folder;
    } catch {
      return false;
    }
  });
  return ids.map(Number);
}

/** More files than can be written before somebody changes their mind. */
async function makeLarge(): Promise<TestRepository> {
  const repository = await makeRepository();
  await repository.write({ 'a.sql': 'select 1;\n' });
  const blob = await repository.git('hash-object', '-w', 'a.sql');
  const names = Array.from({ length: 20_000 }, (_, n) => `${n % 100}/${n}.sql`);
  await repository.write({ '../lines': names.map(name => `100644 ${blob}\t${name}\n`).join('') });
  await repository.git(
    '-c',
    `alias.fill=!git update-index --index-info <'${repository.temporary}/lines'`,
    'fill',
  );
  await repository.git('commit', '--quiet', '--message=one');
  return repository;
}

/** What `promise` ends with, asked for before it ends. */
function outcome(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'It succeeded.',
    (error: Error) => error.message,
  );
}

test('nothing is written out until a folder is asked for, and then once', async () => {
  await using repository = await makeRepository();
  await repository.commit('one', { 'a.sql': '1', 'db/b.sh': '#!/bin/sh\n' });
  await chmod(join(repository.folder, 'db/b.sh'), 0o755);
  const titles: string[] = [];
  const progress: Progress = {
    step: title => {
      titles.push(title);
      return { update() {}, done: result => titles.push(`done: ${result ?? ''}`) };
    },
    info() {},
  };
  await using workspace = await open(repository, {}, progress);
  const { base, head } = workspace;
  expect(await head.read('a.sql')).toBe('1');
  expect(await base.read('a.sql')).toBe('1');
  expect(await entries(repository)).toEqual(['git', 'owner.json']);
  const folders = await Promise.all([head.writeOut(), head.writeOut()]);
  expect(new Set([...folders, await head.writeOut()]).size).toBe(1);
  expect(titles).toEqual([
    'Listing base and head',
    'done: 2 and 2 files',
    'Writing out head',
    'done: 2 files',
  ]);
  expect(await entries(repository)).toEqual(['git', 'head', 'owner.json']);
  const [folder] = folders;
  expect((await stat(join(folder, 'db/b.sh'))).mode & 0o777).toBe(0o755 & ~process.umask());
  expect(basename(await base.writeOut())).toBe('base');
  expect((await stat(join(await base.writeOut(), 'db/b.sh'))).mode & 0o111).toBe(0);
});

test('what a command does to the folder stays there, and what is read is what was committed', async () => {
  await using repository = await makeRepository();
  await repository.commit('one', { 'a.sql': '1', 'b.sql': '2' });
  await using workspace = await open(repository);
  const { head } = workspace;
  const folder = await head.writeOut();
  await writeFile(join(folder, 'a.sql'), 'changed');
  await writeFile(join(folder, 'made.sql'), 'made');
  await rm(join(folder, 'b.sql'));
  expect(await head.read('a.sql')).toBe('1');
  expect(await head.read('b.sql')).toBe('2');
  await expect(head.read('made.sql')).rejects.toThrow('There is no such file.');
  expect(head.files).toEqual(['a.sql', 'b.sql']);
  expect(await readdir(await head.writeOut())).toEqual(['a.sql', 'made.sql']);
});

test('a working tree that changes later is read and written out as it was', async () => {
  await using repository = await makeRepository();
  await repository.commit('one', { 'a.sql': '1', 'b.sql': '2' });
  await repository.write({ 'a.sql': 'changed', 'new.sql': 'new' });
  await using workspace = await open(repository);
  await repository.write({ 'a.sql': 'changed again', 'new.sql': null, 'b.sql': null, 'later.sql': '' });
  await repository.git('add', '--all');
  const { head } = workspace;
  const expected = { 'a.sql': 'changed', 'b.sql': '2', 'new.sql': 'new' };
  expect(head.files).toEqual(Object.keys(expected));
  const folder = await head.writeOut();
  expect(await readdir(folder)).toEqual(Object.keys(expected));
  for (const [path, text] of Object.entries(expected)) {
    expect(await head.read(path)).toBe(text);
    expect(await readFile(join(folder, path), 'utf8')).toBe(text);
  }
});

test('files of any size are read, many at once, each whole', async () => {
  await using repository = await makeRepository();
  const sizes = [0, 1, 10, 65_535, 65_536, 65_537, 1_000_000, 20_000_000];
  const files = Object.fromEntries(
    sizes.map(size => [`${size}.sql`, `${size}\n`.repeat(size).slice(0, size)]),
  );
  await repository.commit('one', files);
  await using workspace = await open(repository);
  const { base, head } = workspace;
  const names = [...Object.keys(files), ...Object.keys(files).reverse()];
  for (const tree of [base, head]) {
    const texts = await Promise.all(names.map(name => tree.read(name)));
    for (const [index, name] of names.entries()) expect(texts[index] === files[name], name).toBe(true);
  }
});

test.runIf(process.platform === 'linux')('a git that was killed is started again', async () => {
  await using repository = await makeRepository();
  await repository.commit('one', { 'a.sql': '1', 'b.sql': '2' });
  await using workspace = await open(repository);
  expect(await workspace.head.read('a.sql')).toBe('1');
  const [git = 0, ...others] = processesIn(repository.folder);
  expect(others).toEqual([]);
  process.kill(git, 'SIGKILL');
  expect(await outcome(workspace.head.read('b.sql'))).toContain('git cat-file failed.');
  expect(await workspace.head.read('b.sql')).toBe('2');
});

test('disposing ends the git that reads and the git that writes', async () => {
  await using repository = await makeLarge();
  const workspace = await open(repository);
  const { base, head } = workspace;
  expect(await head.read('1/1.sql').catch(String)).toContain('There is no such file.');
  expect(await base.read('1/1.sql')).toBe('select 1;\n');
  if (process.platform === 'linux') expect(processesIn(repository.folder)).toHaveLength(1);
  const written = outcome(base.writeOut());
  const folder = join(dirname(await head.writeOut()), 'base');
  while ((await readdir(folder).catch(() => [])).length < 2) await sleep(1);
  await workspace[Symbol.asyncDispose]();
  expect(await workspaces(repository)).toEqual([]);
  expect(processesIn(repository.folder)).toEqual([]);
  expect(processesIn(folder)).toEqual([]);
  expect(await written).toBe('The workspace was disposed.');
  expect(await outcome(base.read('2/2.sql'))).toBe('The workspace was disposed.');
  expect(await outcome(base.writeOut())).toBe('The workspace was disposed.');
});

test('an abort ends them too, and disposing still deletes everything', async () => {
  await using repository = await makeLarge();
  const controller = new AbortController();
  const workspace = await open(repository, { signal: controller.signal });
  const { base, head } = workspace;
  expect(await base.read('1/1.sql')).toBe('select 1;\n');
  const folder = join(dirname(await head.writeOut()), 'base');
  const written = outcome(base.writeOut());
  while ((await readdir(folder).catch(() => [])).length < 2) await sleep(1);
  const reads = ['2/2.sql', '3/3.sql'].map(path => outcome(base.read(path)));
  controller.abort(new Error('stopped by the user'));
  expect(await written).toBe('stopped by the user');
  // Their answers may have been on their way.
  for (const text of await Promise.all(reads))
    expect(['stopped by the user', 'It succeeded.']).toContain(text);
  expect(await outcome(base.read('4/4.sql'))).toBe('stopped by the user');
  expect(await outcome(head.writeOut())).toBe('It succeeded.');
  await workspace[Symbol.asyncDispose]();
  expect([...processesIn(repository.folder), ...processesIn(folder)]).toEqual([]);
  expect(await workspaces(repository)).toEqual([]);
});
