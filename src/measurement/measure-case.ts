import { PlangateError } from '../errors.ts';
import { planWork, type Work } from '../plan/index.ts';
import { DatabaseError } from '../postgres/index.ts';
import type { Case } from '../queries/index.ts';
import { significantTokens } from '../sql/index.ts';
import type { Side } from '../workspace/index.ts';
import type { Count, Explained, LatencySample, MeasuredSession } from './measured-session.ts';
import type { CasePair } from './pair-cases.ts';
import type { CaseFailure, CaseResult, Measurement, SideResult } from './types.ts';

export interface SamplingPolicy {
  /** Latency samples per side. */
  readonly samples: number;
  /** ms: a case that has taken this long stops at `fewestSamples`. */
  readonly caseTime: number;
}

/**
 * With five samples a side the rank test stays below 1 % only where every one of a side is below every one of the other,
 * so that a single hiccup turns a clear answer into none. Seven leave room for four pairs the wrong way round.
 */
const fewestSamples = 7;

/** Shows whether a count repeats; what is called worse must be so in all of them. */
const countedRuns = 3;

const sides: readonly Side[] = ['base', 'head'];

/** base is null where head is explained alone. */
export type Sessions = { readonly base: MeasuredSession | null; readonly head: MeasuredSession };

/**
 * Measures one case on every side that registers it. Both sides do the same things the same number of times, so that
 * what drifts (dead rows of rolled-back writes, caches) drifts alike: the k-th execution stands against the k-th.
 *
 * @param now a monotonic clock in ms
 * @param coin decides which side goes first in a round
 * @param signal nothing more is executed once it has aborted; the result is then incomplete
 */
export async function measureCase(
  pair: CasePair,
  sessions: Sessions,
  policy: SamplingPolicy,
  now: () => number,
  coin: () => boolean,
  signal: AbortSignal,
): Promise<CaseResult> {
  const runs = sides.flatMap(side => {
    const own = pair[side];
    const session = sessions[side];
    return own === null || session === null ? [] : [new SideRun(side, own, session)];
  });
  const started = now();
  const each = async (action: (run: SideRun) => Promise<void>) => {
    const order = coin() ? runs : runs.toReversed();
    for (const run of order) if (!signal.aborted) await run.attempt(action);
  };

  await each(run => run.warm());
  for (let k = 0; k < countedRuns; k++) await each(run => run.count());
  for (let k = 0; k < policy.samples; k++) {
    if (k >= fewestSamples && now() - started > policy.caseTime) break;
    await each(run => run.sample());
  }
  await each(run => run.explain());

  const result = (side: Side): SideResult =>
    runs.find(run => run.side === side)?.result() ?? {
      kind: sessions[side] === null ? 'no-side' : 'absent',
    };
  const shown = pair.head ?? pair.base;
  if (shown === null) throw new Error('a case must be registered on a side');
  return {
    case: shown,
    textChanged:
      pair.base !== null &&
      pair.head !== null &&
      wordsOf(pair.base.query.sql) !== wordsOf(pair.head.query.sql),
    sides: { base: result('base'), head: result('head') },
  };
}

/** The statement without comments and layout, which change nothing. */
function wordsOf(sql: string): string {
  return [...significantTokens(sql)].map(({ start, end }) => sql.slice(start, end)).join(' ');
}

/** One side of one case, collecting what its executions gave until one of them fails. */
class SideRun {
  readonly side: Side;
  readonly #case: Case;
  readonly #session: MeasuredSession;
  readonly #counts: Count[] = [];
  readonly #latency: LatencySample[] = [];
  #explained: Explained | null = null;
  #failure: CaseFailure | null = null;
  /** Whether it wants to write where plangate only reads. */
  #writes = false;

  constructor(side: Side, own: Case, session: MeasuredSession) {
    this.side = side;
    this.#case = own;
    this.#session = session;
  }

  /** A failed side is left alone; a lost server ends everything. */
  async attempt(action: (run: SideRun) => Promise<void>): Promise<void> {
    if (this.#failure !== null || this.#writes) return;
    try {
      await action(this);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (error.lost) throw await serverLost(error, this.side, this.#case, this.#session);
      const { code } = error.fields;
      if (code === readOnlyTransaction && this.#session.isReadOnly) this.#writes = true;
      else this.#failure = { ...this.#session.messageOf(error), code, timedOut: code === queryCanceled };
    }
  }

  async warm(): Promise<void> {
    await this.#session.sample(this.#case);
  }

  async count(): Promise<void> {
    if (this.#session.counts) this.#counts.push(await this.#session.count(this.#case));
  }

  async sample(): Promise<void> {
    this.#latency.push(await this.#session.sample(this.#case));
  }

  async explain(): Promise<void> {
    this.#explained = await this.#session.explain(this.#case);
  }

  result(): SideResult {
    if (this.#failure !== null) return { kind: 'failed', failure: this.#failure };
    if (this.#writes) return { kind: 'skipped', reason: writes, cause: 'read-only' };
    if (this.#explained === null)
      return { kind: 'skipped', reason: 'it was not reached', cause: 'interrupted' };
    return { kind: 'measured', measurement: this.#measurement(this.#explained) };
  }

  #measurement({ plan, explain }: Explained): Measurement {
    const counted = this.#counts.map(count => count.work);
    const workSamples = counted.length > 0 ? counted : [planWork(plan)];
    return {
      work: workSamples.reduce(least),
      workSamples,
      workSource: counted.length > 0 ? 'statement' : 'plan',
      latency: this.#latency.map(sample => sample.execution),
      planning: this.#latency.map(sample => sample.planning),
      plan,
      explain,
      nested: this.#counts[0]?.nested ?? [],
    };
  }
}

/** SQLSTATE of a cancelled statement, which is what statement_timeout does. */
const queryCanceled = '57014';

/** SQLSTATE of a write in a transaction that is READ ONLY, or on a standby. */
const readOnlyTransaction = '25006';
const writes = 'it writes, and plangate only reads this database';

async function serverLost(
  error: DatabaseError,
  side: Side,
  { query }: Case,
  session: MeasuredSession,
): Promise<PlangateError> {
  return new PlangateError({
    kind: 'server',
    place: `${query.file}:${query.line}`,
    problem: `The server ended while ${query.name} ran on ${side}: ${error.message}.`,
    remedy: 'The end of its log below says why; memory and disk are the usual reasons.',
    details: `Log of the server:\n${await session.logTail()}`,
    cause: error,
  });
}

function least(a: Work, b: Work): Work {
  return {
    buffers: Math.min(a.buffers, b.buffers),
    rows: Math.min(a.rows, b.rows),
    temp: Math.min(a.temp, b.temp),
    wal: Math.min(a.wal, b.wal),
  };
}
