import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderPrefix, markOwner } from '../../temporary-folder.ts';
import { type Leftover, register } from '../leftovers.ts';
import type { Daemon } from './ask-daemon.ts';
import { markContainer, removeContainer } from './remove-container.ts';

/**
 * The name of a container to come, and the marked temporary folder of that name by which a later run finds what is left
 * of a killed one. Disposing removes both, also while the container is being made.
 */
export class ContainerWorkplace implements Leftover {
  readonly name = `${folderPrefix}${randomBytes(8).toString('hex')}`;
  /** Aborted as soon as the container is to be removed. */
  readonly signal: AbortSignal;
  readonly #daemon: Daemon;
  readonly #folder: string;
  readonly #registration: Disposable;
  readonly #controller = new AbortController();
  #making: Promise<unknown> = Promise.resolve();
  #isMaking = false;
  #disposal: Promise<void> | null = null;

  static async open(daemon: Daemon): Promise<ContainerWorkplace> {
    const workplace = new ContainerWorkplace(daemon);
    try {
      // What is still written into the folder would keep it from being removed.
      await workplace.make(workplace.#mark());
      return workplace;
    } catch (error) {
      await workplace[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Synchronous, so that no signal comes between the making of the folder and its registration. */
  private constructor(daemon: Daemon) {
    this.signal = this.#controller.signal;
    this.#daemon = daemon;
    this.#folder = join(realpathSync(tmpdir()), this.name);
    mkdirSync(this.#folder, { mode: 0o700 });
    this.#registration = register(this);
  }

  async #mark(): Promise<void> {
    await markOwner(this.#folder);
    await markContainer(this.#folder, { name: this.name, daemon: this.#daemon });
  }

  /** Registers the making of the container: what is disposed of meanwhile must be removed when it is made. */
  make<T>(making: Promise<T>): Promise<T> {
    this.#isMaking = true;
    this.#making = making.finally(() => {
      this.#isMaking = false;
    });
    this.#making.catch(() => {});
    return making;
  }

  /**
   * Another process does it, for this one has no time left to wait for an answer. The folder stays for the next run
   * where the container could not be removed, or may come into being yet.
   */
  kill(): void {
    const { status } = spawnSync(
      process.execPath,
      ['-e', removal, JSON.stringify({ ...this.#daemon, name: this.name })],
      { stdio: 'ignore', timeout: 10_000, env: {} },
    );
    if (status === 0 && !this.#isMaking) rmSync(this.#folder, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#disposal ??= this.#dispose();
    return this.#disposal;
  }

  async #dispose(): Promise<void> {
    this.#controller.abort(new Error('the server is not wanted any more'));
    try {
      await removeContainer(this.#daemon, this.name);
      await this.#making.catch(() => {});
      await removeContainer(this.#daemon, this.name);
      await rm(this.#folder, { recursive: true, force: true });
    } catch {
      // The daemon has gone, or cannot remove it now. The folder stays, and the next run tries again.
    } finally {
      this.#registration[Symbol.dispose]();
    }
  }
}

/** What `removeContainer` does, in a program that needs no file. The name is too long and random to be somebody else's. */
const removal = `
const { uri, certificates, name } = JSON.parse(process.argv[1]);
const { protocol, hostname, port, pathname } = new URL(uri);
const read = file => require('node:fs').readFileSync(require('node:path').join(certificates, file));
require(certificates === null ? 'node:http' : 'node:https').request({
  ...(protocol === 'unix:' ? { socketPath: decodeURIComponent(pathname) } : { host: hostname, port: port || 2375 }),
  ...(certificates === null ? {} : { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') }),
  method: 'DELETE',
  path: '/containers/' + name + '?force=true&v=true',
}, response => {
  response.resume();
  process.exitCode = [204, 404].includes(response.statusCode) ? 0 : 1;
}).end();
`;
