import { needsOwnServer, type Script, type Sides, type StepFiles } from '../migrations/index.ts';
import type { Side } from '../workspace/index.ts';
import { differs, pairFiles } from './differences.ts';
import { findInMixtures } from './find-in-mixtures.ts';
import { Trials } from './trials.ts';
import type { TrialPolicy } from './types.ts';
import { unlessImpossible } from './unless-impossible.ts';
import { type Start, type Walker, walkFiles } from './walk-files.ts';
import { walkStatements } from './walk-statements.ts';
import { type Cause, causeIn, fileCause } from './words.ts';

/** Takes a cause, or what can be said where it is not told. A `file` may be told again, once its statements were tried. */
export type Tell = (walker: Walker, cause: Cause | string, as?: 'file') => void;

type Files = Readonly<Record<Side, StepFiles>>;
type Built = Sides & { readonly base: NonNullable<Sides['base']> };

/**
 * Which file, and which statement of it, moved the walkers from base's database to head's.
 *
 * @param files null where nothing was built
 * @param problem why no database may be made for it; what needs none is told all the same
 */
export async function findInDatabase(
  walkers: readonly Walker[],
  files: Files | null,
  sides: Built,
  policy: TrialPolicy,
  problem: string | null,
  signal: AbortSignal,
  tell: Tell,
): Promise<void> {
  const tellAll = (words: string) => {
    for (const walker of walkers) tell(walker, words);
  };
  if (files === null || sides.servers === null) return tellAll(onlyRead);
  const { base, head } = files;
  if (base.migrations === null || head.migrations === null) return tellAll(byCommand);
  await using trials = new Trials(sides.servers.base, sides.base, problem);
  const added = addedFiles(base.migrations, head.migrations);
  let left = walkers;
  if (added !== null && added.length > 0) {
    const ofServer = needsOwnServer(added);
    if (ofServer && !trials.canCopyServer) return tellAll(ofWholeServer);
    const start: Start = {
      fresh: () => trials.copyOfBase(ofServer),
      drop: database => trials.drop(database),
      policy,
      signal,
    };
    left = await findInAdded(left, added, sides.way === 'clone', start, tell);
  }
  if (left.length === 0) return;
  if (base.seed === null || head.seed === null) {
    for (const walker of left) tell(walker, byCommand);
    return;
  }
  const pairs = [...pairFiles(base.migrations, head.migrations), ...pairFiles(base.seed, head.seed)];
  // With migrations that are only added and one seed, the walk has been the whole way.
  if (added !== null && !pairFiles(base.seed, head.seed).some(differs)) {
    for (const walker of left) tell(walker, notReproduced);
    return;
  }
  await findInMixtures(left, pairs, trials, policy, signal, tell);
}

const onlyRead = 'not caused by the text of the query alone: the databases differ';
const byCommand =
  'not caused by the text of the query alone: migrations or seed, of which a command is not taken apart';
const ofWholeServer =
  'not caused by the text of the query alone: the new migrations change the whole server, which is not tried again';
const notReproduced =
  'not caused by the text of the query alone, and no new migration did it when they ran one by one on a copy of base';

/** Head's migrations beyond base's; null where head changes, takes away or reorders some of base's. */
function addedFiles(base: readonly Script[], head: readonly Script[]): readonly Script[] | null {
  const known = new Map(base.map(script => [script.file, script.text]));
  const kept = head.filter(({ file }) => known.has(file));
  const isWhole = kept.length === base.length && kept.every(({ file }, at) => file === base[at]?.file);
  if (!isWhole || kept.some(({ file, text }) => known.get(file) !== text)) return null;
  return head.filter(({ file }) => !known.has(file));
}

/** Tells those whose cause is among the added files, and gives the others. */
async function findInAdded(
  walkers: readonly Walker[],
  added: readonly Script[],
  leadsToHead: boolean,
  start: Start,
  tell: Tell,
): Promise<readonly Walker[]> {
  const steps = await walkFiles(walkers, added, leadsToHead, start);
  for (const [walker, { step, share }] of steps) {
    const file = added[step];
    if (file !== undefined) tell(walker, fileCause(file, share), 'file');
  }
  for (const [at, file] of added.entries()) {
    const moved = new Map([...steps].filter(([, { step }]) => step === at));
    const told = await unlessImpossible(
      () => walkStatements(moved, added.slice(0, at), file, start),
      start.signal,
    );
    for (const [walker, { share }] of moved) tell(walker, causeIn(file, told?.get(walker), share));
  }
  return walkers.filter(walker => !steps.has(walker));
}
