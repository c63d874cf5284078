import { type Comparison, type CountChange, describePlanChange } from '../comparison/index.ts';
import { type Budgets, lockText } from '../config/index.ts';
import type { CaseCulprit } from '../culprit/index.ts';
import type { SideResult } from '../measurement/index.ts';
import { type CaseVerdict, describeResults } from '../verdict/index.ts';
import { budgetsOf } from './build-budgets.ts';
import { buildSide } from './build-side.ts';
import { planDiff } from './plan-diff.ts';
import type { CaseReport, SideReport } from './schema.ts';
import { weighPlanChanges } from './weigh-plan-changes.ts';

/** One judged case as the report holds it. */
export function buildCase(
  { comparison, outcome, locks }: CaseVerdict,
  budgets: Budgets,
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
    results: resultsOf(comparison),
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
    attribution: comparison.attribution.map(part => ({ ...part })),
    planDiff:
      base.kind === 'measured' && head.kind === 'measured'
        ? planDiff(base.measurement.plan, head.measurement.plan)
        : null,
    failures: [...failureOf('base', base), ...failureOf('head', head)],
    budgets: budgetsOf(comparison, budgets, sides),
    locks: locks.map(({ lock, ...states }) => ({
      text: lockText(lock),
      base: states.base,
      head: states.head,
    })),
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

function resultsOf({ result }: Comparison): CaseReport['results'] {
  const check = result.results;
  if (check === undefined) return null;
  return {
    checked: check.mode,
    same: check.same,
    baseRows: check.rows?.base ?? null,
    headRows: check.rows?.head ?? null,
    text: describeResults(check).replace(/\s+/g, ' ').trim(),
  };
}

function failureOf(side: 'base' | 'head', result: SideResult): CaseReport['failures'] {
  if (result.kind === 'skipped')
    return [{ side, message: result.reason, code: null, hint: null, timedOut: false }];
  if (result.kind !== 'failed') return [];
  const { message, code, hint, timedOut } = result.failure;
  return [{ side, message, code, hint, timedOut }];
}
