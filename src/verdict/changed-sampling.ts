import { formatCount, formatMilliseconds } from '../comparison/index.ts';
import { keyPlace } from './key-place.ts';
import type { Gates, PolicyChange } from './policy-changes.ts';

/** Single keys: whose policy judges, `strict`, and how much is measured. */
export function changedSampling(gates: Gates): readonly PolicyChange[] {
  const [base, head] = [gates.base.policy, gates.head.policy];
  const change = (kind: PolicyChange['kind'], key: string, text: string): PolicyChange => ({
    kind,
    text,
    ...keyPlace(gates, [key], gates.head.isWritten([key])),
  });
  const lowered = `samples is lowered from ${formatCount(base.samples)} to ${formatCount(head.samples)}: fewer differences in time can be told`;
  const shortened = `sampling-time is lowered from ${formatMilliseconds(base.samplingTime)} to ${formatMilliseconds(head.samplingTime)}: fewer differences in time can be told`;
  const raised = `statement-timeout is raised from ${formatMilliseconds(base.statementTimeout)} to ${formatMilliseconds(head.statementTimeout)}`;
  return [
    ...(base.policyFrom === 'base' && head.policyFrom === 'head'
      ? [change('policy-from-removed', 'policy-from', 'policy-from: base is taken away')]
      : []),
    ...(base.strict && !head.strict ? [change('strict-off', 'strict', 'strict is switched off')] : []),
    ...(head.samples < base.samples ? [change('samples-lowered', 'samples', lowered)] : []),
    ...(head.samplingTime < base.samplingTime
      ? [change('sampling-time-lowered', 'sampling-time', shortened)]
      : []),
    ...(head.statementTimeout > base.statementTimeout
      ? [change('statement-timeout-raised', 'statement-timeout', raised)]
      : []),
  ];
}
