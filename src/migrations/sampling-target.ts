/** ANALYZE samples 300 rows for each step of the statistics target: `std_typanalyze` in analyze.c. */
export const rowsPerTarget = 300;
/** The largest value of default_statistics_target. */
const largestTarget = 10_000;
/** Bytes of sampled rows that ANALYZE may hold in memory. */
const largestSample = 512 * 1024 ** 2;

export interface SampledTable {
  /** Rows that must be asked for so that each one is taken. */
  readonly needed: number;
  /** Bytes per row. */
  readonly width: number;
  /** default_statistics_target as it is. */
  readonly usual: number;
  /** The sample is shared out among several tables, and rounded for each. */
  readonly shared: boolean;
}

export interface SamplingTarget {
  /** For default_statistics_target; never below the usual one. */
  readonly target: number;
  /** Whether ANALYZE then reads every row, and so finds the same statistics in the same rows. */
  readonly complete: boolean;
}

/** The statistics target with which ANALYZE reads every row, or as many as it may hold. */
export function samplingTarget({ needed, width, usual, shared }: SampledTable): SamplingTarget {
  const wanted = Math.ceil((shared ? needed * 1.01 + rowsPerTarget : needed) / rowsPerTarget);
  const affordable = width === 0 ? largestTarget : Math.floor(largestSample / width / rowsPerTarget);
  const target = Math.max(usual, Math.min(wanted, affordable, largestTarget));
  return { target, complete: target >= wanted };
}
