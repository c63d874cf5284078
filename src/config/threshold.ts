import type { ThresholdKind } from './rule-keys.ts';

/** A threshold as plangate.yml writes it: `10000`, `95%`, `10`, `10ms`. */
export function writtenThreshold(kind: ThresholdKind, value: number): string | number {
  switch (kind) {
    case 'share':
      return `${Number((value * 100).toFixed(6))}%`;
    case 'milliseconds':
      return `${value}ms`;
    default:
      return value;
  }
}
