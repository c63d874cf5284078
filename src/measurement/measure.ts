import type { Database } from '../postgres/index.ts';
import type { Progress } from '../progress.ts';
import type { Case } from '../queries/index.ts';
import { measureCase, type Sampling, type Sessions } from './measure-case.ts';
import { MeasuredSession, type SessionPolicy } from './measured-session.ts';
import { nameCallers } from './name-callers.ts';
import type { CasePair } from './pair-cases.ts';
import { type Shuffle, seededShuffle } from './random-order.ts';
import { Allowance, timeShares } from './time-shares.ts';
import type { CaseResult } from './types.ts';
import { writingCases } from './writing-cases.ts';

export interface MeasurementPolicy extends SessionPolicy {
  /** Latency samples per side and case, at most. */
  readonly samples: number;
  /** ms in which the generic plans of all cases are looked at, the last of which may exceed it; 20 s where it is not said. */
  readonly genericTime?: number;
  /** ms for the samples of all cases together. */
  readonly samplingTime: number;
  /** Latency samples per side that a case needs for what it is judged by, where there is time. */
  readonly samplesWanted: (own: Case) => number;
  /** Whether more samples could not change what is said of these, in ms. */
  readonly isClear: Sampling['isClear'];
}

export interface MeasuredDatabases {
  /** null where head is explained alone. */
  readonly base: Database | null;
  readonly head: Database;
  /** base once more; null where noise is not measured. */
  readonly twin: Database | null;
  /** Copies them for cases that may write; without one these are measured in the databases themselves. */
  readonly copier?: Copier | null;
}

export interface Copier {
  /** Copies of what has no sessions; null where there can be none. */
  copy(withTwin: boolean, signal: AbortSignal): Promise<Copies | null>;
}

/** Disposing drops them. */
export interface Copies extends Omit<MeasuredDatabases, 'copier'>, AsyncDisposable {
  /** Whether all of them have grown by as much since they were made. */
  areAlike(): Promise<boolean>;
}

/**
 * With five samples a side the rank test stays below 1 % only where every one of a side is below every one of the other;
 * seven leave room for four pairs the wrong way round. Every look is one more chance to be misled, so there are few.
 */
const looks = [5, 7, 11, 15, 21];
const fewestSamples = 7;

/** ms. One that is cancelled takes a second or more on each side, and a large repository has many queries. */
const usualGenericTime = 20_000;

/** Cases that are measured on base's twin too. */
const twinCases = 8;

/**
 * Measures every case on both databases, or on head's alone where there is no base, one after the other, both sides in
 * turn; some of them on base's twin too. Those that may write come last, in copies: dead rows that they leave on one side
 * would have to be read by the others on that side alone.
 * When `signal` aborts, the running statement is cancelled and what was not reached is `skipped` with the signal's reason.
 *
 * @param seed of the order in which the sides take turns
 */
export async function measure(
  pairs: readonly CasePair[],
  databases: MeasuredDatabases,
  policy: MeasurementPolicy,
  progress: Progress,
  signal: AbortSignal,
  seed = 20_128,
): Promise<readonly CaseResult[]> {
  const where = databases.base === null ? '' : ' on base and head';
  const step = progress.step(`Measuring ${count(pairs.length, 'case')}${where}`);
  try {
    const registered = pairs.filter(({ head }) => head !== null);
    const writing = await writingCases(registered, databases);
    const reading = registered.filter(pair => !writing.includes(pair));
    const shuffle = seededShuffle(seed);
    const candidates = reading.some(isOfBoth) ? reading : writing;
    const run: Run = {
      policy,
      shuffle,
      signal,
      onTwin: new Set(databases.twin === null ? [] : someOf(candidates, shuffle)),
      shares: timeShares(policy.samplingTime, registered.length, () => performance.now()),
      genericTime: new Allowance(policy.genericTime ?? usualGenericTime, () => performance.now()),
      results: new Map(),
      tell: pair => step.update(`${run.results.size + 1} of ${pairs.length}: ${title(pair)}`),
    };
    await measureIn(databases, reading, run);
    await measureWriting(databases, writing, run);
    const whyNot = ({ head }: CasePair) =>
      head === null ? 'the query is not registered on head' : reasonOf(signal);
    const results = pairs.map(pair => run.results.get(pair) ?? notMeasured(pair, whyNot(pair)));
    return signal.aborted ? results : await nameCallers(results, databases);
  } finally {
    step.done();
  }
}

/** What all cases of one measurement share. */
interface Run {
  readonly policy: MeasurementPolicy;
  readonly shuffle: Shuffle;
  readonly signal: AbortSignal;
  readonly onTwin: ReadonlySet<CasePair>;
  readonly shares: ReturnType<typeof timeShares>;
  readonly genericTime: Allowance;
  readonly results: Map<CasePair, CaseResult>;
  tell(pair: CasePair): void;
}

/** Each in databases that nothing else has written more to on one side than on the other. */
async function measureWriting(
  databases: MeasuredDatabases,
  writing: readonly CasePair[],
  run: Run,
): Promise<void> {
  let left = writing;
  while (left.length > 0 && !run.signal.aborted) {
    const withTwin = left.some(pair => run.onTwin.has(pair));
    await using copies = (await databases.copier?.copy(withTwin, run.signal)) ?? null;
    if (copies === null) return await measureIn(databases, left, run);
    await measureIn(copies, left, run, () => copies.areAlike());
    left = left.filter(pair => !run.results.has(pair));
  }
}

/** Measures cases for as long as `mayGoOn` says so after each, and the signal lets it. */
async function measureIn(
  databases: MeasuredDatabases,
  pairs: readonly CasePair[],
  run: Run,
  mayGoOn: () => Promise<boolean> = async () => true,
): Promise<void> {
  const { signal, onTwin, policy } = run;
  if (pairs.length === 0 || signal.aborted) return;
  const withTwin = pairs.some(pair => onTwin.has(pair));
  await using sessions = await openSessions(databases, withTwin, policy);
  const cancel = () => {
    for (const session of sessions.all) session.cancel().catch(() => {});
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (const pair of pairs) {
      if (signal.aborted) return;
      run.tell(pair);
      const own = { ...sessions, twin: onTwin.has(pair) ? sessions.twin : null };
      const sampling = samplingOf(pair, run);
      const result = await measureCase(pair, own, sampling, () => performance.now(), run.shuffle, signal);
      if (signal.aborted) return;
      run.results.set(pair, result);
      if (pair !== pairs.at(-1) && !(await mayGoOn())) return;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function samplingOf({ head }: CasePair, { policy, shares, genericTime }: Run): Sampling {
  const wanted = head === null ? 0 : policy.samplesWanted(head);
  return {
    looks,
    fewest: fewestSamples,
    most: Math.max(wanted, policy.samples),
    time: shares.next(),
    genericTime,
    isClear: (ofBase, ofHead) => ofHead.length >= wanted && policy.isClear(ofBase, ofHead),
  };
}

/** A sample of the cases that both sides register. */
function someOf(pairs: readonly CasePair[], shuffle: Shuffle): readonly CasePair[] {
  return shuffle(pairs.filter(isOfBoth)).slice(0, twinCases);
}

function isOfBoth({ base, head }: CasePair): boolean {
  return base !== null && head !== null;
}

type OpenSessions = Sessions & { readonly all: readonly MeasuredSession[] } & AsyncDisposable;

async function openSessions(
  databases: MeasuredDatabases,
  withTwin: boolean,
  policy: SessionPolicy,
): Promise<OpenSessions> {
  const all: MeasuredSession[] = [];
  const close = async () => {
    for (const session of all) await session[Symbol.asyncDispose]();
  };
  const open = async (database: Database) => {
    const session = await MeasuredSession.open(database, policy);
    all.push(session);
    return session;
  };
  try {
    const base = databases.base === null ? null : await open(databases.base);
    const head = await open(databases.head);
    const twin = databases.twin === null || !withTwin ? null : await open(databases.twin);
    return { base, head, twin, all, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

function notMeasured(pair: CasePair, reason: string): CaseResult {
  const shown = pair.head ?? pair.base;
  if (shown === null) throw new Error('a case must be registered on a side');
  const side = (own: CasePair['base']) =>
    own === null
      ? ({ kind: 'absent' } as const)
      : ({ kind: 'skipped', reason, cause: 'interrupted' } as const);
  return {
    case: shown,
    textChanged: false,
    sides: { base: side(pair.base), head: side(pair.head) },
    twin: { kind: 'absent' },
  };
}

function reasonOf(signal: AbortSignal): string {
  return signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
}

function title(pair: CasePair): string {
  const shown = pair.head ?? pair.base;
  if (shown === null) return '';
  return shown.parameters === '' ? shown.query.name : `${shown.query.name} (${shown.parameters})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
