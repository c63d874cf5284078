import type { AlarmCount } from './alarms.ts';
import { type Catches, type Caught, isMissed } from './catches.ts';
import type { Cost } from './cost.ts';
import type { TrustOptions } from './options.ts';
import { kinds } from './regressions/index.ts';

/** null: this part was not run. */
export interface Results {
  readonly cost: readonly Cost[] | null;
  readonly catches: Catches | null;
  readonly improvements: Catches | null;
  readonly alarms: readonly AlarmCount[] | null;
}

/** ms for one default run of ml-registry. */
export const longestRun = 60_000;
/** Of what is slower, or faster, with the same work. */
export const leastOfTime = 0.95;
export const leastOfCulprits = 0.95;

/** Of those whose effect is as given: how many there are, and how many were caught. */
export function shareOf(
  caught: readonly Caught[],
  effect: 'work' | 'time',
): { readonly all: number; readonly caught: number } {
  const own = caught.filter(each => each.effect.is === effect);
  return { all: own.length, caught: own.filter(each => !isMissed(each)).length };
}

/** null where no report names culprits, or nothing was caught. */
export function culpritsOf(
  caught: readonly Caught[],
): { readonly all: number; readonly caught: number } | null {
  const blamed = caught.filter(({ culprit }) => culprit !== null);
  if (blamed.length === 0) return null;
  return { all: blamed.length, caught: blamed.filter(({ culprit }) => culprit === 'right').length };
}

/** Comparisons of identical sides wherever they stood, those called worse, and what was to be one and was not measured. */
export function alarmsOf({ alarms, catches, improvements }: Results): {
  readonly all: number;
  readonly failed: number;
  readonly unmeasured: number;
} {
  const others = [catches, improvements].filter(each => each !== null);
  const counts = [
    ...(alarms ?? []).map(({ comparisons, ...own }) => ({ all: comparisons, ...own })),
    ...others.map(({ untouched, falseAlarms, ...own }) => ({ all: untouched, failed: falseAlarms, ...own })),
  ];
  return {
    all: counts.reduce((sum, { all }) => sum + all, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    unmeasured: counts.reduce((sum, { unmeasured }) => sum + (unmeasured ?? 0), 0),
  };
}

/** What the rate of false alarms is below, with 95 % confidence, where there was none in `all` comparisons: the rule of three. */
export function upperBound(all: number): string {
  return `${((3 / all) * 100).toFixed(2)} %`;
}

/** Whether it was measured and did something else than its kind is there to show: a catch of it proves nothing. */
function isAnother({ kind, effect }: Caught): boolean {
  return effect.is !== 'errored' && effect.is !== kinds.find(({ name }) => name === kind)?.expect;
}

/** Each a sentence; none when all is well. */
export function brokenPromises(results: Results): readonly string[] {
  const { alarms, cost, catches, improvements } = results;
  const broken: string[] = [];
  const { all, failed, unmeasured } = alarmsOf(results);
  if (failed > 0) broken.push(`${failed} of ${all} comparisons of identical sides failed.`);
  if (unmeasured > 0)
    broken.push(`${unmeasured} comparisons of identical sides have a side that was not measured.`);
  broken.push(...new Set(alarms?.flatMap(({ lacks }) => lacks ?? [])));
  for (const { story, duration } of cost ?? []) {
    if (duration > longestRun)
      broken.push(`ml-registry, ${story}, took ${(duration / 1000).toFixed(0)} s, more than 60 s.`);
  }
  for (const [what, found] of [
    ['regressions', catches],
    ['improvements', improvements],
  ] as const) {
    if (found === null) continue;
    const errored = found.caught.filter(({ effect }) => effect.is === 'errored').length;
    if (errored > 0) broken.push(`${errored} ${what} could not be measured.`);
    const others = found.caught.filter(each => isAnother(each));
    if (others.length > 0) {
      const list = others.map(({ kind, name, effect }) => `${kind}, ${name} (${effect.is})`).join('; ');
      broken.push(`${others.length} ${what} did not have the effect of their kind: ${list}.`);
    }
    const work = shareOf(found.caught, 'work');
    if (work.caught < work.all)
      broken.push(`${work.caught} of ${work.all} ${what} by work were caught, not all.`);
    const time = shareOf(found.caught, 'time');
    if (time.caught < leastOfTime * time.all)
      broken.push(`${time.caught} of ${time.all} ${what} by time alone were caught, less than 95 %.`);
  }
  const culprits = culpritsOf(catches?.caught ?? []);
  if (culprits !== null && culprits.caught < leastOfCulprits * culprits.all)
    broken.push(`The culprit was right in ${culprits.caught} of ${culprits.all}, less than 95 %.`);
  return broken;
}

/** What a whole run shows and this one does not, each a sentence: too few comparisons prove nothing. */
export function unproven(results: Results): readonly string[] {
  const counted = (found: Catches | null) => found?.caught.filter(({ effect }) => effect.is !== 'none') ?? [];
  const { catches, improvements, cost } = results;
  const few = (found: number, least: number, what: string) =>
    found < least ? [`${found} of at least ${least.toLocaleString('en')} ${what} were tried.`] : [];
  return [
    ...few(alarmsOf(results).all, 1000, 'comparisons of identical sides'),
    ...few(counted(catches).length, 200, 'regressions'),
    ...few(new Set(counted(catches).map(({ kind }) => kind)).size, 20, 'kinds of regressions'),
    ...few(counted(improvements).length, 50, 'improvements'),
    ...(culpritsOf(catches?.caught ?? []) === null ? ['No culprit was looked at.'] : []),
    ...(cost === null ? ['What a run costs was not measured.'] : []),
  ];
}

/** Why a run fails, each a sentence. One that was narrowed down need not prove everything. */
export function shortcomings(
  results: Results,
  { isWhole }: Pick<TrustOptions, 'isWhole'>,
): readonly string[] {
  return [...brokenPromises(results), ...(isWhole ? unproven(results) : [])];
}
