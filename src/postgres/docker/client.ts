import { PlangateError } from '../../errors.ts';
import type { Daemon } from './ask-daemon.ts';
import type { ContainerRuntimeClient } from './testcontainers.ts';

/** testcontainers, and its client of the daemon that was found. */
export interface DockerClient {
  readonly library: typeof import('./testcontainers.ts');
  readonly client: ContainerRuntimeClient;
}

let opened: { readonly uri: string; readonly client: Promise<DockerClient> } | null = null;

/**
 * Loads testcontainers, which nobody waits for who takes another engine, and has it talk to `daemon`. It looks for a
 * daemon in the environment of the process, once: for that moment the environment names the one that was found.
 */
export async function openClient(
  daemon: Daemon,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<DockerClient> {
  if (opened !== null && opened.uri !== daemon.uri)
    throw new Error(`testcontainers talks to ${opened.uri} already, and cannot to ${daemon.uri} too`);
  opened ??= { uri: daemon.uri, client: open(daemon, environment) };
  return opened.client;
}

async function open(
  daemon: Daemon,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<DockerClient> {
  const library = await import('./testcontainers.ts');
  const { TESTCONTAINERS_HOST_OVERRIDE } = environment;
  await using _ = changedEnvironment({
    DOCKER_HOST: daemon.uri,
    DOCKER_TLS_VERIFY: daemon.certificates === null ? undefined : '1',
    DOCKER_CERT_PATH: daemon.certificates ?? undefined,
    TESTCONTAINERS_HOST_OVERRIDE,
  });
  try {
    return { library, client: await library.getContainerRuntimeClient() };
  } catch (error) {
    opened = null;
    throw new PlangateError({
      kind: 'server',
      place: 'Docker',
      problem: `The daemon at ${daemon.uri} answers, and testcontainers cannot work with it.`,
      remedy: 'Set DEBUG=testcontainers* to see why, or take the engine local or embedded.',
      details: error instanceof Error ? error.message : String(error),
      cause: error,
    });
  }
}

/** The environment of this process with other values, until disposed. */
function changedEnvironment(values: Readonly<Record<string, string | undefined>>): AsyncDisposable {
  const before = Object.keys(values).map(name => [name, process.env[name]] as const);
  const set = ([name, value]: readonly [string, string | undefined]) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  Object.entries(values).forEach(set);
  return { [Symbol.asyncDispose]: async () => before.forEach(set) };
}
