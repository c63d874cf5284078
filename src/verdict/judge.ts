import type { Comparison } from '../comparison/index.ts';
import type { Waiver } from '../config/index.ts';
import { byCost, type Finding } from '../rules/index.ts';
import type { Side } from '../workspace/index.ts';
import { budgetReasons } from './budget-reasons.ts';
import { caseImpact } from './case-impact.ts';
import {
  changeReasons,
  findingReasons,
  type ReasonPolicy,
  resultsReasons,
  schemaReasons,
} from './change-reasons.ts';
import { lockReasons, lockStates, type Partitions } from './plan-locks.ts';
import type { CaseVerdict, Outcome, Reason, Verdict } from './types.ts';
import { unusedIgnores } from './unused-ignores.ts';
import { applyWaivers, unusedWaivers } from './waivers.ts';

export interface JudgeInput {
  readonly comparisons: readonly Comparison[];
  readonly findings: readonly Finding[];
  readonly policy: ReasonPolicy;
  /** ISO date, UTC, such as `2027-03-31`: decides which waivers have expired. */
  readonly today: string;
  /** What plan locks need to know of partitions; without it, none are known. */
  readonly partitions?: Readonly<Record<Side, Partitions>>;
}

const none: Readonly<Record<Side, Partitions>> = {
  base: { tables: {}, indexes: {} },
  head: { tables: {}, indexes: {} },
};

/** Decides over every case, over the schema and over all of them together, and says why. */
export function judge({ comparisons, findings, policy, today, partitions = none }: JudgeInput): Verdict {
  const used = new Set<Waiver>();
  const given = comparisons.map((comparison): CaseVerdict => {
    const own = findings.filter(finding => isOf(finding, comparison));
    const locks = lockStates(comparison, policy.budgets, partitions);
    const reasons = [
      ...changeReasons(comparison, policy.tolerances),
      ...budgetReasons(comparison, policy),
      ...lockReasons(comparison, locks, policy.strict),
      ...findingReasons(own, comparison),
      ...resultsReasons(comparison),
    ];
    const waived = applyWaivers(reasons, policy.waivers, today);
    for (const waiver of waived.used) used.add(waiver);
    const ordered = mostSevereFirst(waived.reasons);
    return { comparison, outcome: outcomeOf(ordered), reasons: ordered, locks };
  });
  const cases = worstFirst(given);
  const ofSchema = applyWaivers(schemaReasons(findings), policy.waivers, today);
  for (const waiver of ofSchema.used) used.add(waiver);
  const judged = comparisons.filter(({ status }) => status !== 'not-judged');
  const names = new Set(judged.map(({ result }) => result.case.query.name));
  const unused = [
    ...unusedWaivers(policy.waivers, used, names, today),
    ...unusedIgnores(comparisons, findings, policy.rules),
  ];
  const reasons = mostSevereFirst(
    distinct([...cases.flatMap(own => own.reasons), ...ofSchema.reasons, ...unused]),
  );
  const worst = outcomeOf(reasons);
  const isPartial = comparisons.some(
    ({ status, result }) =>
      status === 'not-judged' &&
      Object.values(result.sides).some(side => side.kind === 'skipped' && side.cause === 'interrupted'),
  );
  // Without a base nobody can be blamed for what fails, so a run that executed nothing must not pass for one that did.
  const isVain =
    comparisons.length > 0 &&
    comparisons.every(({ status, result }) => result.sides.base.kind === 'no-side' && status !== 'explained');
  const outcome: Outcome = worst !== 'fail' && (isPartial || isVain) ? 'error' : worst;
  return { outcome, reasons, cases };
}

/** By outcome, then by impact; otherwise in the order given. */
function worstFirst(cases: readonly CaseVerdict[]): readonly CaseVerdict[] {
  const rank = { fail: 0, warn: 1, pass: 2 };
  const impacts = new Map(cases.map(each => [each, caseImpact(each.comparison, each.reasons)]));
  const impact = (each: CaseVerdict) => impacts.get(each) ?? 0;
  return cases.toSorted((a, b) => rank[a.outcome] - rank[b.outcome] || impact(b) - impact(a));
}

function isOf(finding: Finding, comparison: Comparison): boolean {
  const { query, parameters } = comparison.result.case;
  return finding.query === query.name && finding.parameters === parameters;
}

function outcomeOf(reasons: readonly Reason[]): CaseVerdict['outcome'] {
  if (reasons.some(({ level }) => level === 'fail')) return 'fail';
  return reasons.some(({ level }) => level === 'warn') ? 'warn' : 'pass';
}

const levels: readonly Reason['level'][] = ['fail', 'warn', 'note'];

const kinds: readonly Reason['kind'][] = [
  'errored',
  'results-differ',
  'count-worse',
  'slower',
  'over-budget',
  'plan-lock',
  'finding',
  'waiver-expired',
  'mixed',
  'not-judged',
  'waived',
  'removed',
  'budget-untold',
  'waiver-unused',
  'ignore-unused',
];

/** By level, then by kind, findings by what they cost; otherwise in the order given. */
function mostSevereFirst(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.toSorted(
    (a, b) =>
      levels.indexOf(a.level) - levels.indexOf(b.level) ||
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      costOrder(a, b),
  );
}

function costOrder(a: Reason, b: Reason): number {
  return a.kind === 'finding' && b.kind === 'finding' ? byCost(a.finding, b.finding) : 0;
}

/** One expired waiver may stand in the way of several cases of its query; once is enough in the whole. */
function distinct(reasons: readonly Reason[]): readonly Reason[] {
  const seen = new Set<string>();
  return reasons.filter(reason => {
    if (reason.kind !== 'waiver-expired') return true;
    const key = JSON.stringify([reason.query, reason.rule, reason.relation, reason.reason, reason.expires]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
