import { intervalOf } from '../comparison/index.ts';
import { MeasuredSession } from '../measurement/index.ts';
import { planWork } from '../plan/index.ts';
import { type Database, DatabaseError } from '../postgres/index.ts';
import type { Case } from '../queries/index.ts';
import { type Metric, positionOf } from './metric.ts';
import type { TrialPolicy } from './types.ts';

/** Blocks, or bytes of WAL: what a first execution in a session may do more than another one. */
const firstTouches = 5000;
const latencySamples = 5;

/**
 * Measures a case on a database by the one number that is asked for, in a session of its own, so that settings of the
 * database hold. Gives its position between base (0) and head (1); null where the case does not run.
 */
export async function probe(
  database: Database,
  case_: Case,
  metric: Metric,
  policy: TrialPolicy,
  signal: AbortSignal,
): Promise<number | null> {
  signal.throwIfAborted();
  const timeout = metric.kind === 'failure' ? metric.timeout : null;
  const statementTimeout = Math.max(1, Math.min(policy.statementTimeout, timeout ?? policy.statementTimeout));
  await using session = await MeasuredSession.open(database, { ...policy, statementTimeout });
  const cancel = () => void session.cancel().catch(() => {});
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return positionOf(metric, await measured(session, case_, metric));
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof DatabaseError) || error.lost) throw error;
    return metric.kind === 'failure' ? 1 : null;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

async function measured(session: MeasuredSession, case_: Case, metric: Metric): Promise<number> {
  switch (metric.kind) {
    case 'failure':
      await session.sample(case_);
      return 0;
    case 'count': {
      const first = await counted(session, case_, metric);
      const isSmall = Math.abs(metric.head - metric.base) < firstTouches;
      return isSmall ? Math.min(first, await counted(session, case_, metric)) : first;
    }
    case 'latency': {
      await session.sample(case_);
      const times: number[] = [];
      for (let k = 0; k < latencySamples; k++) times.push((await session.sample(case_)).execution);
      return intervalOf(times).median;
    }
  }
}

async function counted(
  session: MeasuredSession,
  case_: Case,
  { source, count }: Extract<Metric, { kind: 'count' }>,
): Promise<number> {
  const counts = source === 'statement' && session.counts;
  const work = counts ? (await session.count(case_)).work : planWork((await session.explain(case_)).plan);
  return work[count];
}
