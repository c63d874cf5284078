/**
 * How numbers read in sentences: the same on every machine, whatever its locale.
 * The minus is U+2212 and the times sign U+00D7; a unit follows after one space.
 */

/** Blocks, rows, samples: `5,877`. */
export function formatCount(count: number): string {
  const digits = Math.round(Math.abs(count)).toFixed(0);
  const grouped = digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return count < 0 && digits !== '0' ? `−${grouped}` : grouped;
}

/** A latency in ms with three significant digits and the unit that suits it: `850 µs`, `8.67 ms`, `1.25 s`. */
export function formatMilliseconds(milliseconds: number): string {
  const rounded = significant(milliseconds);
  if (rounded === 0) return '0 ms';
  if (rounded < 1) return `${significant(milliseconds * 1000)} µs`;
  if (rounded < 1000) return `${rounded} ms`;
  return `${formatSignificant(milliseconds / 1000)} s`;
}

/** Bytes in PostgreSQL's units, where 1 kB is 1,024 bytes: `512 B`, `1.5 kB`, `23.4 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let step = 0;
  while (step < units.length - 1 && significant(value) >= 1024) {
    value /= 1024;
    step++;
  }
  return `${formatSignificant(value)} ${units[step]}`;
}

/** head / base: `35 ×` from 2 on, `+34 %` and `−97 %` below. */
export function formatRatio(ratio: number): string {
  if (ratio >= 9.95) return `${formatCount(ratio)} ×`;
  if (ratio >= 2) return `${Number(ratio.toFixed(1))} ×`;
  return ratio < 1 ? `−${formatShare(1 - ratio)}` : `+${formatShare(ratio - 1)}`;
}

/**
 * A share of a whole, such as 0.1, as `10 %`; one decimal below 10 % and from 99 % on.
 * What is less than everything never reads as `100 %`.
 */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent >= 99 && percent < 100) return `${Math.floor(percent * 10 + 1e-9) / 10} %`;
  return `${percent < 10 ? Number(percent.toFixed(1)) : formatCount(percent)} %`;
}

function formatSignificant(value: number): string {
  const shown = significant(value);
  return shown >= 1000 ? formatCount(shown) : String(shown);
}

/** Three significant digits; whole numbers from 1,000 on are kept whole. */
function significant(value: number): number {
  return value >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}
