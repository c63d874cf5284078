import { mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from '../progress.ts';
import { folderPrefix, markOwner } from '../temporary-folder.ts';
import { openBlobs } from './blobs.ts';
import { openHistory } from './history.ts';
import { openNames, showsLess } from './names.ts';
import { fetchLeftOut } from './partial-clone.ts';
import { createPrivateRepository, type PrivateRepository } from './private-repository.ts';
import { openRemote } from './remote.ts';
import { chooseSides } from './sides.ts';
import { listTags } from './tags.ts';
import { openTree, snapshotCommit, type TreeSource, writeRawAttributes } from './tree.ts';
import type { Workspace, WorkspaceRequest } from './types.ts';
import { findUserRepository } from './user-repository.ts';
import { snapshotWorkingTree } from './working-tree.ts';

/**
 * Finds base and head of `request` and lists both. What is missing is fetched into the temporary folder, which
 * is deleted when the workspace is disposed, or at once when this fails.
 */
export async function openWorkspace(request: WorkspaceRequest, progress: Progress): Promise<Workspace> {
  const user = await findUserRepository(request);
  const folder = await mkdtemp(join(await realpath(request.environment.TMPDIR ?? tmpdir()), folderPrefix));
  let repository: PrivateRepository | null = null;
  const dispose = async () => {
    // First of all, so that nothing is written any more while the folder is deleted.
    await repository?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await markOwner(folder);
    repository = await createPrivateRepository(join(folder, 'git'), user, request);
    return { ...(await fill(folder, repository, request, progress)), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function fill(
  folder: string,
  repository: PrivateRepository,
  request: WorkspaceRequest,
  progress: Progress,
): Promise<Omit<Workspace, typeof Symbol.asyncDispose>> {
  const { user } = repository;
  const remote = openRemote(repository, request, progress);
  const history = openHistory(repository, remote);
  const isShallow = (await stat(join(user.commonDirectory, 'shallow')).catch(() => null)) !== null;
  const names = openNames(user, history, remote, showsLess(user, isShallow, request.event !== null));
  const tags = () => listTags(user, remote);
  const sides = await chooseSides({ user, names, history, tags }, request);

  const step = progress.step('Listing base and head');
  const { sha } = sides.head;
  const [baseSnapshot, headSnapshot] = await Promise.all([
    snapshotCommit(repository, sides.base.sha),
    sha === null ? snapshotWorkingTree(repository, progress) : snapshotCommit(repository, sha),
  ]);
  await writeRawAttributes(repository);
  await fetchLeftOut(repository, remote, [baseSnapshot, headSnapshot]);
  const blobs = openBlobs(repository);
  const open = (source: TreeSource) => openTree(repository, blobs, source, progress);
  const [base, head] = await Promise.all([
    open({ side: 'base', ...sides.base, snapshot: baseSnapshot, folder: join(folder, 'base') }),
    open({ side: 'head', ...sides.head, snapshot: headSnapshot, folder: join(folder, 'head') }),
  ]);
  step.done(`${base.files.length} and ${head.files.length} files`);
  return { repository: user.folder, base, head, why: sides.why };
}
