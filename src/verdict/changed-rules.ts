import {
  formatBytes,
  formatCount,
  formatMilliseconds,
  formatRatio,
  formatShare,
} from '../comparison/index.ts';
import {
  type RuleId,
  type RuleSettings,
  ruleKeys,
  type Severity,
  type ThresholdKind,
} from '../config/index.ts';
import { keyPlace } from './key-place.ts';
import type { Gates, PolicyChange } from './policy-changes.ts';

/** From what fails to what says nothing. */
const severities: readonly Severity[] = ['error', 'warning', 'note', 'off'];

/**
 * Rules with a lower severity, for all or for one query, table or tag, or with thresholds that keep them silent for
 * longer: every rule speaks from its thresholds on.
 */
export function changedRules(gates: Gates): readonly PolicyChange[] {
  return Object.entries(gates.base.policy.rules).flatMap(([id, before]): PolicyChange[] => {
    const after = gates.head.policy.rules[id];
    if (after === undefined) return [];
    const change = (path: readonly string[], text: string): PolicyChange => {
      const whole = ['rules', id, ...path];
      return {
        kind: 'rule-loosened',
        text: `the rule ${id} is loosened: ${text}`,
        ...keyPlace(gates, whole, gates.head.isWritten(whole)),
      };
    };
    const severity = isLower(before.severity, after.severity)
      ? [change(['severity'], `severity from ${before.severity} to ${after.severity}`)]
      : [];
    const thresholds = Object.entries(before.thresholds).flatMap(([name, limit]) => {
      const now = after.thresholds[name];
      return now === undefined || now <= limit
        ? []
        : [change([name], `${name} from ${words(id, name, limit)} to ${words(id, name, now)}`)];
    });
    const exceptions = groups.flatMap(([group, noun]) =>
      lowered(before, after, group).map(({ name, from, to }) =>
        change([group, name], `severity for the ${noun} ${name} from ${from} to ${to}`),
      ),
    );
    // A rule that was off cannot be loosened, but where it was not.
    return [...(before.severity === 'off' ? [] : [...severity, ...thresholds]), ...exceptions];
  });
}

const groups = [
  ['queries', 'query'],
  ['tables', 'table'],
  ['tags', 'tag'],
] as const;

/** What has a severity of its own on one of the sides, and a lower one on head. */
function lowered(before: RuleSettings, after: RuleSettings, group: (typeof groups)[number][0]) {
  const [own, now] = [before[group] ?? {}, after[group] ?? {}];
  return [...new Set([...Object.keys(own), ...Object.keys(now)])].flatMap(name => {
    const [from, to] = [own[name] ?? before.severity, now[name] ?? after.severity];
    // What follows the rule's own severity is told with that.
    const isTold = own[name] === undefined && to === after.severity && isLower(from, to);
    return isLower(from, to) && !isTold ? [{ name, from, to }] : [];
  });
}

function isLower(before: Severity, after: Severity): boolean {
  return severities.indexOf(after) > severities.indexOf(before);
}

const formats: Readonly<Record<ThresholdKind, (value: number) => string>> = {
  rows: formatCount,
  pages: formatCount,
  loops: formatCount,
  share: formatShare,
  factor: formatRatio,
  milliseconds: formatMilliseconds,
  bytes: formatBytes,
};

function words(id: string, name: string, threshold: number): string {
  const keys: Readonly<Record<string, { readonly kind: ThresholdKind }>> = ruleKeys[id as RuleId].thresholds;
  return formats[keys[name]?.kind ?? 'rows'](threshold);
}
