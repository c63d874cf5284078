import { applyScripts, type Script } from '../migrations/index.ts';
import type { Database } from '../postgres/index.ts';
import type { Case } from '../queries/index.ts';
import { type LargestStep, largestStep } from './largest-step.ts';
import { probe } from './probe.ts';
import type { Suspect, TrialPolicy } from './types.ts';

/** A suspect, and which of its two texts is measured in trials. */
export interface Walker {
  readonly suspect: Suspect;
  readonly case_: Case;
}

/** A way from one database towards head's. */
export interface Start {
  /** A database of its own in the state where the way begins. */
  readonly fresh: () => Promise<Database>;
  readonly drop: (database: Database) => Promise<void>;
  readonly policy: TrialPolicy;
  readonly signal: AbortSignal;
}

/** Runs files one by one and gives for each walker the one that moved it most; nothing for those that none moved. */
export async function walkFiles(
  walkers: readonly Walker[],
  files: readonly Script[],
  start: Start,
): Promise<ReadonlyMap<Walker, LargestStep>> {
  const database = await start.fresh();
  const way = new Positions(walkers, database, start);
  await way.measure();
  for (const file of files) {
    await applyScripts(database, [file], start.signal);
    await way.measure();
  }
  await start.drop(database);
  return way.largestSteps();
}

/** Where walkers stand after each step on one database. */
export class Positions {
  readonly #database: Database;
  readonly #start: Start;
  readonly #positions: ReadonlyMap<Walker, (number | null)[]>;

  constructor(walkers: readonly Walker[], database: Database, start: Start) {
    this.#database = database;
    this.#start = start;
    this.#positions = new Map(walkers.map(walker => [walker, []]));
  }

  async measure(): Promise<void> {
    const { policy, signal } = this.#start;
    for (const [{ suspect, case_ }, positions] of this.#positions) {
      positions.push(await probe(this.#database, case_, suspect.metric, policy, signal));
    }
  }

  largestSteps(): ReadonlyMap<Walker, LargestStep> {
    return new Map(
      [...this.#positions].flatMap(([walker, positions]) => {
        const largest = largestStep(positions);
        return largest === null ? [] : [[walker, largest]];
      }),
    );
  }
}
