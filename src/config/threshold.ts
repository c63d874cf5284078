import type { ThresholdKind } from './rule-keys.ts';

const units = [
  ['GB', 1024 ** 3],
  ['MB', 1024 ** 2],
  ['kB', 1024],
] as const;

/** A threshold as plangate.yml writes it: `10000`, `95%`, `10`, `10ms`, `50GB`. */
export function writtenThreshold(kind: ThresholdKind, value: number): string | number {
  switch (kind) {
    case 'share':
      return `${Number((value * 100).toFixed(6))}%`;
    case 'milliseconds':
      return `${value}ms`;
    case 'bytes': {
      const unit = units.find(([, size]) => value >= size && value % size === 0);
      return unit === undefined ? value : `${value / unit[1]}${unit[0]}`;
    }
    default:
      return value;
  }
}
