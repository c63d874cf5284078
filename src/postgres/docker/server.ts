import { setTimeout as sleep } from 'node:timers/promises';
import type { Introduction } from '../introduction.ts';
import { causeOfEnd } from '../server-log.ts';
import { type Door, ThrowAwayServer } from '../throw-away-server.ts';
import type { Server } from '../types.ts';
import type { RunningContainer } from './container.ts';
import { linesOfContainer } from './container-log.ts';
import type { ContainerWorkplace } from './workplace.ts';

export interface ContainerIdentity {
  readonly password: string;
  readonly introduction: Introduction;
  readonly origin: string;
  readonly warnings: readonly string[];
  readonly workplace: ContainerWorkplace;
  /** Starts another one like it. */
  readonly another: () => Promise<Server>;
}

/** A server in a container of plangate's own. */
export class ContainerServer extends ThrowAwayServer {
  readonly engine = 'docker';
  readonly second = 'empty';
  protected readonly end: Promise<string>;
  readonly #running: RunningContainer;
  readonly #identity: ContainerIdentity;
  #stopping = false;

  constructor(running: RunningContainer, identity: ContainerIdentity) {
    super(identity);
    this.introduction = identity.introduction;
    this.#running = running;
    this.#identity = identity;
    this.end = this.#watch();
  }

  protected get door(): Door {
    const { address, port } = this.#running;
    return { host: address.connect, port, password: this.#identity.password, address: address.connect };
  }

  startSecond(): Promise<Server> {
    return this.#identity.another();
  }

  async logTail(): Promise<string> {
    // The daemon writes down what the server printed a moment later than the server says it to its client.
    await sleep(200);
    return (await linesOfContainer(this.#running.container)).slice(-20).join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    this.abortSessions();
    await this.#identity.workplace[Symbol.asyncDispose]();
  }

  /** Breaks every session when the container ends unasked: what stands in between may keep its connections open. */
  async #watch(): Promise<string> {
    const { container } = this.#running;
    const { StatusCode } = (await container.wait().catch(() => ({ StatusCode: null }))) as {
      readonly StatusCode: number | null;
    };
    if (this.#stopping) return 'the server was stopped';
    this.abortSessions();
    const state = await container.inspect().then(
      ({ State }) => State,
      () => null,
    );
    if (state?.OOMKilled) return 'the server needed more memory than its container may have';
    const cause = causeOfEnd(await linesOfContainer(container));
    if (cause !== null) return cause;
    if (state === null) return 'its container was removed, or the Docker daemon ended';
    if (StatusCode === 0) return 'its container was stopped';
    // 128 and the number of the signal, as a shell has it.
    return StatusCode === 137 ? 'its container was killed' : `its container ended with code ${StatusCode}`;
  }
}
