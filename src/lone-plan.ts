import { type Comparison, compare } from './comparison/index.ts';
import { defaultPolicy } from './config/index.ts';
import { type Plan, planWork } from './plan/index.ts';

/**
 * A plan that came without its statement, its schema and anything to compare it with, as a case of head alone: what its
 * tree counts is its work, and its one execution the only sample.
 */
export function lonePlan(plan: Plan, name: string): Comparison {
  const work = planWork(plan);
  const measurement = {
    work,
    workSamples: [work],
    workSource: 'plan',
    latency: plan.executionTime === null ? [] : [plan.executionTime],
    latencyAgain: [],
    planning: plan.planningTime === null ? [] : [plan.planningTime],
    plan,
    explain: '',
    nested: [],
  } as const;
  const query = {
    name,
    file: '',
    line: 1,
    text: '',
    sql: '',
    parameters: [],
    sets: [],
    parametersFrom: null,
    budget: {},
    tags: [],
    lines: {},
    results: null,
  };
  return compare(
    {
      case: { query, parameters: '', values: [] },
      textChanged: false,
      sides: { base: { kind: 'no-side' }, head: { kind: 'measured', measurement } },
      twin: { kind: 'no-side' },
    },
    defaultPolicy.tolerances,
  );
}
