import { asking } from './asking.ts';
import type { Place } from './place.ts';

export interface FoundArtifact {
  readonly id: number;
  /** Bytes of the archive, as GitHub says. */
  readonly size: number;
  readonly isExpired: boolean;
}

/** The artifact called `name` that `run` left last; null when it left none. Several attempts leave several. */
export async function findArtifact(
  { octokit, owner, repository }: Place,
  run: number,
  name: string,
): Promise<FoundArtifact | null> {
  const artifacts = await asking('actions: read', () =>
    octokit.paginate(octokit.rest.actions.listWorkflowRunArtifacts, {
      owner,
      repo: repository,
      run_id: run,
      name,
      per_page: 100,
    }),
  );
  const [newest] = artifacts.filter(each => each.name === name).sort((a, b) => b.id - a.id);
  if (newest === undefined) return null;
  return { id: newest.id, size: newest.size_in_bytes, isExpired: newest.expired };
}
