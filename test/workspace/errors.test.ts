import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeRepository, type TestRepository } from '../support/git.ts';
import { failure, open, pullRequest, push, workspaces } from './open.ts';

const zero = '0123456789012345678901234567890123456789';

async function makeSmall() {
  const repository = await makeRepository();
  const one = await repository.commit('one', { 'a.sql': 'select 1;\n' });
  await repository.git('branch', 'feature/indexes');
  await repository.git('tag', 'v1.0');
  return { repository, one };
}

const { repository, one } = await makeSmall();
afterAll(() => repository[Symbol.asyncDispose]());

/** The exact text, with what differs from run to run replaced. */
async function expectText(file: string, message: string, made: TestRepository = repository): Promise<void> {
  expect(await workspaces(made)).toEqual([]);
  const text = message
    .replaceAll(made.folder, '<repository>')
    .replaceAll(made.temporary, '<temporary>')
    .replaceAll(/\b[0-9a-f]{40}\b/g, '<sha>');
  await expect(text).toMatchFileSnapshot(`golden/${file}.txt`);
}

test('no git repository', async () => {
  const folder = join(repository.temporary, 'empty');
  await mkdir(folder);
  await expectText('no-repository', await failure(open({ ...repository, folder })));
  // An unfinished .git is none either, as git sees it.
  await mkdir(join(folder, '.git'));
  await expectText('no-repository', await failure(open({ ...repository, folder })));
});

test('no such folder, and a file in its place', async () => {
  const directory = join(repository.folder, 'nowhere');
  await expectText('no-folder', await failure(open(repository, { directory })));
  await expectText('file', await failure(open(repository, { directory: join(repository.folder, 'a.sql') })));
});

test('no git', async () => {
  await expectText('no-git', await failure(open(repository, { environment: { PATH: '/nowhere' } })));
});

test('a git that is too old', async () => {
  const bin = join(repository.temporary, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'git'), '#!/bin/sh\necho git version 2.25.1\n', { mode: 0o755 });
  await expectText('old-git', await failure(open(repository, { environment: { PATH: bin } })));
});

test('no commit', async () => {
  await using empty = await makeRepository();
  await empty.write({ 'a.sql': '1' });
  await expectText('no-commit', await failure(open(empty)), empty);
  await expectText('no-commit', await failure(open(empty, { base: 'main' })), empty);
  await expectText('no-commit', await failure(open(empty, { event: push(null, zero) })), empty);
});

test('unknown ref', async () => {
  await expectText('unknown-ref', await failure(open(repository, { base: 'mian' })));
  await expectText('unknown-head', await failure(open(repository, { head: 'indexes' })));
  await expectText('unknown-nothing-near', await failure(open(repository, { base: 'something/else' })));
  await expectText('unknown-sha', await failure(open(repository, { base: zero })));
  await expectText('unknown-step', await failure(open(repository, { base: 'main~5' })));
  await expectText('unknown-range', await failure(open(repository, { base: 'main..feature/indexes' })));
  await expectText('unknown-blob', await failure(open(repository, { base: 'main:a.sql' })));
});

test('a ref that looks like an option is none', async () => {
  await expectText('dash', await failure(open(repository, { base: '--exec=touch /tmp/x' })));
  await expectText('dash-head', await failure(open(repository, { head: '--git-dir' })));
});

test('a ref with strange characters is shown as it was written', async () => {
  await expectText('strange-ref', await failure(open(repository, { base: 'a "b"\n<script>' })));
});

test('a ref that the remote does not have either', async () => {
  await using made = await makeRepository();
  await made.commit('one');
  const origin = await made.publish();
  const checkout = await origin.checkOut('refs/heads/main');
  await expectText('unknown-on-remote', await failure(open(checkout, { base: 'release' })), checkout);
});

test('no default branch', async () => {
  await using made = await makeRepository();
  await made.commit('one');
  await made.git('branch', '--move', 'work');
  await expectText('no-default-branch', await failure(open(made)), made);
});

test('no common ancestor', async () => {
  await using made = await makeRepository();
  await made.commit('one');
  await made.git('checkout', '--quiet', '--orphan', 'other');
  const other = await made.commit('two');
  await expectText('no-common-ancestor', await failure(open(made)), made);
  const event = pullRequest(await made.git('rev-parse', 'main'), other);
  await expectText('no-common-ancestor-pull-request', await failure(open(made, { event })), made);
});

test('a bare repository without head', async () => {
  const bare = await repository.clone('--bare');
  await expectText('bare', await failure(open(bare, { base: 'main' })), bare);
});

test('what is missing cannot be fetched', async () => {
  const clone = await repository.clone();
  await clone.git('remote', 'set-url', 'origin', 'https://user:secret@127.0.0.1:1/o/r.git');
  const unreachable = await failure(open(clone, { event: pullRequest(zero, one), token: 'ghs_1' }));
  expect(unreachable).not.toContain('secret');
  const stable = unreachable.replace(/(127\.0\.0\.1:1\/o\/r\.git\/?':).*/, '$1 <reason>');
  await expectText('unreachable', stable, clone);
  await clone.git('remote', 'remove', 'origin');
  await expectText('no-remote', await failure(open(clone, { event: pullRequest(zero, one) })), clone);
});

test('a configuration that git cannot read', async () => {
  const clone = await repository.clone();
  await clone.write({ '.git/config': '[core\n' });
  await expectText('configuration', await failure(open(clone)), clone);
});

test('files that cannot be read as text', async () => {
  await using made = await makeRepository();
  await made.commit('one', {
    'large.sql': 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
    'latin1.sql': Buffer.from('caf\xe9', 'latin1'),
    'bom.sql': '\ufeffselect 1;\n',
  });
  await using workspace = await open(made);
  const message = (path: string) =>
    workspace.head.read(path).then(
      () => 'It was read.',
      (error: Error) => error.message,
    );
  const paths = ['large.sql', 'latin1.sql', 'none.sql', '.', '../base/bom.sql', '/etc/hosts'];
  const messages = await Promise.all(paths.map(message));
  await expect(`${messages.join('\n')}\n`).toMatchFileSnapshot('golden/unreadable-files.txt');
  expect(await workspace.head.read('bom.sql')).toBe('select 1;\n');
});

test('objects that are lost or damaged, and others that are not', async () => {
  await using made = await makeRepository();
  await made.commit('one', { 'lost.sql': 'lost', 'damaged.sql': 'damaged', 'whole.sql': 'whole' });
  const object = async (file: string) => {
    const id = await made.git('rev-parse', `HEAD:${file}`);
    return join(made.folder, '.git/objects', id.slice(0, 2), id.slice(2));
  };
  await rm(await object('lost.sql'));
  await rm(await object('damaged.sql'));
  await writeFile(await object('damaged.sql'), 'no zlib');
  await using workspace = await open(made, { head: 'HEAD' });
  const read = (path: string) =>
    workspace.base.read(path).then(
      () => 'It was read.',
      (error: Error) => error.message,
    );
  const stable = (await read('lost.sql')).replaceAll(made.folder, '<repository>');
  await expect(`${stable.replace(/[0-9a-f]{40}/, '<id>')}\n`).toMatchFileSnapshot('golden/lost-object.txt');
  // Some versions of git stop here.
  expect(await read('damaged.sql')).toContain('git cat-file failed.');
  expect(await read('whole.sql')).toBe('It was read.');
});
