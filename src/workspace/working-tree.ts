import { readdir, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { PlangateError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { copyIfThere, type PrivateRepository } from './private-repository.ts';
import { workTreeSettings } from './settings.ts';
import type { Snapshot } from './tree.ts';

/**
 * What `git add --all` and a commit would make of the user's working tree: uncommitted changes and untracked
 * files, without what is ignored. Blobs and index are the private repository's.
 */
export async function snapshotWorkingTree(
  repository: PrivateRepository,
  progress: Progress,
): Promise<Snapshot> {
  const { user, folder } = repository;
  await copyIndex(repository);
  for (const name of ['exclude', 'attributes']) {
    await copyIfThere(join(user.commonDirectory, 'info', name), join(folder, 'info', name));
  }
  const reading = {
    cwd: user.folder,
    environment: { GIT_WORK_TREE: user.folder, GIT_INDEX_FILE: join(folder, 'index') },
    settings: workTreeSettings(user.settings),
  };
  // Compares contents with the user's blobs. It exits with 1 when something differs, which `add` looks at next.
  await repository.run(['update-index', '-q', '--refresh'], reading);
  const list = () => repository.output(['ls-files', '--stage', '-z'], reading);
  const entries = (await list()).toString('latin1').split('\0');
  // git would run `git status` inside each submodule to see whether it changed.
  const submodules = entries
    .filter(entry => entry.startsWith('160000 '))
    .map(entry => entry.slice(entry.indexOf('\t') + 1));
  const excluded = [...submodules, ...ownFolder(repository)];
  const paths = ['.', ...excluded.map(path => `:(exclude,literal)${path}`)].join('\0');
  // Where git sees the user's objects, it sets the time of those that it would write again.
  const environment = { ...reading.environment, GIT_OBJECT_DIRECTORY: repository.ownObjects };
  const writing = { ...reading, environment };
  const from = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  const add = ['add', '--all', '--ignore-errors', '--no-warn-embedded-repo', ...from];
  const added = await repository.run(add, { ...writing, input: Buffer.from(paths, 'latin1') });
  if (added.code > 1) throw unreadable(user.folder, added.stderr);
  if (added.code === 1) {
    for (const line of added.stderr.split('\n')) {
      if (line.startsWith('error: ')) progress.info(`Left out of the working tree: ${line.slice(7)}`);
    }
  }
  return {
    lines: await list(),
    // One object for each folder, which a listing does not need.
    treeish: async () => {
      const tree = await repository.output(['write-tree', '--missing-ok'], writing);
      return tree.toString('utf8').trim();
    },
  };
}

/**
 * The user's index knows which files did not change since, which are left out by a sparse checkout, and how conflicts
 * stand. Reading HEAD into an empty one would lose all three.
 */
async function copyIndex({ user, folder }: PrivateRepository): Promise<void> {
  const source = join(user.gitDirectory, 'index');
  const copy = join(folder, 'index');
  if (!(await copyIfThere(source, copy))) return;
  // A file that is as young as the index may have changed after it was read, and git reads it again
  // (https://git-scm.com/docs/racy-git). A younger copy would hide that; an older one only costs time.
  const written = Math.floor((await stat(source)).mtimeMs / 1000);
  await utimes(copy, written, written);
  // core.splitIndex keeps most of it in a second file.
  const shared = (await readdir(user.gitDirectory)).filter(name => name.startsWith('sharedindex.'));
  await Promise.all(
    shared.map(name => copyIfThere(join(user.gitDirectory, name), join(folder, basename(name)))),
  );
}

/** The temporary folder, when TMPDIR lies inside the working tree. */
function ownFolder({ user, folder }: PrivateRepository): string[] {
  const path = relative(user.folder, dirname(folder));
  // Bytes as characters, like the paths that git names.
  return path.startsWith('..') ? [] : [Buffer.from(path).toString('latin1')];
}

function unreadable(place: string, details: string): PlangateError {
  return new PlangateError({
    kind: 'repository',
    place,
    problem: 'git cannot read the working tree.',
    remedy: 'Make `git add --all --dry-run` work here, or name the commit to judge with --head.',
    details,
  });
}
