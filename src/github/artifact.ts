import { join } from 'node:path';
import { PlangateError } from '../errors.ts';
import { artifactServiceOf } from './artifact-service.ts';
import { masksOnly } from './masks-only.ts';

export interface ArtifactRequest {
  /** What `artifactName` makes of the gate's. */
  readonly name: string;
  /** Absolute; what `files` are named from in the archive. */
  readonly folder: string;
  /** Names in `folder`, with `/`. */
  readonly files: readonly string[];
  /** As the repository has it when left out. */
  readonly retentionDays?: number;
}

export type ArtifactOutcome =
  | {
      readonly kind: 'uploaded';
      /** null where the service tells none. */
      readonly id: number | null;
      /** A page for people who may see the run: the artifact's, else the run's. */
      readonly url: string;
    }
  | { readonly kind: 'none'; readonly why: string };

/**
 * Uploads an artifact of the run, in the place of one that bears its name. Loads the package for it only then. The packages
 * read process.env themselves, so this does too.
 *
 * @throws PlangateError (github) when the service would not have it
 */
export async function uploadArtifact(request: ArtifactRequest): Promise<ArtifactOutcome> {
  const service = artifactServiceOf(process.env);
  if (service.kind === 'none') return service;
  const { name, folder, retentionDays } = request;
  const files = request.files.map(file => join(folder, file));
  const options = retentionDays === undefined ? {} : { retentionDays };
  using _quiet = masksOnly(process.stdout);
  try {
    if (service.kind === 'pipelines') {
      await toPipelines(name, files, folder, options);
      return { kind: 'uploaded', id: null, url: service.runUrl };
    }
    const id = await toResults(name, files, folder, options);
    return { kind: 'uploaded', id, url: `${service.runUrl}/artifacts/${id}` };
  } catch (error) {
    throw refused(name, error);
  }
}

interface Options {
  readonly retentionDays?: number;
}

/** Returns the artifact's id. */
async function toResults(name: string, files: string[], folder: string, options: Options): Promise<number> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const client = new DefaultArtifactClient();
  const upload = async () => {
    const { id } = await client.uploadArtifact(name, files, folder, options);
    if (id === undefined) throw new Error('the service told no id');
    return id;
  };
  try {
    return await upload();
  } catch (error) {
    if (!isTaken(error)) throw error;
    // A step or job of this attempt has used the name; earlier attempts of the run keep theirs beside it.
    await client.deleteArtifact(name);
    return await upload();
  }
}

/** The older service takes a name twice, and the later file of two that bear the same. */
async function toPipelines(name: string, files: string[], folder: string, options: Options): Promise<void> {
  const { create } = await import('actions-artifact-v1');
  const { failedItems } = await create().uploadArtifact(name, files, folder, {
    ...options,
    continueOnError: false,
  });
  if (failedItems.length > 0)
    throw new Error(`${failedItems.length} of ${files.length} files were not taken`);
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && /\(409\)|already exists/.test(error.message);
}

function refused(name: string, error: unknown): PlangateError {
  const message = error instanceof Error ? error.message : String(error);
  const isFull = /quota/i.test(message);
  return new PlangateError({
    kind: 'github',
    place: `artifact ${name}`,
    problem: `The reports could not be uploaded: ${message.trim().replace(/\.$/, '')}.`,
    remedy: isFull
      ? 'Delete old artifacts or keep them for fewer days, or set the input "artifact" to false.'
      : 'Run the job again; if it stays so, set the input "artifact" to false.',
    cause: error,
  });
}
