import type { Comparison, CountChange } from '../comparison/index.ts';
import type { Reason } from './types.ts';

/** Bytes of WAL that weigh as much as a block. */
const block = 8192;

/**
 * What a case is about, in blocks times calls where those are known: what its counts moved by, or what the costliest of
 * its findings costs, whichever is more. 0 for one of which there is nothing to tell.
 */
export function caseImpact({ counts, result }: Comparison, reasons: readonly Reason[]): number {
  const calls = result.case.query.calls?.number ?? 1;
  const moved = counts
    .filter(({ answer }) => answer !== 'same')
    .reduce((sum, each) => sum + movedBy(each), 0);
  return Math.max(moved * calls, ...reasons.map(impactOf));
}

/** Of a finding in blocks times calls; 0 for every other reason. */
function impactOf(reason: Reason): number {
  return reason.kind === 'finding' ? reason.finding.impact : 0;
}

function movedBy({ count, base, head }: CountChange): number {
  return Math.abs(head - base) / (count === 'wal' ? block : 1);
}
