import type { Sources } from '../config/index.ts';
import type { Database, Server } from '../postgres/index.ts';
import type { Side, Tree } from '../workspace/index.ts';
import type { Script } from './script.ts';

/** What a side is built from. */
export interface SideInput {
  readonly tree: Tree;
  readonly sources: Sources;
}

/** How long one migration took, statements only. */
export interface TimedMigration {
  readonly side: Side;
  /** Relative to the repository; the command where an external command migrates. */
  readonly file: string;
  readonly milliseconds: number;
}

/** The databases that the queries run in. */
export interface Sides extends AsyncDisposable {
  /** null where head is explained alone, in a database that is there already. */
  readonly base: Database | null;
  readonly head: Database;
  /** base once more, to see what two databases with nothing between them differ by; null where there is none. */
  readonly twin: Database | null;
  /**
   * `clone`: base was built and copied, head's new migrations ran on the copy. `both`: each was built from scratch.
   * `found`: nothing was built.
   */
  readonly way: 'clone' | 'both' | 'found';
  /** One line that says which way was taken and why. */
  readonly why: string;
  /** With `clone`, head's new migrations as they ran on the copy; with `both`, all of both sides. */
  readonly migrations: readonly TimedMigration[];
  /** The SQL files that each side was built from, in the order they ran; what commands run is not known. */
  readonly scripts: Readonly<Record<Side, readonly Script[]>>;
  /** What keeps the two databases from being exactly comparable. */
  readonly warnings: readonly string[];
  /** The server of each database, where more can be made; null where databases are only read. */
  readonly servers: Readonly<Record<Side, Server>> | null;
}

/** Both databases, migrated, seeded, vacuumed and analysed, with no session open. Disposing stops the second server if there is one. */
export interface BuiltSides extends Sides {
  readonly base: Database;
  readonly way: 'clone' | 'both';
  readonly servers: Readonly<Record<Side, Server>>;
}
