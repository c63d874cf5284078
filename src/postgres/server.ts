import { killOrphans } from './abandoned.ts';
import { copyTree } from './copy-tree.ts';
import { introduce } from './introduction.ts';
import { dataFolder, type Launch, launch, type Postmaster } from './launch.ts';
import { causeOfEnd, linesOfLog } from './server-log.ts';
import { separateTablespaces } from './tablespaces.ts';
import { type Door, ThrowAwayServer } from './throw-away-server.ts';
import type { EngineName, Server } from './types.ts';
import { openWorkplace } from './workplace.ts';

interface Identity {
  readonly origin: string;
  readonly password: string;
  readonly warnings: readonly string[];
}

/** A server whose postmaster is plangate's own child. */
export class OwnServer extends ThrowAwayServer {
  readonly engine: EngineName;
  readonly second = 'copy';
  readonly #launch: Launch;
  readonly #password: string;
  #postmaster: Postmaster;
  #end: Promise<string>;
  #stopping = false;

  /** The server that `postmaster` is; asks it for its version and settings. */
  static async open(request: Launch, postmaster: Postmaster, identity: Identity): Promise<OwnServer> {
    const server = new OwnServer(request, postmaster, identity);
    await server.administer(async session => {
      server.introduction = await introduce(session, Object.keys(request.settings));
    });
    return server;
  }

  private constructor(request: Launch, postmaster: Postmaster, identity: Identity) {
    super(identity);
    this.engine = request.installation.engine;
    this.#launch = request;
    this.#password = identity.password;
    this.#postmaster = postmaster;
    this.#end = this.#watch(postmaster);
  }

  protected get door(): Door {
    const host = this.#launch.workplace.socketFolder;
    return { host, port: this.#postmaster.port, password: this.#password, address: '127.0.0.1' };
  }

  protected get end(): Promise<string> {
    return this.#end;
  }

  async startSecond(): Promise<Server> {
    if (this.sessions.size > 0)
      throw new Error(`a copy needs all sessions closed, ${this.sessions.size} are open`);
    const { account } = this.#launch.workplace;
    const workplace = await openWorkplace(account);
    try {
      this.#stopping = true;
      await this.#launch.workplace.end('SIGINT');
      const options = { account, link: false };
      await copyTree(dataFolder(this.#launch.workplace), dataFolder(workplace), options);
      await separateTablespaces(dataFolder(workplace), workplace.folder, options);
      this.#postmaster = await launch(this.#launch, this.#postmaster.port);
      this.#stopping = false;
      this.#end = this.#watch(this.#postmaster);
      const request = { ...this.#launch, workplace };
      const identity = {
        origin: `${this.origin}, second server on a copy of the data`,
        password: this.#password,
        warnings: this.warnings,
      };
      return await OwnServer.open(request, await launch(request, null), identity);
    } catch (error) {
      await workplace[Symbol.asyncDispose]();
      throw error;
    }
  }

  async logTail(): Promise<string> {
    return (await linesOfLog(this.#postmaster.log)).slice(-20).join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping = true;
    this.abortSessions();
    await this.#launch.workplace[Symbol.asyncDispose]();
  }

  /** Breaks every session when the postmaster ends unasked: a busy backend would not notice, and its query would hang. */
  #watch({ process, data, log }: Postmaster): Promise<string> {
    return new Promise(resolve => {
      process.once('exit', async (code, signal) => {
        if (this.#stopping) return resolve('the server was stopped');
        this.abortSessions();
        await killOrphans(data);
        const ended =
          signal === null ? `the server ended with code ${code}` : `the server was ended by ${signal}`;
        resolve(causeOfEnd(await linesOfLog(log)) ?? ended);
      });
    });
  }
}
