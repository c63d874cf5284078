import { PlangateError } from '../../errors.ts';
import type { Progress } from '../../progress.ts';
import type { Server, ServerRequest } from '../types.ts';
import { findDaemon } from './find-daemon.ts';
import { imageName } from './image.ts';
import { PullError } from './pull-error.ts';
import { startContainerServer } from './start.ts';

/** Why `auto` goes on without Docker. */
export interface NoDocker {
  /** Half a sentence: `no Docker daemon answers`. */
  readonly why: string;
  /** Where it was looked for and what came of it, a line each. */
  readonly details: readonly string[];
  /** What the user asked for and does not get, each a sentence. */
  readonly warnings: readonly string[];
}

/**
 * A server in a container, where the request is for one. With `auto` it is no error when no daemon answers, or when
 * nobody asked for an image and the usual one cannot be had: other engines have PostgreSQL too.
 */
export async function takeDocker(request: ServerRequest, progress: Progress): Promise<Server | NoDocker> {
  const isAsked = request.engine === 'docker';
  const found = await findDaemon(request.environment);
  if ('places' in found) {
    const details =
      found.places.length === 0 ? ['no socket of a daemon is in the usual places'] : found.places;
    if (isAsked) throw noDaemon(details);
    const { image = null } = request;
    const warnings =
      image === null
        ? []
        : [`The image ${image} (postgres.image) is not used, for no Docker daemon answers.`];
    return { why: 'no Docker daemon answers', details, warnings };
  }
  try {
    return await startContainerServer(request, found, progress);
  } catch (error) {
    const goesOn = !isAsked && error instanceof PullError && (request.image ?? null) === null;
    if (!goesOn) throw error;
    return {
      why: `Docker has no ${imageName(request)} and could not pull it (${error.why})`,
      details: error.details.split('\n'),
      warnings: [],
    };
  }
}

function noDaemon(details: readonly string[]): PlangateError {
  return new PlangateError({
    kind: 'server',
    place: 'Docker',
    problem: 'No Docker daemon answers.',
    remedy: 'Start one, name its address in DOCKER_HOST, or take the engine local or embedded.',
    details: details.join('\n'),
  });
}
