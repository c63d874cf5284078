import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Progress, silent } from '../../src/progress.ts';
import {
  openWorkspace,
  type RepositoryEvent,
  type Workspace,
  type WorkspaceRequest,
} from '../../src/workspace/index.ts';
import type { TestRepository } from '../support/git.ts';

/** Opens `repository` as plangate would when nothing is named, but for `changes`. */
export function open(
  repository: TestRepository,
  changes: Partial<WorkspaceRequest> = {},
  progress: Progress = silent,
): Promise<Workspace> {
  const { folder, environment } = repository;
  return openWorkspace(
    { directory: folder, base: null, head: null, event: null, token: null, environment, ...changes },
    progress,
  );
}

export function pullRequest(baseSha: string, headSha: string, baseRef = 'main'): RepositoryEvent {
  return {
    name: 'pull_request',
    sha: headSha,
    pullRequest: { number: 7, baseRef, baseSha, headSha },
    mergeGroup: null,
    tag: null,
    before: null,
    defaultBranch: 'main',
  };
}

export function push(before: string | null, sha: string): RepositoryEvent {
  return { name: 'push', sha, pullRequest: null, mergeGroup: null, tag: null, before, defaultBranch: 'main' };
}

export function mergeGroup(baseSha: string, headSha: string): RepositoryEvent {
  const group = { baseRef: 'main', baseSha, headSha };
  return { ...push(null, headSha), name: 'merge_group', mergeGroup: group };
}

/** A tag that was pushed. */
export function pushedTag(tag: string, sha: string): RepositoryEvent {
  return { ...push(null, sha), tag };
}

/** An event that says nothing of commits but where it runs. */
export function manual(
  sha: string,
  name: 'workflow_dispatch' | 'schedule' = 'workflow_dispatch',
): RepositoryEvent {
  return { ...push(null, sha), name };
}

/** Temporary folders of workspaces of `repository` that are there now. */
export function workspaces(repository: TestRepository): Promise<string[]> {
  return readdir(join(repository.temporary, 'tmp'));
}

/** The message of the error that `opened` ends with; it fails when there is none. */
export async function failure(opened: Promise<Workspace>): Promise<string> {
  try {
    const workspace = await opened;
    await workspace[Symbol.asyncDispose]();
  } catch (error) {
    if (error instanceof Error && error.name === 'PlangateError') return `${error.message}\n`;
    throw error;
  }
  throw new Error('The workspace opened.');
}
