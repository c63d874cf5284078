import type { CaseResult } from '../measurement/index.ts';

/** Whether every execution on a side did the same work as the others there: what differs between the sides is then exact. */
export function countsRepeat({ sides }: CaseResult): boolean {
  return Object.values(sides).every(side => {
    if (side.kind !== 'measured') return true;
    const [first, ...others] = side.measurement.workSamples;
    return others.every(
      ({ buffers, temp, wal }) => buffers === first?.buffers && temp === first.temp && wal === first.wal,
    );
  });
}
