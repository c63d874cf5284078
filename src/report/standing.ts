import type { CaseReport, Report } from './schema.ts';

/** Where a case stands, for the reader: one word for what happened to it and how loud to say it. */
export type Standing =
  | 'broken'
  | 'worse'
  | 'over-budget'
  | 'plan-lock'
  | 'failing'
  | 'new-over-budget'
  | 'failing-new'
  | 'errored'
  | 'mixed'
  | 'warned'
  | 'not-judged'
  | 'improved'
  | 'new'
  | 'removed'
  | 'accepted'
  | 'explained'
  | 'unclear'
  | 'changed'
  | 'unchanged';

export type Tone = 'bad' | 'warn' | 'good' | 'plain';

/** In the order in which outputs list them. `singular` and `plural` follow a number and a noun: `2 queries got worse`. */
export const standings: Readonly<
  Record<
    Standing,
    { readonly tone: Tone; readonly word: string; readonly singular: string; readonly plural: string }
  >
> = {
  broken: { tone: 'bad', word: 'fails on head', singular: 'no longer runs', plural: 'no longer run' },
  worse: { tone: 'bad', word: 'worse', singular: 'got worse', plural: 'got worse' },
  'over-budget': { tone: 'bad', word: 'over budget', singular: 'is over budget', plural: 'are over budget' },
  'plan-lock': {
    tone: 'bad',
    word: 'plan lock broken',
    singular: 'breaks a plan lock',
    plural: 'break a plan lock',
  },
  failing: { tone: 'bad', word: 'fails', singular: 'does not pass', plural: 'do not pass' },
  'new-over-budget': {
    tone: 'bad',
    word: 'new, over budget',
    singular: 'is new and over budget',
    plural: 'are new and over budget',
  },
  'failing-new': {
    tone: 'bad',
    word: 'new, fails',
    singular: 'is new and does not pass',
    plural: 'are new and do not pass',
  },
  errored: {
    tone: 'warn',
    word: 'not measured',
    singular: 'could not be measured',
    plural: 'could not be measured',
  },
  mixed: { tone: 'warn', word: 'mixed', singular: 'is mixed', plural: 'are mixed' },
  warned: { tone: 'warn', word: 'look at it', singular: 'needs a look', plural: 'need a look' },
  'not-judged': { tone: 'warn', word: 'not judged', singular: 'was not judged', plural: 'were not judged' },
  improved: { tone: 'good', word: 'better', singular: 'improved', plural: 'improved' },
  new: { tone: 'plain', word: 'new', singular: 'is new', plural: 'are new' },
  removed: { tone: 'plain', word: 'removed', singular: 'was removed', plural: 'were removed' },
  accepted: {
    tone: 'plain',
    word: 'accepted',
    singular: 'was accepted as it is',
    plural: 'were accepted as they are',
  },
  explained: { tone: 'plain', word: 'explained', singular: 'was explained', plural: 'were explained' },
  unclear: {
    tone: 'plain',
    word: 'time unclear',
    singular: 'has an unclear time',
    plural: 'have an unclear time',
  },
  changed: { tone: 'plain', word: 'not worse', singular: 'has another plan', plural: 'have another plan' },
  unchanged: { tone: 'plain', word: 'unchanged', singular: 'is unchanged', plural: 'are unchanged' },
};

/** Whether it failed or needs a look. */
export function isLoud(standing: Standing): boolean {
  return standings[standing].tone === 'bad' || standings[standing].tone === 'warn';
}

export function standingOf(entry: CaseReport): Standing {
  const { status, outcome, direction } = entry;
  if (status === 'errored') {
    if (outcome !== 'fail') return 'errored';
    return entry.base === null ? 'failing-new' : 'broken';
  }
  if (status === 'not-judged') return 'not-judged';
  if (status === 'removed') return 'removed';
  if (status === 'explained' && outcome === 'pass') return 'explained';
  const isOver = entry.budgets.some(budget => budget.over);
  if (status === 'new') {
    if (outcome === 'fail') return isOver ? 'new-over-budget' : 'failing-new';
    return outcome === 'warn' ? 'warned' : 'new';
  }
  if (outcome === 'fail') {
    if (direction === 'worse') return 'worse';
    if (isOver) return 'over-budget';
    return entry.locks.some(({ base, head }) => head === 'broken' && base === 'kept')
      ? 'plan-lock'
      : 'failing';
  }
  if (outcome === 'warn') return status === 'mixed' ? 'mixed' : 'warned';
  if (direction === 'better') return 'improved';
  if (direction === 'worse' || direction === 'mixed') return 'accepted';
  // Its counts are no worse, but of its time nobody knows: it has not passed as the others have.
  if (entry.change?.answer === 'unstable') return 'unclear';
  return status === 'changed' ? 'changed' : 'unchanged';
}

/** Whether anything was found out of it. What has failed was judged, however it did. */
export function isJudged({ status, outcome }: CaseReport): boolean {
  return outcome === 'fail' || (status !== 'not-judged' && status !== 'removed' && status !== 'errored');
}

/** Every case with its standing, most urgent first; within a standing in the report's order, which is by impact. */
export function rankedCases(
  report: Report,
): readonly { readonly entry: CaseReport; readonly standing: Standing }[] {
  const order = Object.keys(standings);
  const ranked = report.cases.map(entry => ({ entry, standing: standingOf(entry) }));
  return ranked.toSorted((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing));
}

/** How many cases stand where, most urgent first; standings without a case are left out. */
export function countStandings(report: Report): ReadonlyMap<Standing, number> {
  const counts = new Map<Standing, number>();
  for (const { standing } of rankedCases(report)) counts.set(standing, (counts.get(standing) ?? 0) + 1);
  return counts;
}

/** Cases are called queries unless one query has several. */
export function caseNoun(report: Report, count: number): string {
  const several = new Set(report.cases.map(entry => entry.query)).size < report.cases.length;
  if (several) return count === 1 ? 'case' : 'cases';
  return count === 1 ? 'query' : 'queries';
}

/** What the overview lists: all that changed, but not what was never looked at. */
export function listedCases(report: Report): ReturnType<typeof rankedCases> {
  return rankedCases(report).filter(({ standing }) => standing !== 'unchanged' && standing !== 'not-judged');
}

/** Cases that failed or need a look. */
export function loudCases(report: Report): ReturnType<typeof rankedCases> {
  return listedCases(report).filter(({ standing }) => isLoud(standing));
}

/** Cases that were not judged, by the reason why; there is nothing else to say of them. */
export function notJudged(report: Report): ReadonlyMap<string, readonly CaseReport[]> {
  const groups = new Map<string, CaseReport[]>();
  for (const entry of report.cases.filter(({ status }) => status === 'not-judged')) {
    const why = entry.failures[0]?.message ?? '';
    groups.set(why, [...(groups.get(why) ?? []), entry]);
  }
  return groups;
}
