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
 * turn; some of them on base's twin too.
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
  const shuffle = seededShuffle(seed);
  const onTwin = new Set(databases.twin === null ? [] : someOf(pairs, shuffle));
  const shares = timeShares(policy.samplingTime, pairs.length, () => performance.now());
  const genericTime = new Allowance(policy.genericTime ?? usualGenericTime, () => performance.now());
  const where = databases.base === null ? '' : ' on base and head';
  const step = progress.step(`Measuring ${count(pairs.length, 'case')}${where}`);
  await using sessions = await openSessions(databases, onTwin.size > 0, policy);
  const cancel = () => {
    for (const session of sessions.all) session.cancel().catch(() => {});
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const results: CaseResult[] = [];
    for (const [index, pair] of pairs.entries()) {
      const time = shares.next();
      if (pair.head === null || signal.aborted) {
        results.push(
          notMeasured(pair, signal.aborted ? reasonOf(signal) : 'the query is not registered on head'),
        );
        continue;
      }
      step.update(`${index + 1} of ${pairs.length}: ${title(pair)}`);
      const wanted = policy.samplesWanted(pair.head);
      const sampling: Sampling = {
        looks,
        fewest: fewestSamples,
        most: Math.max(wanted, policy.samples),
        time,
        genericTime,
        isClear: (base, head) => head.length >= wanted && policy.isClear(base, head),
      };
      const own = { ...sessions, twin: onTwin.has(pair) ? sessions.twin : null };
      const result = await measureCase(pair, own, sampling, () => performance.now(), shuffle, signal);
      results.push(signal.aborted ? notMeasured(pair, reasonOf(signal)) : result);
    }
    return signal.aborted ? results : await nameCallers(results, databases);
  } finally {
    signal.removeEventListener('abort', cancel);
    step.done();
  }
}

/** A sample of the cases that both sides register. */
function someOf(pairs: readonly CasePair[], shuffle: Shuffle): readonly CasePair[] {
  return shuffle(pairs.filter(({ base, head }) => base !== null && head !== null)).slice(0, twinCases);
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
