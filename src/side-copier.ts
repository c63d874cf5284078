import type { Copier, Copies } from './measurement/index.ts';
import type { Sides } from './migrations/index.ts';
import {
  type Database,
  DatabaseError,
  type DifferentSetting,
  type Server,
  withBases,
} from './postgres/index.ts';

/** Bytes, in all. Copying more takes longer than what it tells is worth. */
const largest = 4 * 1024 ** 3;

/** Copies both sides for cases that write, on the servers that they are on. */
export class SideCopier implements Copier {
  readonly #sides: Pick<Sides, 'base' | 'head' | 'twin' | 'servers'>;
  readonly #settings: readonly DifferentSetting[];
  #problem: string | null = null;

  /** @param settings that base's sessions have otherwise */
  constructor(
    sides: Pick<Sides, 'base' | 'head' | 'twin' | 'servers'>,
    settings: readonly DifferentSetting[] = [],
  ) {
    this.#sides = sides;
    this.#settings = settings;
  }

  /** Why there were no copies, as a sentence; none where there were, or none were asked for. */
  get warnings(): readonly string[] {
    return this.#problem === null
      ? []
      : [
          `Queries that write were measured in the databases of the others, after those, as ${this.#problem}: what one leaves there, the next must read.`,
        ];
  }

  async copy(withTwin: boolean, signal: AbortSignal): Promise<Copies | null> {
    const { base, head, twin, servers } = this.#sides;
    if (servers === null || this.#problem !== null) return null;
    const ofBase = (database: Database | null, name: string) =>
      database === null ? null : { database, server: servers.base, name };
    const wanted = {
      base: ofBase(base, 'plangate_writes_base'),
      head: { database: head, server: servers.head, name: 'plangate_writes_head' },
      twin: ofBase(withTwin ? twin : null, 'plangate_writes_twin'),
    };
    const made = await this.#make(
      Object.values(wanted).filter(source => source !== null),
      signal,
    );
    if (made === null) return null;
    const copyOf = (source: Source | null) => (source === null ? null : (made.get(source) ?? null));
    const before = await sizes(made.values());
    return {
      base: this.#withBases(copyOf(wanted.base)),
      head: made.get(wanted.head) ?? head,
      twin: this.#withBases(copyOf(wanted.twin)),
      areAlike: async () => {
        const grown = (await sizes(made.values())).map((size, at) => size - (before[at] ?? 0));
        return new Set(grown).size === 1;
      },
      [Symbol.asyncDispose]: () => drop(made),
    };
  }

  /** All of them, or none and the problem where it is one. */
  async #make(
    sources: readonly Source[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<Source, Database> | null> {
    const made = new Map<Source, Database>();
    try {
      const all = await sizes(sources.map(({ database }) => database));
      if (all.reduce((sum, size) => sum + size, 0) > largest) {
        this.#problem = 'copies would be larger than 4 GB';
        return null;
      }
      for (const source of sources) {
        if (signal.aborted) break;
        made.set(source, await source.server.cloneDatabase(source.database, source.name));
      }
      if (!signal.aborted) return made;
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.lost) throw error;
      this.#problem = `they could not be copied (${error.message})`;
    }
    await drop(made);
    return null;
  }

  #withBases(database: Database | null): Database | null {
    return database === null || this.#settings.length === 0 ? database : withBases(database, this.#settings);
  }
}

async function drop(made: ReadonlyMap<Source, Database>): Promise<void> {
  for (const [{ server }, database] of made) {
    try {
      await server.dropDatabase(database);
    } catch (error) {
      // A server that plangate started is deleted with its databases; another one's own end drops them again, and says so.
      if (!(error instanceof DatabaseError)) throw error;
    }
  }
}

interface Source {
  readonly database: Database;
  readonly server: Server;
  readonly name: string;
}

/** Bytes of each. */
async function sizes(databases: Iterable<Database>): Promise<readonly number[]> {
  const found: number[] = [];
  for (const database of databases) {
    await using session = await database.connect({ applicationName: 'plangate size' });
    const [row] = await session.query<{ size: number }>(
      'select pg_database_size(current_database())::float8 as size',
    );
    found.push(row?.size ?? 0);
  }
  return found;
}
