import { type Comparison, type CountChange, describePlanChange } from '../comparison/index.ts';
import type { Budget } from '../config/index.ts';
import type { CaseCulprit } from '../culprit/index.ts';
import type { SideResult } from '../measurement/index.ts';
import type { CaseVerdict } from '../verdict/index.ts';
import { buildSide } from './build-side.ts';
import { planDiff } from './plan-diff.ts';
import type { BudgetReport, CaseReport, SideReport } from './schema.ts';
import { weighPlanChanges } from './weigh-plan-changes.ts';

/** One judged case as the report holds it. `defaults` are the policy's budgets; the query's own replace them one by one. */
export function buildCase(
  { comparison, outcome }: CaseVerdict,
  defaults: Budget,
  culprits: readonly CaseCulprit[] = [],
): CaseReport {
  const { result, status, direction } = comparison;
  const { query, parameters } = result.case;
  const { base, head } = result.sides;
  const own = culprits.find(each => each.query === query.name && each.parameters === parameters);
  const changes = weighPlanChanges(comparison);
  const sides = { base: buildSide(comparison, 'base'), head: buildSide(comparison, 'head') };
  return {
    query: query.name,
    parameters,
    file: query.file,
    line: query.line,
    status,
    direction,
    outcome,
    sql: query.text,
    sqlChanged: result.textChanged,
    ...sides,
    change: changeOf(comparison, sides),
    planChanges: changes.map(({ change, baseBuffers, headBuffers }) => ({
      kind: change.kind,
      subject: change.subject,
      from: change.from,
      to: change.to,
      lostIndex: change.lostIndex,
      baseBuffers,
      headBuffers,
      text: describePlanChange(change),
    })),
    planDiff:
      base.kind === 'measured' && head.kind === 'measured'
        ? planDiff(base.measurement.plan, head.measurement.plan)
        : null,
    failures: [...failureOf('base', base), ...failureOf('head', head)],
    budgets: budgetsOf({ ...defaults, ...query.budget }, sides),
    culprit: own?.culprit ?? null,
    cold: own?.cold ?? null,
  };
}

type Sides = { readonly base: SideReport | null; readonly head: SideReport | null };

function changeOf(comparison: Comparison, { base, head }: Sides): CaseReport['change'] {
  const { counts, latency } = comparison;
  if (base === null || head === null || latency === null) return null;
  const count = (name: CountChange['count']) => counts.find(change => change.count === name);
  const { answer, ratio } = latency;
  return {
    buffers: count('buffers')?.ratio ?? null,
    temp: count('temp')?.ratio ?? null,
    wal: count('wal')?.ratio ?? null,
    rows: base.work.rows === 0 ? null : head.work.rows / base.work.rows,
    counts: {
      buffers: count('buffers')?.answer ?? 'same',
      temp: count('temp')?.answer ?? 'same',
      wal: count('wal')?.answer ?? 'same',
    },
    latency: ratio === null ? null : { ratio: ratio.estimate, low: ratio.low, high: ratio.high },
    answer,
    significant: answer === 'slower' || answer === 'faster',
  };
}

function failureOf(side: 'base' | 'head', result: SideResult): CaseReport['failures'] {
  if (result.kind === 'skipped')
    return [{ side, message: result.reason, code: null, hint: null, timedOut: false }];
  if (result.kind !== 'failed') return [];
  const { message, code, hint, timedOut } = result.failure;
  return [{ side, message, code, hint, timedOut }];
}

const budgetNames = ['latency', 'planning', 'buffers', 'temp', 'wal', 'rows'] as const;

function budgetsOf(budget: Budget, { base, head }: Sides): BudgetReport[] {
  return budgetNames.flatMap(name => {
    const limit = budget[name];
    if (limit === undefined) return [];
    const value = (side: SideReport | null) => {
      if (side === null) return null;
      return name === 'latency' || name === 'planning' ? side[name].median : side.work[name];
    };
    const surely =
      head !== null && (name === 'latency' || name === 'planning') ? head[name].low : value(head);
    return [{ name, limit, base: value(base), head: value(head), over: surely !== null && surely > limit }];
  });
}
