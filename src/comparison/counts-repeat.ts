import type { CaseResult } from '../measurement/index.ts';
import { sameWork } from '../plan/index.ts';

/** Whether every execution on a side did the same work as the others there: what differs between the sides is then exact. */
export function countsRepeat({ sides }: CaseResult): boolean {
  return Object.values(sides).every(
    side => side.kind !== 'measured' || sameWork(side.measurement.workSamples),
  );
}
