import { mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from '../progress.ts';
import { openHistory } from './history.ts';
import { openNames, showsLess } from './names.ts';
import { createPrivateRepository } from './private-repository.ts';
import { openRemote } from './remote.ts';
import { chooseSides } from './sides.ts';
import { writeRawAttributes, writeTree } from './tree.ts';
import type { Workspace, WorkspaceRequest } from './types.ts';
import { findUserRepository, type UserRepository } from './user-repository.ts';
import { snapshotWorkingTree } from './working-tree.ts';

/**
 * Finds base and head of `request` and writes both out. What is missing is fetched into the temporary folder, which
 * is deleted when the workspace is disposed, or at once when this fails.
 */
export async function openWorkspace(request: WorkspaceRequest, progress: Progress): Promise<Workspace> {
  const user = await findUserRepository(request);
  const folder = await mkdtemp(join(await realpath(request.environment.TMPDIR ?? tmpdir()), 'plangate-'));
  const dispose = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    return { ...(await fill(folder, user, request, progress)), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function fill(
  folder: string,
  user: UserRepository,
  request: WorkspaceRequest,
  progress: Progress,
): Promise<Omit<Workspace, typeof Symbol.asyncDispose>> {
  const repository = await createPrivateRepository(join(folder, 'git'), user, request);
  const remote = openRemote(repository, request, progress);
  const history = openHistory(repository, remote);
  const isShallow = (await stat(join(user.commonDirectory, 'shallow')).catch(() => null)) !== null;
  const names = openNames(user, history, remote, showsLess(user, isShallow, request.event !== null));
  const sides = await chooseSides(user, request, names, history);

  const step = progress.step('Writing out base and head');
  const headTree = sides.head.sha ?? (await snapshotWorkingTree(repository, progress));
  await writeRawAttributes(repository);
  // Both are waited for, so that nothing is written any more when a failure deletes the folder.
  const [base, head] = await Promise.allSettled([
    writeTree(repository, {
      side: 'base',
      ...sides.base,
      treeish: sides.base.sha,
      folder: join(folder, 'base'),
    }),
    writeTree(repository, { side: 'head', ...sides.head, treeish: headTree, folder: join(folder, 'head') }),
  ]);
  if (base.status === 'rejected') throw base.reason;
  if (head.status === 'rejected') throw head.reason;
  step.done(`${base.value.files.length} and ${head.value.files.length} files`);
  return { repository: user.folder, base: base.value, head: head.value, why: sides.why };
}
