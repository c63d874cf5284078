import { formatBytes, formatCount, formatMilliseconds } from '../comparison/index.ts';
import type { LimitName } from '../config/index.ts';

/** A limit with its unit: `50 ms`, `1,000`, `8 MB`. */
export function limitWords(name: LimitName, value: number): string {
  if (name === 'planning' || name.startsWith('latency')) return formatMilliseconds(value);
  return name === 'wal' ? formatBytes(value) : formatCount(value);
}
