import { readPageParts } from '../../src/page-parts.ts';
import { formats } from '../../src/report/index.ts';
import { largeReport } from '../report/large-report.ts';
import type { Ratio } from './ratio.ts';

/** Writing a report of 1,000 cases, each with both plans, in every format: less than a second together. */
export async function benchRender(): Promise<Ratio> {
  const report = largeReport(1000);
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    let length = 0;
    for (const { render } of Object.values(formats)) length += render(report, readPageParts, {}).length;
    if (length < 1_000_000) throw new Error('the formats hold less than the plans');
    least = Math.min(least, performance.now() - started);
  }
  const names = Object.keys(formats).join(' ');
  return {
    name: `1,000 cases as ${names}`,
    against: 'the second allowed',
    limit: 1,
    ours: least,
    bound: 1000,
  };
}
