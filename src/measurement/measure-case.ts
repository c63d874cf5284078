import { PlangateError } from '../errors.ts';
import { type Plan, planWork, sameWork, shape, type Work } from '../plan/index.ts';
import { DatabaseError } from '../postgres/index.ts';
import type { Case } from '../queries/index.ts';
import { significantTokens } from '../sql/index.ts';
import type { Side } from '../workspace/index.ts';
import type { Count, Explained, LatencySample, MeasuredSession } from './measured-session.ts';
import type { CasePair } from './pair-cases.ts';
import type { Shuffle } from './random-order.ts';
import type { Allowance } from './time-shares.ts';
import type { CaseFailure, CaseResult, GenericPlan, Measurement, SideResult } from './types.ts';

/** How many latency samples are taken. */
export interface Sampling {
  /** Samples a side after which the answer is looked at, ascending: where it is clear, they are enough. */
  readonly looks: readonly number[];
  /** Where the answer is not clear and `time` is over, these must do; of a case that takes longer by itself, the first of `looks`. */
  readonly fewest: number;
  /** At most so many, also where the answer is never clear. */
  readonly most: number;
  /** The time in which the generic plans of all cases are looked at. */
  readonly genericTime: Allowance;
  /** ms for the whole case. */
  readonly time: number;
  /** Whether more samples could not change what is said of these, in ms. */
  readonly isClear: (base: readonly number[], head: readonly number[]) => boolean;
}

/** Samples a side after which what takes long is looked at first: that both sides are alike may be seen early. */
const earliestLook = 3;

/** Shows whether a count repeats; where it does not, once more. What is called worse must be so in all of them. */
const countedRuns = 2;

/** `twin` is base once more. */
type Party = Side | 'twin';
const parties: readonly Party[] = ['base', 'head', 'twin'];

/** base is null where head is explained alone, twin where this case is not measured on it. */
export interface Sessions {
  readonly base: MeasuredSession | null;
  readonly head: MeasuredSession;
  readonly twin: MeasuredSession | null;
}

/**
 * Measures one case on every side that registers it. All sides do the same things the same number of times, so that
 * what drifts (dead rows of rolled-back writes, caches) drifts alike: the k-th execution stands against the k-th.
 *
 * @param now a monotonic clock in ms
 * @param shuffle decides the order of the sides in each round
 * @param signal nothing more is executed once it has aborted; the result is then incomplete
 */
export async function measureCase(
  pair: CasePair,
  sessions: Sessions,
  sampling: Sampling,
  now: () => number,
  shuffle: Shuffle,
  signal: AbortSignal,
): Promise<CaseResult> {
  const all = parties.flatMap(party => {
    const own = party === 'twin' ? pair.base : pair[party];
    const session = sessions[party];
    return own === null || session === null ? [] : [new PartyRun(party, own, session)];
  });
  const started = now();
  const compared = all.filter(run => run.party !== 'twin');
  let runs = compared;
  const each = async (action: (run: PartyRun) => Promise<void>, those = runs) => {
    for (const run of shuffle(those)) if (!signal.aborted) await run.attempt(action);
  };

  await each(run => run.warm());
  const once = (now() - started) / compared.length;
  const isLong = (parties: number) => once * parties * (countedRuns + sampling.fewest + 1) > sampling.time;
  // What the machine's noise is can be seen from shorter ones: the time is better spent on base and head.
  if (all.length > compared.length && !isLong(all.length)) {
    await each(
      run => run.warm(),
      all.filter(run => run.party === 'twin'),
    );
    runs = all;
  }
  const long = isLong(runs.length);
  for (let k = 0; k < countedRuns; k++) {
    // Sides that did the very same need not do it again, where it takes long.
    if (k > 0 && long && runs.length > 1 && sameWork(runs.flatMap(run => run.works))) break;
    await each(run => run.count());
  }
  if (!runs.every(run => sameWork(run.works))) await each(run => run.count());
  const fewest = long ? (sampling.looks[0] ?? sampling.fewest) : sampling.fewest;
  const looks = long ? [earliestLook, ...sampling.looks] : sampling.looks;
  const latencyOf = (party: Party) => runs.find(run => run.party === party)?.latency ?? [];
  for (let k = 0; k < sampling.most && !signal.aborted; k++) {
    if (k >= fewest && now() - started > sampling.time) break;
    if (looks.includes(k) && sampling.isClear(latencyOf('base'), latencyOf('head'))) break;
    await each(run => run.sample());
  }
  await each(run => run.explain());
  await sampling.genericTime.draw(async () => {
    await each(run => run.planGeneric());
    if (runs.some(run => run.isTemptedByGeneric)) await each(run => run.executeGeneric());
  });

  const result = (party: Party): SideResult =>
    runs.find(run => run.party === party)?.result() ?? {
      kind: sessions[party] === null ? 'no-side' : 'absent',
    };
  const shown = pair.head ?? pair.base;
  if (shown === null) throw new Error('a case must be registered on a side');
  return {
    case: shown,
    before: pair.base,
    textChanged:
      pair.base !== null &&
      pair.head !== null &&
      wordsOf(pair.base.query.sql) !== wordsOf(pair.head.query.sql),
    sides: { base: result('base'), head: result('head') },
    twin: result('twin'),
  };
}

/** The statement without comments and layout, which change nothing. */
function wordsOf(sql: string): string {
  return [...significantTokens(sql)].map(({ start, end }) => sql.slice(start, end)).join(' ');
}

/** One side of one case, collecting what its executions gave until one of them fails. */
class PartyRun {
  readonly party: Party;
  readonly #case: Case;
  readonly #session: MeasuredSession;
  readonly #counts: Count[] = [];
  readonly #latency: LatencySample[] = [];
  #explained: Explained | null = null;
  #genericPlan: Plan | null = null;
  #generic: GenericPlan | null = null;
  #failure: CaseFailure | null = null;
  /** Whether it wants to write where plangate only reads. */
  #writes = false;

  constructor(party: Party, own: Case, session: MeasuredSession) {
    this.party = party;
    this.#case = own;
    this.#session = session;
  }

  /** A failed side is left alone; a lost server ends everything. */
  async attempt(action: (run: PartyRun) => Promise<void>): Promise<void> {
    if (this.#failure !== null || this.#writes) return;
    try {
      await action(this);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (error.lost) throw await serverLost(error, this.party, this.#case, this.#session);
      const { code } = error.fields;
      if (code === readOnlyTransaction && this.#session.isReadOnly) this.#writes = true;
      else this.#failure = { ...this.#session.messageOf(error), code, timedOut: code === queryCanceled };
    }
  }

  /** ms, so far. */
  get latency(): readonly number[] {
    return this.#latency.map(sample => sample.execution);
  }

  async warm(): Promise<void> {
    await this.#session.sample(this.#case);
  }

  /** Of every counted execution so far. */
  get works(): readonly Work[] {
    return this.#counts.map(count => count.work);
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

  async planGeneric(): Promise<void> {
    await this.#aside(async () => {
      this.#genericPlan = await this.#session.planGeneric(this.#case);
    });
  }

  /** Whether the plan for any parameters is another one, and the time to see what it does can be spared. */
  get isTemptedByGeneric(): boolean {
    if (this.#genericPlan === null || this.#explained === null) return false;
    return shape(this.#genericPlan) !== shape(this.#explained.plan) && this.#genericLimit <= longestGeneric;
  }

  async executeGeneric(): Promise<void> {
    await this.#aside(async () => {
      const limit = this.#genericLimit;
      if (this.#genericPlan === null || limit > longestGeneric) return;
      const buffers = await this.#session.executeGeneric(this.#case, limit);
      if (!this.isTemptedByGeneric) return;
      const cancelledAfter = buffers === null ? limit : null;
      this.#generic = { plan: this.#genericPlan, buffers, cancelledAfter };
    });
  }

  /** ms. */
  get #genericLimit(): number {
    return Math.max(1_000, 10 * Math.max(0, ...this.latency));
  }

  /** What is asked besides fails nothing: not every statement can be prepared, and not every plan meets the same errors. */
  async #aside(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.lost) throw error;
    }
  }

  result(): SideResult {
    if (this.#failure !== null) return { kind: 'failed', failure: this.#failure };
    if (this.#writes) return { kind: 'skipped', reason: writes, cause: 'read-only' };
    if (this.#explained === null)
      return { kind: 'skipped', reason: 'it was not reached', cause: 'interrupted' };
    return { kind: 'measured', measurement: this.#measurement(this.#explained) };
  }

  #measurement({ plan, explain }: Explained): Measurement {
    const counted = this.works;
    const workSamples = counted.length > 0 ? counted : [planWork(plan)];
    return {
      work: workSamples.reduce(least),
      workSamples,
      workSource: counted.length > 0 ? 'statement' : 'plan',
      latency: this.latency,
      latencyAgain: [],
      planning: this.#latency.map(sample => sample.planning),
      plan,
      explain,
      nested: this.#counts[0]?.nested ?? [],
      ...(this.#generic === null ? {} : { generic: this.#generic }),
    };
  }
}

/** ms; a query so slow that its generic plan would have to be given more is not asked. */
const longestGeneric = 10_000;

/** SQLSTATE of a cancelled statement, which is what statement_timeout does. */
const queryCanceled = '57014';

/** SQLSTATE of a write in a transaction that is READ ONLY, or on a standby. */
const readOnlyTransaction = '25006';
const writes = 'it writes, and plangate only reads this database';

async function serverLost(
  error: DatabaseError,
  party: Party,
  { query }: Case,
  session: MeasuredSession,
): Promise<PlangateError> {
  return new PlangateError({
    kind: 'server',
    place: `${query.file}:${query.line}`,
    problem: `The server ended while ${query.name} ran on ${party === 'head' ? 'head' : 'base'}: ${error.message}.`,
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
