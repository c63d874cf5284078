import { type Comparison, type CountChange, describePlanChange, intervalOf } from '../comparison/index.ts';
import type { Budget } from '../config/index.ts';
import type { Measurement, SideResult } from '../measurement/index.ts';
import { formatPlan, shape } from '../plan/index.ts';
import type { CaseVerdict } from '../verdict/index.ts';
import type { BudgetReport, CaseReport, SideReport } from './schema.ts';

/** One judged case as the report holds it. `defaults` are the policy's budgets; the query's own replace them one by one. */
export function buildCase({ comparison, outcome }: CaseVerdict, defaults: Budget): CaseReport {
  const { result, status, direction } = comparison;
  const { query, parameters } = result.case;
  const { base, head } = result.sides;
  const sides = { base: sideReport(comparison, 'base', base), head: sideReport(comparison, 'head', head) };
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
    planChanges: comparison.planChanges.map(change => ({
      kind: change.kind,
      subject: change.subject,
      from: change.from,
      to: change.to,
      lostIndex: change.lostIndex,
      text: describePlanChange(change),
    })),
    failures: [...failureOf('base', base), ...failureOf('head', head)],
    budgets: budgetsOf({ ...defaults, ...query.budget }, sides),
  };
}

type Sides = { readonly base: SideReport | null; readonly head: SideReport | null };

function sideReport(comparison: Comparison, name: 'base' | 'head', side: SideResult): SideReport | null {
  if (side.kind !== 'measured') return null;
  const { measurement } = side;
  const ids = comparison.planChanges.map(change => (name === 'base' ? change.baseNode : change.headNode));
  const compared = (count: CountChange['count']) => {
    // When only one side could count whole statements, both are compared by what their plans show.
    return comparison.counts.find(change => change.count === count)?.[name] ?? measurement.work[count];
  };
  return {
    work: {
      buffers: compared('buffers'),
      rows: measurement.work.rows,
      temp: compared('temp'),
      wal: compared('wal'),
    },
    workSource: comparison.countSource ?? measurement.workSource,
    latency: intervalOf(measurement.latency),
    planning: intervalOf(measurement.planning),
    shape: shape(measurement.plan),
    ...planText(
      measurement,
      ids.filter(id => id !== null),
    ),
    nested: measurement.nested.map(({ text, calls, buffers }) => ({ text, calls, buffers })),
  };
}

function planText({ plan }: Measurement, ids: readonly number[]): Pick<SideReport, 'plan' | 'changedLines'> {
  const text = formatPlan(plan);
  const lines = text.split('\n');
  const marked = formatPlan(plan, { mark: ids }).split('\n');
  return {
    plan: text,
    changedLines: marked.flatMap((line, index) => (line === lines[index] ? [] : [index])),
  };
}

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
