/**
 * `npm run bench`: plangate against lower bounds that are measured in the same run. Ratios travel between machines,
 * milliseconds do not. Ends with exit code 1 when a limit is missed.
 */
import { benchBoot, benchContainer } from './boot.ts';
import { benchCheck } from './check.ts';
import { benchClone } from './clone.ts';
import { benchOverhead } from './overhead.ts';
import { benchPlan } from './plan.ts';
import type { Ratio } from './ratio.ts';
import { benchRender } from './render.ts';
import { benchRules } from './rules.ts';
import { benchStartup } from './startup.ts';

const benchmarks: readonly (() => Promise<Ratio | readonly Ratio[]>)[] = [
  benchStartup,
  benchPlan,
  benchRules,
  benchRender,
  benchBoot,
  benchContainer,
  benchClone,
  benchCheck,
  benchOverhead,
];

let missed = 0;
for (const benchmark of benchmarks) {
  for (const { name, against, ours, bound, limit } of [await benchmark()].flat()) {
    const ratio = ours / bound;
    if (ratio > limit) missed++;
    const verdict = ratio <= limit ? 'ok    ' : 'MISSED';
    console.log(
      `${verdict} ${name}: ${ours.toFixed(1)} ms, ${ratio.toFixed(2)} × ${against} (${bound.toFixed(1)} ms), limit ${limit} ×`,
    );
  }
}
process.exitCode = missed === 0 ? 0 : 1;
