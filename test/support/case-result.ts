import type { Budget } from '../../src/config/index.ts';
import type { CaseResult, Measurement, SideResult } from '../../src/measurement/index.ts';
import { type Plan, parsePlan, planWork } from '../../src/plan/index.ts';

/** Cases and measurements for tests that need no server. */

/** A plan from the fields of EXPLAIN's JSON that matter to a test; the rest is filled in. */
export type ExplainNode = { readonly [key: string]: unknown; readonly Plans?: readonly ExplainNode[] };

export function planOf(root: ExplainNode): Plan {
  return parsePlan([{ Plan: filled(root, null), 'Planning Time': 0.1, 'Execution Time': 1 }]);
}

function filled(node: ExplainNode, relationship: string | null): ExplainNode {
  return {
    'Startup Cost': 0,
    'Total Cost': 1,
    'Plan Rows': 1,
    'Plan Width': 8,
    'Actual Rows': 1,
    'Actual Loops': 1,
    'Shared Hit Blocks': 0,
    'Shared Read Blocks': 0,
    ...(relationship === null ? {} : { 'Parent Relationship': relationship }),
    ...node,
    ...(node.Plans === undefined
      ? {}
      : { Plans: node.Plans.map((child, at) => filled(child, at === 0 ? 'Outer' : 'Inner')) }),
  };
}

export const seqScan = (relation: string, more: ExplainNode = {}): ExplainNode => ({
  'Node Type': 'Seq Scan',
  'Relation Name': relation,
  Alias: relation,
  ...more,
});

export const indexScan = (relation: string, index: string, more: ExplainNode = {}): ExplainNode => ({
  'Node Type': 'Index Scan',
  'Scan Direction': 'Forward',
  'Index Name': index,
  'Relation Name': relation,
  Alias: relation,
  ...more,
});

export interface Measured {
  readonly plan?: Plan;
  readonly buffers?: number;
  readonly temp?: number;
  readonly wal?: number;
  readonly rows?: number;
  readonly latency?: readonly number[];
  readonly latencyAgain?: readonly number[];
  readonly planning?: readonly number[];
  readonly workSource?: Measurement['workSource'];
}

/** `n` samples around `center`, in ms, 1 % apart. */
export function around(center: number, n = 11): readonly number[] {
  return Array.from({ length: n }, (_, at) => center * (1 + (at - (n - 1) / 2) / 100));
}

export function measured(values: Measured = {}): SideResult {
  const plan = values.plan ?? planOf(seqScan('t'));
  const { buffers = 100, temp = 0, wal = 0, rows = 1 } = values;
  const work = values.workSource === 'plan' ? planWork(plan) : { buffers, temp, wal, rows };
  const measurement: Measurement = {
    work,
    workSamples: [work],
    workSource: values.workSource ?? 'statement',
    latency: values.latency ?? around(10),
    latencyAgain: values.latencyAgain ?? [],
    planning: values.planning ?? around(0.1),
    plan,
    explain: '[]',
    nested: [],
  };
  return { kind: 'measured', measurement };
}

export function failed(
  message = 'division by zero',
  timedOut = false,
  hint: string | null = null,
): SideResult {
  return { kind: 'failed', failure: { message, code: timedOut ? '57014' : '22012', hint, timedOut } };
}

export const absent: SideResult = { kind: 'absent' };
export const skipped: SideResult = {
  kind: 'skipped',
  cause: 'interrupted',
  reason: 'the time limit of 20 min was reached',
};

export interface CaseParts {
  readonly name?: string;
  readonly parameters?: string;
  readonly budget?: Budget;
  readonly textChanged?: boolean;
  /** How often the query is called; nobody says unless given. */
  readonly calls?: number;
  readonly ignores?: readonly { readonly rule: string; readonly reason: string; readonly line: number }[];
}

export function caseResult(base: SideResult, head: SideResult, parts: CaseParts = {}): CaseResult {
  const { name = 'q', parameters = '', budget = {}, textChanged = false, calls, ignores = [] } = parts;
  const query = {
    name,
    file: `db/queries/${name}.sql`,
    line: 1,
    text: 'SELECT 1',
    sql: 'SELECT 1',
    parameters: [],
    sets: [{ name: parameters, line: 1, values: {} }],
    parametersFrom: null,
    budget,
    tags: [],
    lines: {},
    results: null,
    calls: calls === undefined ? null : { number: calls },
    ignores,
  };
  return { case: { query, parameters, values: [] }, textChanged, sides: { base, head }, twin: absent };
}
