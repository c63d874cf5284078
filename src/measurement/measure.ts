import type { Database } from '../postgres/index.ts';
import type { Progress } from '../progress.ts';
import { measureCase, type SamplingPolicy } from './measure-case.ts';
import { MeasuredSession, type SessionPolicy } from './measured-session.ts';
import type { CasePair } from './pair-cases.ts';
import { seededCoin } from './random-order.ts';
import type { CaseResult } from './types.ts';

export interface MeasurementPolicy extends SessionPolicy {
  /** Latency samples per side and case. */
  readonly samples: number;
}

/** ms for the samples of one case, beyond which the fewest that can be judged are enough. */
const caseTime = 10_000;

/**
 * Measures every case on both databases, or on head's alone where there is no base, one after the other, both sides in turn.
 * When `signal` aborts, the running statement is cancelled and what was not reached is `skipped` with the signal's reason.
 */
export async function measure(
  pairs: readonly CasePair[],
  databases: { readonly base: Database | null; readonly head: Database },
  policy: MeasurementPolicy,
  progress: Progress,
  signal: AbortSignal,
): Promise<readonly CaseResult[]> {
  const sampling: SamplingPolicy = { samples: policy.samples, caseTime };
  const coin = seededCoin(20_128);
  const where = databases.base === null ? '' : ' on base and head';
  const step = progress.step(`Measuring ${count(pairs.length, 'case')}${where}`);
  await using base = databases.base === null ? null : await MeasuredSession.open(databases.base, policy);
  await using head = await MeasuredSession.open(databases.head, policy);
  const cancel = () => {
    for (const session of [base, head]) session?.cancel().catch(() => {});
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const results: CaseResult[] = [];
    for (const [index, pair] of pairs.entries()) {
      if (pair.head === null || signal.aborted) {
        results.push(
          notMeasured(pair, signal.aborted ? reasonOf(signal) : 'the query is not registered on head'),
        );
        continue;
      }
      step.update(`${index + 1} of ${pairs.length}: ${title(pair)}`);
      const result = await measureCase(pair, { base, head }, sampling, () => performance.now(), coin, signal);
      results.push(signal.aborted ? notMeasured(pair, reasonOf(signal)) : result);
    }
    return results;
  } finally {
    signal.removeEventListener('abort', cancel);
    step.done();
  }
}

function notMeasured(pair: CasePair, reason: string): CaseResult {
  const shown = pair.head ?? pair.base;
  if (shown === null) throw new Error('a case must be registered on a side');
  const side = (own: CasePair['base']) =>
    own === null
      ? ({ kind: 'absent' } as const)
      : ({ kind: 'skipped', reason, cause: 'interrupted' } as const);
  return { case: shown, textChanged: false, sides: { base: side(pair.base), head: side(pair.head) } };
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
