/** ANALYZE samples 300 rows for each step of the statistics target: `std_typanalyze` in analyze.c. */
export const rowsPerTarget = 300;
/** The largest value of default_statistics_target. */
const largestTarget = 10_000;
/** Bytes of sampled rows that ANALYZE may hold in memory. */
const largestSample = 512 * 1024 ** 2;

export interface TableSize {
  /** Rows that must be asked for so that each one is taken. An estimate, right to a few tenths of a percent. */
  readonly needed: number;
  /** Rows there are. */
  readonly rows: number;
  /** Bytes per row. */
  readonly width: number;
  /** default_statistics_target as it is. */
  readonly usual: number;
}

export interface SamplingTarget {
  /** For default_statistics_target; never below the usual one. */
  readonly target: number;
  /** Whether ANALYZE then reads every row, and so finds the same statistics in the same rows. */
  readonly complete: boolean;
}

/**
 * The statistics target with which ANALYZE reads every row of each of `sizes`, or as many as it may hold. One target
 * for both sides of a table, since it decides how fine a histogram is.
 */
export function samplingTarget(sizes: readonly TableSize[]): SamplingTarget {
  const usual = Math.max(...sizes.map(size => size.usual));
  const wanted = Math.max(...sizes.map(({ needed }) => Math.ceil((needed * 1.01) / rowsPerTarget)));
  const width = Math.max(...sizes.map(size => size.width));
  const affordable = width === 0 ? largestTarget : Math.floor(largestSample / width / rowsPerTarget);
  const target = Math.max(usual, Math.min(wanted, affordable, largestTarget));
  return { target, complete: target >= wanted };
}
