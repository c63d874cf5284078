import type { Account } from '../account.ts';
import type { Installation, Refusal } from '../installation.ts';
import type { EngineName, ServerRequest } from '../types.ts';

/** What an engine found on this machine. */
export interface Findings {
  /** Best first: an explicit choice of the user, then the newest. */
  readonly installations: readonly Installation[];
  /** What looked like PostgreSQL and is of no use. */
  readonly refusals: readonly Refusal[];
  /** Where it looked, for the error message, such as `/usr/lib/postgresql/<major>/bin`. */
  readonly places: readonly string[];
}

/** A way to get a PostgreSQL. The rest of the room sees an installation and does not care where it comes from. */
export interface Engine {
  readonly name: EngineName;
  find(request: ServerRequest, account: Account | null): Promise<Findings>;
}
