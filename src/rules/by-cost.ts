import type { Finding } from './types.ts';

type Costly = Pick<Finding, 'impact' | 'pages'>;

/** For sorting, most costly first: by the blocks of work, and where there are none by the pages that are stored. */
export function byCost(a: Costly, b: Costly): number {
  return b.impact - a.impact || (b.pages ?? 0) - (a.pages ?? 0);
}
