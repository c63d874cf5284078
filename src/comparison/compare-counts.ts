import type { Tolerances } from '../config/index.ts';
import type { Measurement } from '../measurement/index.ts';
import { planWork, type Work } from '../plan/index.ts';
import type { CountChange } from './types.ts';

/**
 * Bytes. A reader's own WAL (hint bits and pruning, where pages carry checksums) stays far below this; smaller
 * differences are never judged.
 */
export const walFloor = 64 * 1024;

export interface ComparedCounts {
  readonly counts: readonly CountChange[];
  /** Where the numbers are from: whole statements, or plan trees when a side's server could not count statements. */
  readonly source: Measurement['workSource'];
}

/**
 * The work of both sides, count by count. A count is worse (or better) only beyond its tolerance *and* an absolute floor,
 * and only if it is so in every pair of executions, the k-th against the k-th, and against base's twin where there is one:
 * parallel plans that spill do not repeat exactly.
 * Rows are left out: EXPLAIN rounds them and a query may rightly return others.
 */
export function compareCounts(
  base: Measurement,
  head: Measurement,
  twin: Measurement | null,
  tolerances: Tolerances,
): ComparedCounts {
  const comparable = base.workSource === head.workSource;
  const work: Readonly<Record<'base' | 'head', Work>> = comparable
    ? { base: base.work, head: head.work }
    : { base: planWork(base.plan), head: planWork(head.plan) };
  const pairs: readonly (readonly [Work, Work])[] = comparable
    ? [base, ...(twin === null ? [] : [twin])].flatMap(before => executions(before, head))
    : [[work.base, work.head]];
  const count = (name: CountChange['count'], tolerance: number, floor: number): CountChange => ({
    count: name,
    base: work.base[name],
    head: work.head[name],
    ratio: work.base[name] === 0 ? null : work.head[name] / work.base[name],
    answer: unanimous(pairs.map(([before, after]) => answer(before[name], after[name], tolerance, floor))),
  });
  return {
    counts: [
      count('buffers', tolerances.buffers, tolerances.buffersFloor),
      count('temp', tolerances.temp, tolerances.buffersFloor),
      count('wal', tolerances.wal, walFloor),
    ],
    source: comparable ? base.workSource : 'plan',
  };
}

/** The k-th execution of the one with the k-th of the other. */
function executions(base: Measurement, head: Measurement): (readonly [Work, Work])[] {
  return base.workSamples.flatMap((sample, k) => {
    const other = head.workSamples[k];
    return other === undefined ? [] : [[sample, other] as const];
  });
}

function unanimous(answers: readonly CountChange['answer'][]): CountChange['answer'] {
  const [first = 'same'] = answers;
  return answers.every(each => each === first) ? first : 'same';
}

function answer(base: number, head: number, tolerance: number, floor: number): CountChange['answer'] {
  if (head - base >= floor && head > base * (1 + tolerance)) return 'worse';
  if (base - head >= floor && base > head * (1 + tolerance)) return 'better';
  return 'same';
}
