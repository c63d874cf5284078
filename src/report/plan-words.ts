import { buffersOf, countOf, latencyOf } from './case-words.ts';
import { formatCount, formatMilliseconds } from './numbers.ts';
import type { CaseReport, PlanDiffLine, SideReport } from './schema.ts';

/** What the signs of a plan diff mean, of those that it has. */
export function planLegend(
  lines: readonly PlanDiffLine[],
): readonly (readonly [sign: string, words: string])[] {
  const signs = new Set(lines.map(({ sign }) => sign));
  const meanings = [
    ['-', 'before'],
    ['+', 'after'],
    ['!', 'the same step, but more or less work'],
  ] as const;
  return meanings.filter(([sign]) => signs.has(sign));
}

/** `168 → 5,877 buffers, 8.67 → 146 ms` */
export function planNumbers(entry: CaseReport): string {
  const buffers = buffersOf(entry);
  const latency = latencyOf(entry);
  const parts = [buffers === null ? '' : `${buffers.values} buffers`, latency === null ? '' : latency.values];
  return parts.filter(part => part !== '').join(', ');
}

/** `168 buffers, 8.67 ms` */
export function sideNumbers(side: SideReport): string {
  return `${countOf(side, 'buffers', formatCount)} buffers, ${formatMilliseconds(side.latency.median)}`;
}
