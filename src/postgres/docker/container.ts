import type { Container } from 'dockerode';
import { superuser } from '../throw-away-server.ts';
import { DatabaseError } from '../types.ts';
import { type Address, addressOf } from './address.ts';
import type { Daemon } from './ask-daemon.ts';
import type { DockerClient } from './client.ts';
import { containerError, daemonError } from './container-error.ts';
import { linesOfContainer } from './container-log.ts';
import type { Image } from './image.ts';
import { preloadArguments, preloadScript, preloadSql } from './preload.ts';
import { label } from './remove-container.ts';
import { dataParent } from './storage.ts';
import { ContainerEnded, waitForServer } from './wait-for-server.ts';
import type { ContainerWorkplace } from './workplace.ts';

/** Bytes of /dev/shm: Docker gives 64 MB, and parallel hash joins share their table there, of work_mem × workers. */
const sharedMemory = 1024 ** 3;

export interface ContainerRequest {
  readonly daemon: Daemon;
  readonly docker: DockerClient;
  readonly image: Image;
  readonly locale: string;
  /** Bytes of memory for the data; null for disk. */
  readonly memory: number | null;
  /** Settings for the command line. */
  readonly settings: Readonly<Record<string, string>>;
  /** Libraries that the user wants preloaded. */
  readonly libraries: readonly string[];
  /** The user's own settings, to tell their mistakes from ours. */
  readonly userSettings: Readonly<Record<string, string>>;
  readonly password: string;
}

/** A container with a server that takes connections. */
export interface RunningContainer {
  readonly container: Container;
  readonly address: Address;
  readonly port: number;
}

/** Makes and starts a container and waits for its server. The caller removes it, whatever comes of it. */
export async function runContainer(
  request: ContainerRequest,
  workplace: ContainerWorkplace,
): Promise<RunningContainer> {
  const { daemon, docker, image, locale, memory, settings, libraries, userSettings, password } = request;
  const { signal, name } = workplace;
  const address = await addressOf(docker.client.info.containerRuntime.host, daemon);

  /** Publishes the port where only this machine gets at it, which testcontainers has no word for. */
  class OwnContainer extends docker.library.PostgreSqlContainer {
    protected override async beforeContainerCreated(): Promise<void> {
      signal.throwIfAborted();
      this.hostConfig.PortBindings = { '5432/tcp': [{ HostIp: address.publish, HostPort: '0' }] };
      // Writing through the layers of the image is slower than a volume, which goes with the container.
      if (memory === null) this.createOpts.Volumes = { [dataParent]: {} };
      // Checks four times a second would go on while queries are measured, with the password on a command line.
      this.createOpts.Healthcheck = { Test: ['NONE'] };
    }
    protected override async containerCreated(): Promise<void> {
      signal.throwIfAborted();
    }
  }

  const target = (port: number) => ({
    host: address.connect,
    port,
    user: superuser,
    password,
    database: superuser,
    reasonOfLoss: async () => null,
  });
  const [program = 'postgres', ...rest] = image.command;
  const container = new OwnContainer(image.name)
    .withName(name)
    .withLabels({ [label]: name })
    .withUsername(superuser)
    .withDatabase(superuser)
    .withPassword(password)
    .withEnvironment({
      PGDATA: `${dataParent}/data`,
      POSTGRES_INITDB_ARGS: initdbArguments(locale, image.major),
    })
    .withCommand([
      program,
      ...rest,
      ...preloadArguments(image.command, libraries),
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ])
    .withCopyContentToContainer([{ content: preloadSql(libraries), target: preloadScript, mode: 0o644 }])
    .withSharedMemorySize(sharedMemory)
    // The log must be there to be read, whatever driver the daemon prefers.
    .withDefaultLogDriver()
    // The image of testcontainers' reaper is not wanted: plangate cleans up itself.
    .withAutoCleanup(false)
    .withWaitStrategy(waitForServer(target, signal));
  // Whoever the image runs as must be able to make the data directory in it.
  if (memory !== null) container.withTmpFs({ [dataParent]: `rw,mode=1777,size=${memory}` });
  try {
    const started = await workplace.make(container.start());
    return {
      container: docker.client.container.getById(started.getId()),
      address,
      port: started.getPort(),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DatabaseError) throw error;
    const failure = { image: image.name, locale, memory, userSettings };
    // One that ended at once is there still, and says more than whoever waited for its port.
    const lines =
      error instanceof ContainerEnded
        ? error.lines
        : await linesOfContainer(docker.client.container.getById(name));
    throw lines.length > 0 ? containerError(lines, failure) : daemonError(error, failure);
  }
}

/** The same that initialise.ts gives to initdb. */
function initdbArguments(locale: string, major: number | null): string {
  return [
    '--encoding=UTF8',
    `--locale=${locale}`,
    '--no-sync',
    // From 18 on they are the default, and setting a hint bit then writes WAL. Older ones do not know the word.
    ...(major !== null && major >= 18 ? ['--no-data-checksums'] : []),
  ].join(' ');
}
