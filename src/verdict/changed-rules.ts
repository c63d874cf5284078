import { formatCount, formatShare } from '../comparison/index.ts';
import type { Severity } from '../config/index.ts';
import { keyPlace } from './key-place.ts';
import type { Gates, PolicyChange } from './policy-changes.ts';

/** From what fails to what says nothing. */
const severities: readonly Severity[] = ['error', 'warning', 'note', 'off'];

/** Rules with a lower severity, or with thresholds that keep them silent for longer: every rule speaks from its thresholds on. */
export function changedRules(gates: Gates): readonly PolicyChange[] {
  return Object.entries(gates.base.policy.rules).flatMap(([id, before]): PolicyChange[] => {
    const after = gates.head.policy.rules[id];
    if (after === undefined) return [];
    const change = (key: string, text: string): PolicyChange => ({
      kind: 'rule-loosened',
      text: `the rule ${id} is loosened: ${text}`,
      ...keyPlace(gates, ['rules', id, key], gates.head.isWritten(['rules', id, key])),
    });
    const isLower = severities.indexOf(after.severity) > severities.indexOf(before.severity);
    const severity = isLower
      ? [change('severity', `severity from ${before.severity} to ${after.severity}`)]
      : [];
    const thresholds = Object.entries(before.thresholds).flatMap(([name, limit]) => {
      const now = after.thresholds[name];
      return now === undefined || now <= limit
        ? []
        : [change(name, `${name} from ${words(name, limit)} to ${words(name, now)}`)];
    });
    // A rule that was off cannot be loosened.
    return before.severity === 'off' ? [] : [...severity, ...thresholds];
  });
}

/** Thresholds that are shares of a whole; the others count. */
const shares: ReadonlySet<string> = new Set(['discarded', 'share']);

function words(name: string, threshold: number): string {
  return shares.has(name) ? formatShare(threshold) : formatCount(threshold);
}
