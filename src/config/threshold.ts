import { sizes } from './kinds.ts';
import type { ThresholdKind } from './rule-keys.ts';

/** A threshold as plangate.yml writes it: `10000`, `95%`, `10`, `10ms`, `50GB`. */
export function writtenThreshold(kind: ThresholdKind, value: number): string | number {
  switch (kind) {
    case 'share':
      return `${Number((value * 100).toFixed(6))}%`;
    case 'milliseconds':
      return `${value}ms`;
    case 'bytes': {
      const [unit, size] =
        [...sizes].findLast(([, each]) => each > 1 && value >= each && value % each === 0) ?? [];
      return size === undefined ? value : `${value / size}${unit}`;
    }
    default:
      return value;
  }
}
