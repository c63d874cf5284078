import type Dockerode from 'dockerode';
import { PlangateError } from '../../errors.ts';
import type { Progress } from '../../progress.ts';
import { supportedMajors } from '../installation.ts';
import type { ServerRequest } from '../types.ts';
import type { DockerClient } from './client.ts';
import { PullError } from './pull-error.ts';
import { type PullEvent, pullProgress } from './pull-progress.ts';

/** An image that the daemon has. */
export interface Image {
  /** As the user writes it. */
  readonly name: string;
  /** The major version it says it has, in PG_MAJOR as the official image does; null when it does not say. */
  readonly major: number | null;
  /** Its own command, such as `postgres`, with the settings that it wants. */
  readonly command: readonly string[];
}

export const imageName = ({ image, version }: ServerRequest): string =>
  image ?? `postgres:${version ?? supportedMajors[0]}`;

/** Where errors say that the image is named. */
export const imagePlace = ({ image }: ServerRequest): string =>
  image == null ? 'PostgreSQL' : 'postgres.image';

/**
 * The image that was asked for, pulled if need be. Throws a PullError when it cannot be had, another PlangateError when
 * its PostgreSQL is not the one that is wanted.
 */
export async function haveImage(
  request: ServerRequest,
  { library, client }: DockerClient,
  progress: Progress,
  signal: AbortSignal,
): Promise<Image> {
  const name = imageName(request);
  const place = imagePlace(request);
  // It becomes part of a path of the daemon's API.
  if (!/^[a-z0-9](?!.*\.\.)[\w./:@-]*$/.test(name))
    throw new PullError(name, place, 'invalid reference format');
  try {
    const reference = library.ImageName.fromString(name);
    if (!(await client.image.exists(reference))) await pull(reference.string);
    const { Config } = await client.image.inspect(reference);
    const major = Config.Env?.map(line => /^PG_MAJOR=(\d+)$/.exec(line)?.[1]).find(Boolean);
    const image = { name, major: major === undefined ? null : Number(major), command: Config.Cmd ?? [] };
    if (image.major !== null) checkMajor(request, image.major, `PostgreSQL ${image.major}`);
    return image;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof PlangateError) throw error;
    throw new PullError(name, place, error, await otherImages(client.container.dockerode));
  }

  async function pull(reference: string): Promise<void> {
    const step = progress.step(`Pulling the image ${name}`);
    try {
      const { dockerode } = client.container;
      const { registry } = library.ImageName.fromString(name);
      const authconfig = await library.getAuthConfig(
        registry ?? client.info.containerRuntime.indexServerAddress,
      );
      const stream = await dockerode.pull(reference, { authconfig, abortSignal: signal });
      const words = pullProgress();
      await new Promise<void>((resolve, reject) =>
        dockerode.modem.followProgress(
          stream,
          error => (error === null || error === undefined ? resolve() : reject(error)),
          (event: PullEvent) => step.update(words(event)),
        ),
      );
      step.done();
    } catch (error) {
      step.done('failed');
      throw error;
    }
  }
}

/** Official images that the daemon has, the newest major first. */
async function otherImages(dockerode: Dockerode): Promise<readonly string[]> {
  const filters = { reference: ['postgres'] };
  const images = await dockerode.listImages({ filters }).catch(() => []);
  const tags = images.flatMap(({ RepoTags }) => RepoTags ?? []);
  return tags.sort((a, b) => b.localeCompare(a, 'en', { numeric: true })).slice(0, 10);
}

/** Throws when the image's PostgreSQL is not the one that is wanted, or none that plangate knows. */
export function checkMajor(request: ServerRequest, major: number, found: string): void {
  const { version } = request;
  const name = imageName(request);
  if (version !== null && major !== version) {
    throw new PlangateError({
      kind: 'configuration',
      place: 'postgres.version',
      problem: `PostgreSQL ${version} is wanted, and the image ${name} has ${found}.`,
      remedy: 'Correct postgres.version or postgres.image.',
    });
  }
  if (!supportedMajors.includes(major)) {
    throw new PlangateError({
      kind: 'configuration',
      place: imagePlace(request),
      problem: `The image ${name} has ${found}, which is not supported.`,
      remedy: `Take one with PostgreSQL ${supportedMajors.toReversed().join(', ')}.`,
    });
  }
}
