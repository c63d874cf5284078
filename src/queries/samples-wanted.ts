import { type Budget, quantiles } from '../config/index.ts';

/** How many latency samples it takes to show the quantiles that the budget limits; 0 where it limits none. */
export function samplesWanted(budget: Budget): number {
  const names = ['latency-p95', 'latency-p99'] as const;
  return Math.max(0, ...names.map(name => (budget[name] === undefined ? 0 : quantiles[name].samples)));
}
