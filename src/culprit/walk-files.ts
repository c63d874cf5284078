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

/** Where each walker stands, between base (0) and head (1); null where its case does not run. */
export type Stands = ReadonlyMap<Walker, number | null>;

/** A way from one database towards head's. */
export interface Start {
  /** A database of its own in the state where the way begins. */
  readonly fresh: () => Promise<Database>;
  readonly drop: (database: Database) => Promise<void>;
  readonly policy: TrialPolicy;
  readonly signal: AbortSignal;
}

/** The step that moved a walker most, and where it stood before and after it. */
export interface Moved extends LargestStep {
  readonly before: number | null;
  readonly after: number | null;
}

/**
 * Takes steps on one database and gives for each walker the one that moved it most; nothing for those that none moved.
 * Both ends need no measuring where they are known.
 *
 * @param before where the walkers stand before the first step
 * @param after where they stand after the last one, which then is not taken; null measures it
 */
export async function walk<Step>(
  steps: readonly Step[],
  before: Stands,
  after: Stands | null,
  { fresh, drop, policy, signal }: Start,
  take: (database: Database, step: Step) => Promise<void>,
): Promise<ReadonlyMap<Walker, Moved>> {
  const ways = new Map([...before].map(([walker, position]) => [walker, [position]]));
  const taken = after === null ? steps : steps.slice(0, -1);
  if (taken.length > 0) {
    const database = await fresh();
    for (const step of taken) {
      await take(database, step);
      for (const [walker, positions] of ways) {
        const { case_, suspect } = walker;
        positions.push(await probe(database, case_, suspect.metric, policy, signal));
      }
    }
    await drop(database);
  }
  for (const [walker, positions] of ways) if (after !== null) positions.push(after.get(walker) ?? null);
  return new Map(
    [...ways].flatMap(([walker, positions]) => {
      const largest = largestStep(positions);
      if (largest === null) return [];
      const [from = null, to = null] = positions.slice(largest.step);
      return [[walker, { ...largest, before: from, after: to }]];
    }),
  );
}

/** All at one position. */
export function allAt(walkers: readonly Walker[], position: number): Stands {
  return new Map(walkers.map(walker => [walker, position]));
}

/**
 * Runs files one by one on a copy of base.
 *
 * @param leadsToHead whether base with all of them is head
 */
export function walkFiles(
  walkers: readonly Walker[],
  files: readonly Script[],
  leadsToHead: boolean,
  start: Start,
): Promise<ReadonlyMap<Walker, Moved>> {
  const after = leadsToHead ? allAt(walkers, 1) : null;
  return walk(files, allAt(walkers, 0), after, start, (database, file) =>
    applyScripts(database, [file], start.signal),
  );
}
