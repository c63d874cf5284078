import { type Comparison, countsRepeat } from '../comparison/index.ts';
import type { CaseVerdict, Reason } from './types.ts';

/**
 * Whether a case would fail for what measuring it once more, later in the run, could deny: time, counts that do not repeat
 * exactly, and counts that got worse while time seems to have got better, which would only be mixed.
 */
export function wantsSecondLook({ comparison, reasons }: CaseVerdict): boolean {
  return reasons.some(reason => reason.level === 'fail' && isDeniable(reason, comparison));
}

function isDeniable(reason: Reason, comparison: Comparison): boolean {
  switch (reason.kind) {
    case 'slower':
      return true;
    case 'over-budget':
      return isTime(reason.budget) || !countsRepeat(comparison.result);
    case 'count-worse':
      return !countsRepeat(comparison.result) || seemsFaster(comparison);
    default:
      return false;
  }
}

function isTime(budget: string): boolean {
  return budget.startsWith('latency') || budget === 'planning';
}

function seemsFaster({ latency }: Comparison): boolean {
  return latency !== null && latency.head.median < latency.base.median;
}
