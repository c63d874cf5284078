import { formatMilliseconds, formatRatio } from '../comparison/index.ts';

/**
 * The numbers that only a report shows; the others read as in the comparison's sentences, whose functions it shares.
 * The same on every machine, whatever its locale.
 */
export { formatBytes, formatCount, formatMilliseconds, formatShare } from '../comparison/index.ts';

/** A number that lay between two: `5,600–5,900`, or one where they read alike. */
export function formatRange(low: number, high: number, format: (value: number) => string): string {
  const [from, to] = [format(low), format(high)];
  return from === to ? from : `${from}–${to}`;
}

/** Two latencies in ms: `8.67 → 146 ms`, with both units where they differ: `850 µs → 1.2 ms`, one where they read alike. */
export function formatLatencyChange(base: number, head: number): string {
  const before = formatMilliseconds(base);
  const after = formatMilliseconds(head);
  if (before === after) return after;
  const [value, unit] = before.split(' ');
  return after.endsWith(` ${unit}`) ? `${value} → ${after}` : `${before} → ${after}`;
}

/**
 * A ratio head / base: `35 ×`, `+34 %`, `−97 %`. '' when there is none (null), when nothing is left of it (0, where the
 * values say more) and when it rounds to no change.
 */
export function formatFactor(ratio: number | null): string {
  if (ratio === null || ratio <= 0 || !Number.isFinite(ratio)) return '';
  const factor = formatRatio(ratio);
  return /^[−+]0 %$/.test(factor) ? '' : factor;
}

/** How long a run took, in ms: `850 ms`, `4.2 s`, `1 min 12 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${Number(seconds.toFixed(1))} s`;
  const minutes = Math.floor(Math.round(seconds) / 60);
  const rest = Math.round(seconds) % 60;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}
