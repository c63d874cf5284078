import { type Database, DatabaseError, type Server } from '../postgres/index.ts';

/** Why no database can be made for a trial, as a sentence without its full stop. */
export class NoTrial extends Error {
  override readonly name = 'NoTrial';
}

/** Databases for trials, beside those of base and head. Disposing drops all of them. */
export class Trials implements AsyncDisposable {
  readonly #server: Server;
  readonly #base: Database;
  readonly #made: Database[] = [];
  /** Copies of the whole server, by their databases. */
  readonly #copies = new Map<Database, Server>();
  readonly #problem: string | null;
  #number = 0;

  /**
   * @param base must have no sessions while it is copied
   * @param problem why no database may be made, such as its size; null where it may
   */
  constructor(server: Server, base: Database, problem: string | null) {
    this.#server = server;
    this.#base = base;
    this.#problem = problem;
  }

  /** Whether a whole server can be copied, for what all databases of one share. */
  get canCopyServer(): boolean {
    return this.#server.second === 'copy';
  }

  /** Base's database once more; on a copy of the server, and under its own name, where `ofServer`. */
  async copyOfBase(ofServer: boolean): Promise<Database> {
    if (!ofServer) return await this.copyOf(this.#base);
    this.#requirePossible();
    const second = await this.#server.startSecond();
    const database = second.database(this.#base.name);
    this.#copies.set(database, second);
    return database;
  }

  async copyOf(database: Database): Promise<Database> {
    this.#requirePossible();
    const copy = await this.#server.cloneDatabase(database, this.#name());
    this.#made.push(copy);
    return copy;
  }

  async empty(): Promise<Database> {
    this.#requirePossible();
    const database = await this.#server.createDatabase(this.#name());
    this.#made.push(database);
    return database;
  }

  /** Gives the room of what is not needed any more back. A copy of the server goes with its database. */
  async drop(database: Database): Promise<void> {
    const server = this.#copies.get(database);
    const made = this.#made.indexOf(database);
    if (server !== undefined) {
      this.#copies.delete(database);
      await server[Symbol.asyncDispose]();
    } else if (made >= 0) {
      this.#made.splice(made, 1);
      await this.#server.dropDatabase(database);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#copies.values()) await server[Symbol.asyncDispose]();
    for (const database of this.#made.splice(0)) {
      try {
        await this.#server.dropDatabase(database);
      } catch (error) {
        // A server that plangate started is deleted with its databases; another one's own end drops them again, and says so.
        if (!(error instanceof DatabaseError)) throw error;
      }
    }
  }

  #requirePossible(): void {
    if (this.#problem !== null) throw new NoTrial(this.#problem);
  }

  #name(): string {
    this.#number++;
    return `plangate_trial_${this.#number}`;
  }
}
