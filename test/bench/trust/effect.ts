import type { Report } from '../../../src/report/index.ts';

type CaseReport = Report['cases'][number];

/** How much worse head really was, as the report measured it, whatever was judged. */
export interface Effect {
  /** `work` and `time` are what must be caught; `none` is too little of both. */
  readonly is: 'work' | 'time' | 'none' | 'errored';
  /** The largest ratio of a count that also moved beyond the floor; 1 where none did, Infinity from 0. */
  readonly work: number;
  /** Of the medians. */
  readonly time: number;
}

/** What the promise speaks of. */
const leastWork = 1.3;
const leastTime = 1.5;

/** Blocks and bytes below which nothing is judged, as `tolerances` and `walFloor` of src have them. */
const floors = { buffers: 50, temp: 50, wal: 64 * 1024 } as const;

/** ms, `latencyFloor` of the default tolerances. */
const timeFloor = 5;

export function effectOf({ base, head }: CaseReport): Effect {
  if (base === null || head === null) return { is: 'errored', work: 1, time: 1 };
  const ratios = (['buffers', 'temp', 'wal'] as const).map(count => {
    const [before, after] = [base.work[count], head.work[count]];
    if (after - before < floors[count]) return 1;
    return before === 0 ? Number.POSITIVE_INFINITY : after / before;
  });
  const work = Math.max(...ratios);
  const time = head.latency.median / Math.max(base.latency.median, 0.001);
  if (work >= leastWork) return { is: 'work', work, time };
  const isSlower = time >= leastTime && head.latency.median - base.latency.median >= timeFloor;
  return { is: isSlower ? 'time' : 'none', work, time };
}

/** The same with the sides exchanged: how much better head was. */
export function gainOf(case_: CaseReport): Effect {
  return effectOf({ ...case_, base: case_.head, head: case_.base });
}
