import { PlangateError } from '../../errors.ts';
import { startupError } from '../server-log.ts';

/** What is known of a container that did not become a server. */
export interface Failure {
  readonly image: string;
  readonly locale: string;
  /** Bytes of memory for its data, or null. */
  readonly memory: number | null;
  readonly userSettings: Readonly<Record<string, string>>;
}

const noSpace = /no space left on device/i;

/** Why the server in the container did not start, as the user should read it. */
export function containerError(lines: readonly string[], failure: Failure): PlangateError {
  const { image, locale, memory, userSettings } = failure;
  const text = lines.join('\n');
  const details = lines.slice(-20).join('\n');
  if (/invalid locale (name|settings)/.test(text)) {
    return new PlangateError({
      kind: 'configuration',
      place: 'postgres.locale',
      problem: `"${locale}" is not a locale of the image ${image}.`,
      remedy: 'C.UTF-8 and C work everywhere.',
      details,
    });
  }
  if (noSpace.test(text)) return outOfSpace(memory, details);
  if (/exec format error/.test(text)) {
    return new PlangateError({
      kind: 'server',
      place: 'postgres.image',
      problem: `The image ${image} is made for another platform than the Docker daemon's.`,
      remedy: 'Name an image for it in postgres.image.',
      details,
    });
  }
  return startupError(lines, userSettings);
}

/** Why a container was not made or not started at all. */
export function daemonError(error: unknown, { image }: Failure): PlangateError {
  const message = (error instanceof Error ? error.message : String(error)).trim();
  if (noSpace.test(message)) return outOfSpace(null, message);
  return new PlangateError({
    kind: 'server',
    place: 'Docker',
    problem: `The Docker daemon could not start a container of the image ${image}.`,
    remedy: 'Its own message says why.',
    details: message,
    cause: error,
  });
}

function outOfSpace(memory: number | null, details: string): PlangateError {
  return new PlangateError({
    kind: 'server',
    place: memory === null ? 'Docker' : 'postgres.storage',
    problem:
      memory === null
        ? 'The disk of the Docker daemon is full: No space left on device.'
        : `${Math.round(memory / 1024 ** 2)} MB of memory are too little for the data: No space left on device.`,
    remedy:
      memory === null
        ? 'Make room with `docker system prune`.'
        : 'Give it more (postgres.storage), or take the disk (storage: disk).',
    details,
  });
}
