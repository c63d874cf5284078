import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from 'dockerode';
import type { BoundPorts, WaitStrategy } from 'testcontainers';
import { openSession, type Target } from '../session.ts';
import { DatabaseError } from '../types.ts';
import { linesOfContainer } from './container-log.ts';

/** The server in the container ended before it took connections, or never took one. */
export class ContainerEnded extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super('the container ended');
    this.lines = lines;
  }
}

/** ms: initdb on a slow disk, and an image that creates extensions of its own. */
const patience = 180_000;

/** ms between two attempts to connect, and between two looks at the container. */
const again = 10;
const lookAgain = 200;

/**
 * Waits for a connection, which is what the server is for. While the entrypoint initialises, its server listens on a
 * socket in the container only, so that the first answer over TCP comes from the real one. Health checks would come
 * later, and go on while queries are measured.
 */
export function waitForServer(target: (port: number) => Target, signal: AbortSignal): WaitStrategy {
  return {
    withStartupTimeout() {
      return this;
    },
    isStartupTimeoutSet: () => true,
    getStartupTimeout: () => patience,
    async waitUntilReady(container: Container, ports: BoundPorts) {
      const where = target(ports.getBinding(5432));
      const deadline = performance.now() + patience;
      let looked = performance.now();
      while (!(await answers(where))) {
        signal.throwIfAborted();
        if (performance.now() - looked > lookAgain) {
          const { State } = await container.inspect();
          if (!State.Running || performance.now() > deadline)
            throw new ContainerEnded(await linesOfContainer(container));
          looked = performance.now();
        }
        await sleep(again);
      }
    },
  };
}

async function answers(target: Target): Promise<boolean> {
  try {
    await using _ = await openSession(target, {}, () => {});
    return true;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    // No SQLSTATE: nobody listens yet, or Docker's proxy does for them. 57P03: the server is starting up.
    if (error.lost) return false;
    throw error;
  }
}
