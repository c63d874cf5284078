import { PlangateError } from './errors.ts';
import { DatabaseError } from './postgres/index.ts';

export interface Translated {
  readonly error: unknown;
  /** What went wrong besides, while cleaning up. */
  readonly warnings: readonly string[];
}

/**
 * What a run should tell of `error`: where cleaning up failed too, the error that came first, with the other one as a
 * warning; what PostgreSQL said that no room put into words, as a known error.
 */
export function translateError(error: unknown): Translated {
  const warnings: string[] = [];
  let first = error;
  while (isSuppressed(first)) {
    warnings.unshift(first.error instanceof Error ? first.error.message : String(first.error));
    first = first.suppressed;
  }
  return { error: first instanceof DatabaseError ? known(first) : first, warnings };
}

/** Made by `await using`; older versions of Node know the class only by what the bundler puts in its place. */
function isSuppressed(error: unknown): error is { readonly error: unknown; readonly suppressed: unknown } {
  return error instanceof Error && error.name === 'SuppressedError' && 'suppressed' in error;
}

/** SQLSTATE too_many_connections, of a server, a database or a role */
const tooManyConnections = '53300';

function known(error: DatabaseError): PlangateError {
  return new PlangateError({
    kind: 'server',
    place: 'PostgreSQL',
    problem: `The server failed a step of plangate's own: ${error.message}.`,
    remedy:
      error.fields.code === tooManyConnections
        ? 'plangate needs eight connections at once, and an external command its own; raise the limit.'
        : 'Its own message says why.',
    cause: error,
  });
}
