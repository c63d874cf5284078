import {
  type Comparison,
  compare,
  isLatencyClear,
  type Noise,
  noiseOf,
  widened,
} from './comparison/index.ts';
import { budgetFor, type Policy } from './config/index.ts';
import {
  type CasePair,
  type CaseResult,
  type MeasuredDatabases,
  measure,
  measureAgain,
} from './measurement/index.ts';
import type { Progress } from './progress.ts';
import { type Case, samplesWanted } from './queries/index.ts';
import type { Stopwatch } from './stopwatch.ts';
import { judge, wantsSecondLook } from './verdict/index.ts';

/** What was measured, and how sure it is. */
export interface Weighed {
  readonly results: readonly CaseResult[];
  readonly comparisons: readonly Comparison[];
  /** null where there is nothing to tell it by. */
  readonly noise: Noise | null;
  /** The policy with what is sure on a machine as noisy as this one. */
  readonly policy: Policy;
}

/**
 * Measures every case, sees how noisy the machine is, and measures once more, later, whatever would fail for something
 * that a second look could deny.
 *
 * @param today ISO date, for waivers
 */
export async function weigh(
  pairs: readonly CasePair[],
  databases: MeasuredDatabases,
  given: Policy & { readonly showValues: boolean },
  today: string,
  progress: Progress,
  stopwatch: Stopwatch,
  signal: AbortSignal,
): Promise<Weighed> {
  const sampling = (policy: Policy) => ({
    ...given,
    samplesWanted: ({ query }: Case) => samplesWanted(budgetFor(given.budgets, query)),
    isClear: (base: readonly number[], head: readonly number[]) =>
      isLatencyClear(base, head, policy.tolerances),
  });
  const first = await stopwatch.during('measuring', () =>
    measure(pairs, databases, sampling(given), progress, signal),
  );
  const noise = noiseOf(first, given.tolerances);
  const policy: Policy = { ...given, tolerances: widened(given.tolerances, noise) };
  const compared = first.map(result => compare(result, policy.tolerances));

  const { cases } = judge({ comparisons: compared, findings: [], policy, today });
  const doubtful = new Set(cases.filter(wantsSecondLook).map(({ comparison }) => comparison.result));
  const again = pairs.flatMap((pair, index) => {
    const result = first[index];
    return result !== undefined && doubtful.has(result) ? [{ pair, result }] : [];
  });
  if (again.length === 0) return { results: first, comparisons: compared, noise, policy };
  // Where the time is over, they are not measured, and so not judged: one look fails nothing.
  const seconds = await stopwatch.during('measuring again', () =>
    measureAgain(again, databases, sampling(policy), progress, signal),
  );
  const later = new Map(again.map(({ result }, index) => [result, seconds[index] ?? result]));
  const results = first.map(result => later.get(result) ?? result);
  return { results, comparisons: results.map(result => compare(result, policy.tolerances)), noise, policy };
}
