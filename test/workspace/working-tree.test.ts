import { mkdir, readdir, readFile, readlink, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Progress } from '../../src/progress.ts';
import { makeRepository } from '../support/git.ts';
import { open } from './open.ts';

test('the working tree is what is there now, staged or not, without what is ignored', async () => {
  await using repository = await makeRepository();
  await repository.commit('one', {
    'same.sql': '1',
    'changed.sql': '2',
    'deleted.sql': '3',
    'moved.sql': '4',
  });
  await repository.git('mv', 'moved.sql', 'elsewhere.sql');
  await repository.write({ 'staged.sql': '5' });
  await repository.git('add', 'staged.sql');
  await repository.write({ 'staged.sql': '6', 'changed.sql': '7', 'deleted.sql': null, 'new/er.sql': '8' });
  await repository.write({
    '.gitignore': '*.log\n',
    'a.log': '',
    'b.tmp': '',
    'c.bak': '',
    '.git/info/exclude': '*.tmp\n',
  });
  await writeFile(
    join(repository.environment.HOME ?? '', '.gitconfig'),
    '[core]\nexcludesFile = ~/ignored\n',
  );
  await writeFile(join(repository.environment.HOME ?? '', 'ignored'), '*.bak\n');
  await using workspace = await open(repository);
  const { base, head } = workspace;
  expect(head.files).toEqual([
    ...['.gitignore', 'changed.sql', 'elsewhere.sql', 'new/er.sql', 'same.sql', 'staged.sql'],
  ]);
  expect(await head.read('staged.sql')).toBe('6');
  expect(await head.read('changed.sql')).toBe('7');
  expect(await base.read('changed.sql')).toBe('2');
  expect(head.hash('same.sql')).toBe(base.hash('same.sql'));
  expect(head.hash('elsewhere.sql')).toBe(base.hash('moved.sql'));
  expect(head.hash('changed.sql')).not.toBe(base.hash('changed.sql'));
});

test('a change that keeps size and time is seen, when the index is as young as the file', async () => {
  await using repository = await makeRepository();
  await repository.write({ 'a.sql': 'select 1;\n' });
  const time = new Date(Math.floor(Date.now() / 1000) * 1000 + 5000);
  await utimes(join(repository.folder, 'a.sql'), time, time);
  await repository.git('add', 'a.sql');
  await repository.git('commit', '--quiet', '--message=one');
  await repository.git('update-index', '--refresh');
  await utimes(join(repository.folder, '.git/index'), time, time);
  await writeFile(join(repository.folder, 'a.sql'), 'select 2;\n');
  await utimes(join(repository.folder, 'a.sql'), time, time);
  await using workspace = await open(repository);
  expect(await workspace.head.read('a.sql')).toBe('select 2;\n');
});

test('a conflict shows as the file is now', async () => {
  await using repository = await makeRepository();
  await repository.commit('one', { 'a.sql': '1\n' });
  await repository.git('checkout', '--quiet', '-b', 'other');
  await repository.commit('two', { 'a.sql': '2\n' });
  await repository.git('checkout', '--quiet', 'main');
  await repository.commit('three', { 'a.sql': '3\n' });
  await repository.git('merge', '--quiet', 'other').catch(() => {});
  await using workspace = await open(repository);
  expect(await workspace.head.read('a.sql')).toContain('<<<<<<<');
});

test('files that a sparse checkout leaves out are there', async () => {
  await using repository = await makeRepository();
  await repository.commit('one', { 'db/a.sql': '1', 'web/b.js': '2', 'c.md': '3' });
  for (const kind of ['--sparse-index', '--no-sparse-index']) {
    await repository.git('sparse-checkout', 'set', '--cone', kind, 'web');
    await repository.write({ 'web/b.js': 'changed' });
    await using workspace = await open(repository);
    expect(workspace.head.files, kind).toEqual(['c.md', 'db/a.sql', 'web/b.js']);
    expect(await workspace.head.read('db/a.sql')).toBe('1');
    expect(await workspace.head.read('web/b.js')).toBe('changed');
  }
});

test('a split index is whole', async () => {
  await using repository = await makeRepository();
  await repository.commit('one', { 'a.sql': '1', 'b.sql': '2' });
  await repository.git('update-index', '--split-index');
  await repository.write({ 'c.sql': '3' });
  await repository.git('add', 'c.sql');
  await using workspace = await open(repository);
  expect(workspace.head.files).toEqual(['a.sql', 'b.sql', 'c.sql']);
});

test('repositories inside the working tree are left out, even without a commit', async () => {
  await using repository = await makeRepository();
  await repository.commit('one', { 'a.sql': '1' });
  await repository.git('init', '--quiet', 'empty');
  await repository.git('clone', '--quiet', repository.folder, 'copy');
  await repository.write({ 'empty/x.sql': '2', 'copy/y.sql': '3', 'z.sql': '4' });
  const lines: string[] = [];
  const progress: Progress = { step: () => ({ update() {}, done() {} }), info: line => lines.push(line) };
  await using workspace = await open(repository, {}, progress);
  expect(workspace.head.files).toEqual(['a.sql', 'z.sql']);
  expect(lines).toEqual(["Left out of the working tree: 'empty/' does not have a commit checked out"]);
});

test("no filter runs but those that the user's configuration defines, and files are as the repository holds them", async () => {
  await using repository = await makeRepository();
  const attributes = [
    '*.crlf eol=crlf',
    '*.ident ident',
    '*.wide working-tree-encoding=UTF-16',
    '*.up filter=upper',
    '*.evil filter=evil',
  ].join('\n');
  await repository.git('config', 'filter.upper.clean', 'tr a-z A-Z');
  await repository.git('config', 'filter.upper.smudge', `touch ${repository.temporary}/smudged; tr A-Z a-z`);
  await repository.commit('one', {
    '.gitattributes': `${attributes}\n`,
    'a.crlf': 'one\r\ntwo\r\n',
    'a.ident': '$Id$\n',
    'a.wide': Buffer.from('\ufeffwide', 'utf16le'),
    'a.up': 'text',
    'a.evil': 'text',
  });
  await repository.write({ 'b.crlf': 'one\r\ntwo\r\n', 'b.up': 'more', 'b.evil': 'more' });
  await using workspace = await open(repository);
  const { base, head } = workspace;
  for (const [name, text] of Object.entries({
    'a.crlf': 'one\ntwo\n',
    'a.ident': '$Id$\n',
    'a.wide': 'wide',
    'a.up': 'TEXT',
    'a.evil': 'text',
  })) {
    expect(await base.read(name), name).toBe(text);
    expect(await head.read(name), name).toBe(text);
    expect(head.hash(name), name).toBe(base.hash(name));
    for (const tree of [base, head]) {
      expect(await readFile(join(await tree.writeOut(), name), 'utf8'), name).toBe(text);
    }
  }
  expect(await head.read('b.crlf')).toBe('one\ntwo\n');
  expect(await head.read('b.up')).toBe('MORE');
  expect(await head.read('b.evil')).toBe('more');
  await expect(writeFile(join(repository.temporary, 'smudged'), '', { flag: 'wx' })).resolves.toBeUndefined();
});

test('names may be anything', async () => {
  await using repository = await makeRepository();
  const names = [
    'a b.sql',
    '"quoted".sql',
    "it's.sql",
    '-dash.sql',
    'new\nline.sql',
    'ünï/😀.sql',
    ':(top)x.sql',
    '*.sql',
    'tab\t.sql',
  ];
  await repository.commit('one', Object.fromEntries(names.map(name => [name, `committed ${name}`])));
  await repository.write(Object.fromEntries(names.map(name => [`new ${name}`, `untracked ${name}`])));
  await repository.write(Object.fromEntries(names.map(name => [name, `changed ${name}`])));
  await using workspace = await open(repository);
  expect(workspace.base.files).toEqual(names.toSorted());
  expect(workspace.head.files).toEqual([...names, ...names.map(name => `new ${name}`)].sort());
  for (const name of names) {
    expect(await workspace.base.read(name)).toBe(`committed ${name}`);
    expect(await workspace.head.read(name)).toBe(`changed ${name}`);
    expect(await workspace.head.read(`new ${name}`)).toBe(`untracked ${name}`);
    const folder = await workspace.head.writeOut();
    expect(await readFile(join(folder, name), 'utf8')).toBe(`changed ${name}`);
    expect(await readFile(join(folder, `new ${name}`), 'utf8')).toBe(`untracked ${name}`);
  }
});

test('names that are no UTF-8 are left out, and do no harm', async context => {
  await using repository = await makeRepository();
  await repository.commit('one', { 'a.sql': '1' });
  const name = Buffer.from(`${repository.folder}/caf\xe9.sql`, 'latin1');
  // Some file systems refuse the name.
  await writeFile(name, '2').catch(() => context.skip());
  await using workspace = await open(repository);
  expect(workspace.head.files).toEqual(['a.sql']);
  expect(await readdir(await workspace.head.writeOut(), 'latin1')).toEqual(['a.sql', 'caf\xe9.sql']);
});

test('symbolic links are kept, and read when they lead to a file of the repository', async () => {
  await using repository = await makeRepository();
  await mkdir(join(repository.folder, 'db'));
  await repository.write({ 'db/a.sql': 'select 1;\n' });
  const links = {
    'inside.sql': 'db/a.sql',
    'chain.sql': 'inside.sql',
    folder: 'db',
    'dangling.sql': 'nowhere',
    'outside.sql': '/etc/hosts',
    'climbing.sql': '../../../../../../../../etc/hosts',
    'git.sql': '.git/config',
    'loop.sql': 'loop.sql',
    'up.sql': 'folder/../db/./a.sql',
    'through.sql': 'db/a.sql/../a.sql',
    'nowhere.sql': 'nowhere/../db/a.sql',
    'db/back.sql': '../inside.sql',
    'around.sql': `../${basename(repository.folder)}/db/a.sql`,
    'root.sql': join(repository.folder, 'db/a.sql'),
  };
  for (const [path, target] of Object.entries(links)) await symlink(target, join(repository.folder, path));
  await repository.commit('one');
  await using workspace = await open(repository);
  for (const tree of [workspace.base, workspace.head]) {
    expect(tree.files).toEqual(['chain.sql', 'db/a.sql', 'db/back.sql', 'inside.sql', 'up.sql']);
    for (const path of [...tree.files, 'folder/a.sql', 'folder/back.sql']) {
      expect(await tree.read(path), path).toBe('select 1;\n');
    }
    expect(tree.hash('chain.sql')).toBe(tree.hash('db/a.sql'));
    expect(tree.hash('outside.sql')).toBeNull();
    for (const path of ['outside.sql', 'climbing.sql', 'around.sql', 'root.sql']) {
      await expect(tree.read(path), path).rejects.toThrow('leads outside the repository');
    }
    for (const path of ['git.sql', 'dangling.sql', 'loop.sql', 'through.sql', 'nowhere.sql', 'a.sql']) {
      await expect(tree.read(path), path).rejects.toThrow('There is no such file.');
    }
    await expect(tree.read('folder')).rejects.toThrow('This is no regular file.');
    const written = await tree.writeOut();
    for (const [path, target] of Object.entries(links)) {
      expect(await readlink(join(written, path)), path).toBe(target);
    }
  }
});
