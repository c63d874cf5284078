import { buildMixture, needsOwnServer } from '../migrations/index.ts';
import type { Database } from '../postgres/index.ts';
import { differs, type FilePair, mixtureOf } from './differences.ts';
import type { Tell } from './find-in-database.ts';
import { narrow } from './narrow.ts';
import { probe } from './probe.ts';
import type { Trials } from './trials.ts';
import type { TrialPolicy } from './types.ts';
import { unlessImpossible } from './unless-impossible.ts';
import type { Walker } from './walk-files.ts';
import { walkStatements } from './walk-statements.ts';
import { causeIn, differenceCause, fileCause } from './words.ts';

/** Databases that are built in search of all walkers' causes. */
const mostBuilds = 6;

/** Files that are named where one of several did it. */
const mostNames = 3;

/**
 * Builds databases of base's files and the first so many of head's, and looks for the one at which a walker becomes what
 * it is on head. Migrations that are changed, added or taken away are tried before seeds.
 */
export async function findInMixtures(
  walkers: readonly Walker[],
  pairs: readonly FilePair[],
  trials: Trials,
  policy: TrialPolicy,
  signal: AbortSignal,
  tell: Tell,
): Promise<void> {
  const different = pairs.filter(differs);
  const scripts = pairs.flatMap(({ base, head }) => [base, head].filter(script => script !== null));
  const problem = different.length === 0 ? otherOrder : needsOwnServer(scripts) ? ofWholeServer : null;
  if (problem !== null) {
    for (const walker of walkers) tell(walker, problem);
    return;
  }
  const mixtures = new Mixtures(pairs, trials, policy, signal);
  for (const walker of walkers) {
    const { first, last } = await narrow(different.length, applied => mixtures.position(walker, applied));
    const pair = different[first];
    if (first < last || pair === undefined) {
      tell(walker, oneOf(different.slice(first, last + 1)));
      continue;
    }
    const { head } = pair;
    if (pair.base !== null || head?.kind !== 'migration') {
      tell(walker, differenceCause(pair));
      continue;
    }
    tell(walker, fileCause(head, 1), 'file');
    const start = {
      fresh: () => mixtures.copy(first),
      drop: (database: Database) => trials.drop(database),
      policy,
      signal,
    };
    const moved = new Map([[walker, { before: 0, after: 1 }]]);
    const told = await unlessImpossible(() => walkStatements(moved, [], head, start), signal);
    tell(walker, causeIn(head, told?.get(walker), 1));
  }
}

const otherOrder = 'not caused by the text of the query alone: the same files run in another order';
const ofWholeServer =
  'not caused by the text of the query alone: migrations and seeds that differ change the whole server, and are not tried again';

function oneOf(pairs: readonly FilePair[]): string {
  const files = pairs.map(({ base, head }) => (head ?? base)?.file ?? '');
  const more = files.length > mostNames ? [`${files.length - mostNames} more`] : [];
  return `caused by one of ${[...files.slice(0, mostNames), ...more].join(', ')}`;
}

/** The databases between base and head, each built once. */
class Mixtures {
  readonly #pairs: readonly FilePair[];
  readonly #trials: Trials;
  readonly #policy: TrialPolicy;
  readonly #signal: AbortSignal;
  /** null for those that cannot be built. */
  readonly #built = new Map<number, Database | null>();

  constructor(pairs: readonly FilePair[], trials: Trials, policy: TrialPolicy, signal: AbortSignal) {
    this.#pairs = pairs;
    this.#trials = trials;
    this.#policy = policy;
    this.#signal = signal;
  }

  async position({ suspect, case_ }: Walker, applied: number): Promise<number | null> {
    const database = await this.#database(applied);
    return database === null ? null : probe(database, case_, suspect.metric, this.#policy, this.#signal);
  }

  /** A copy of the database with the first so many differences, for what runs on top of it. */
  async copy(applied: number): Promise<Database> {
    if (applied === 0) return this.#trials.copyOfBase(false);
    const database = await this.#database(applied);
    if (database === null) throw new Error('it was built before');
    return this.#trials.copyOf(database);
  }

  async #database(applied: number): Promise<Database | null> {
    const known = this.#built.get(applied);
    if (known !== undefined) return known;
    if (this.#built.size >= mostBuilds) return null;
    this.#signal.throwIfAborted();
    const files = mixtureOf(this.#pairs, applied);
    const kind = (wanted: 'migration' | 'seed') => files.filter(file => file.kind === wanted);
    const database = await this.#trials.empty();
    const built = await unlessImpossible(async () => {
      const { extensions } = this.#policy;
      await buildMixture(database, kind('migration'), kind('seed'), extensions, this.#signal);
      return database;
    }, this.#signal);
    this.#built.set(applied, built);
    return built;
  }
}
