import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compare } from '../../src/comparison/index.ts';
import { PlangateError } from '../../src/errors.ts';
import type { CaseResult, Measurement, SideResult } from '../../src/measurement/index.ts';
import { parsePlan, planWork } from '../../src/plan/index.ts';
import type { RegisteredQuery } from '../../src/queries/index.ts';
import {
  buildReport,
  errorReport,
  type ReportInput,
  renderJson,
  reportSchema,
} from '../../src/report/index.ts';
import type { Finding } from '../../src/rules/index.ts';
import { judge } from '../../src/verdict/index.ts';

/** From real plans through comparison and verdict to the report, as the conductor does it. */

const explained = readFileSync(new URL('../../fixtures/plans/15/index-scan.json', import.meta.url), 'utf8');
const indexPlan = parsePlan(JSON.parse(explained));
const scanPlan = parsePlan(
  JSON.parse(
    explained
      .replace('"Node Type": "Index Scan"', '"Node Type": "Seq Scan"')
      .replace(/\s*"(?:Index Name|Scan Direction)": .*/g, '')
      .replace('"Index Cond"', '"Filter"')
      .replace('"Shared Hit Blocks": 3,', '"Shared Hit Blocks": 412,'),
  ),
);

const query: RegisteredQuery = {
  name: 'orders-of-a-day',
  file: 'db/queries/orders.sql',
  line: 4,
  text: 'select * from orders where placed_at between :from and :to',
  sql: 'select * from orders where placed_at between $1 and $2',
  parameters: ['from', 'to'],
  sets: [],
  parametersFrom: null,
  budget: { buffers: 100 },
  tags: [],
  lines: {},
  results: null,
};

function measured(plan: typeof indexPlan, latency: number): SideResult {
  const work = planWork(plan);
  const samples = Array.from({ length: 11 }, (_, index) => latency * (1 + index / 1000));
  const measurement: Measurement = {
    work,
    workSamples: [work],
    workSource: 'statement',
    latency: samples,
    latencyAgain: [],
    planning: samples.map(() => 0.2),
    plan,
    explain: '[]',
    nested: [{ text: 'select 1', calls: 2, buffers: 7, temp: 0, wal: 0 }],
  };
  return { kind: 'measured', measurement };
}

function inputOf(sides: CaseResult['sides'], findings: readonly Finding[] = []): ReportInput {
  const result: CaseResult = {
    case: { query, parameters: '', values: [] },
    textChanged: false,
    sides,
    twin: { kind: 'absent' },
  };
  const tolerances = { buffers: 0.1, temp: 0.1, wal: 0.1, latency: 0.25, latencyFloor: 1, buffersFloor: 50 };
  const policy = {
    budgets: { latency: 5, buffers: 1000 },
    tolerances,
    strict: false,
    waivers: [],
    rules: {},
  };
  const comparisons = [compare(result, tolerances)];
  return {
    verdict: judge({ comparisons, findings, policy, today: '2026-01-01' }),
    findings,
    workspace: {
      base: { ref: 'main', sha: 'a'.repeat(40) },
      head: { ref: 'working tree', sha: null },
      why: 'merge base with main',
    },
    server: {
      version: { text: '15.18' },
      engine: 'local',
      origin: 'PATH',
      settings: { jit: 'off', autovacuum: 'off' },
    },
    planner: { base: null, head: { work_mem: '64kB', jit: 'off' } },
    build: { way: 'clone', why: 'head only adds 1 migration', migrations: [] },
    policy,
    noise: { cases: 1, latency: 0.03, unsteady: 0 },
    gate: { from: 'head', notes: [], changes: [] },
    warnings: ['mind the gap'],
    spent: [{ part: 'measuring', milliseconds: 800 }],
    duration: 1234.5,
    version: '0.1.0',
  };
}

const finding: Finding = {
  rule: 'sequential-scan',
  severity: 'error',
  query: query.name,
  parameters: '',
  side: 'head',
  isNew: true,
  file: query.file,
  line: query.line,
  relation: 'orders',
  node: 0,
  column: null,
  share: null,
  impact: 0,
  suppressed: null,
  also: [],
  facts: {
    scanned: 'orders',
    rowsPerScan: 20_000,
    rowsKept: 85,
    rowsDiscarded: 19_915,
    pages: 412,
    scans: 1,
    share: 1,
    filter: '(placed_at >= now())',
    replaced: 'Index Scan using orders_placed_at_idx',
    lostIndex: 'orders_placed_at_idx',
    lostIndexDefinition: 'CREATE INDEX orders_placed_at_idx ON public.orders USING btree (placed_at)',
    indexStillThere: false,
  },
};

test('a lost index becomes a case with both plans, their diff, words and budgets', () => {
  const sides = { base: measured(indexPlan, 2), head: measured(scanPlan, 20) };
  const report = buildReport(inputOf(sides, [finding]));
  expect(reportSchema.parse(report)).toEqual(report);
  expect(report.verdict).toBe('fail');
  expect(report.cases[0]).toMatchObject({
    query: 'orders-of-a-day',
    line: 4,
    sql: query.text,
    status: 'changed',
    direction: 'worse',
    outcome: 'fail',
    base: { work: { buffers: 3 } },
    planDiff: [
      { sign: '-', text: 'Index Scan using orders_placed_at_idx on orders  (rows=85 buffers=3)' },
      { sign: '+', text: 'Seq Scan on orders  (rows=85 buffers=412)  ← +409 buffers' },
      { sign: '-', text: expect.stringMatching(/^ {2}Index Cond: /) },
      { sign: '+', text: expect.stringMatching(/^ {2}Filter: /) },
    ],
    head: { work: { buffers: 412 }, nested: [{ text: 'select 1', calls: 2, buffers: 7 }] },
    change: {
      buffers: 412 / 3,
      counts: { buffers: 'worse', temp: 'same' },
      answer: 'slower',
      significant: true,
    },
    planChanges: [
      {
        lostIndex: true,
        text: 'Index Scan using orders_placed_at_idx became Seq Scan on orders',
      },
    ],
    // The query's own budget replaces the default of the same name only.
    budgets: [
      { name: 'latency', limit: 5, over: true },
      { name: 'buffers', limit: 100, base: 3, head: 412, over: true },
    ],
  });
  expect(report.cases[0]?.head?.plan).toMatch(/^Seq Scan on orders {2}\(rows=85 buffers=412/);
  expect(report.findings[0]).toMatchObject({
    remedy: 'Keep orders_placed_at_idx, or recreate it:',
    statement: 'CREATE INDEX orders_placed_at_idx ON public.orders USING btree (placed_at);',
  });
  expect(report.reasons.every(each => each.query === 'orders-of-a-day' && each.level === 'fail')).toBe(true);
});

test('the keys of the JSON report always come in the order of the schema', () => {
  const sides = { base: measured(indexPlan, 2), head: measured(scanPlan, 20) };
  const report = buildReport(inputOf(sides, [finding]));
  expect(renderJson(report)).toBe(renderJson(reportSchema.parse(report)));
  expect(report.postgres?.settings && Object.keys(report.postgres.settings)).toEqual(['autovacuum', 'jit']);
});

test('a side that failed or was not reached says why', () => {
  const failure = { message: 'column x does not exist', code: '42703', hint: null, timedOut: false };
  const failed = buildReport(inputOf({ base: measured(indexPlan, 2), head: { kind: 'failed', failure } }));
  expect(reportSchema.parse(failed).cases[0]).toMatchObject({
    status: 'errored',
    head: null,
    change: null,
    failures: [{ side: 'head', message: 'column x does not exist', code: '42703' }],
  });
  const skipped = buildReport(
    inputOf({
      base: measured(indexPlan, 2),
      head: { kind: 'skipped', cause: 'interrupted', reason: 'no time' },
    }),
  );
  expect(reportSchema.parse(skipped).cases[0]).toMatchObject({
    status: 'not-judged',
    failures: [{ message: 'no time', code: null }],
  });
  expect(skipped.verdict).toBe('error');
});

test('findings about the schema come by the pages that they are about', () => {
  const sides = { base: measured(indexPlan, 2), head: measured(indexPlan, 2) };
  const of = (relation: string, pages: number | null): Finding => ({
    ...finding,
    rule: 'invalid-index',
    query: '',
    relation,
    pages,
    facts: { index: 'i', indexed: relation, isPartitioned: false, typed: 'i' },
  });
  const { findings } = buildReport(inputOf(sides, [of('unknown', null), of('small', 3), of('big', 80)]));
  expect(findings.map(({ relation, pages }) => [relation, pages])).toEqual([
    ['big', 80],
    ['small', 3],
    ['unknown', null],
  ]);
});

test('a rule that is off leaves no finding', () => {
  const sides = { base: measured(indexPlan, 2), head: measured(indexPlan, 2) };
  expect(buildReport(inputOf(sides, [{ ...finding, severity: 'off' }])).findings).toEqual([]);
});

const migrationError = new PlangateError({
  kind: 'migration',
  place: 'db/migrations/004_broken.sql:14',
  problem: 'PostgreSQL refused the statement: column "statsu" does not exist.',
  remedy: 'Correct the statement, or the migration that it relies on.',
  details: 'ALTER TABLE deployments ALTER COLUMN statsu SET NOT NULL\nERROR: 42703',
});

test('an error keeps what was known by then and its parts', () => {
  const { workspace, server } = inputOf({ base: measured(indexPlan, 2), head: measured(indexPlan, 2) });
  const report = errorReport(migrationError, {
    workspace,
    server,
    version: '0.1.0',
    duration: 12,
    warnings: [],
  });
  expect(reportSchema.parse(report)).toEqual(report);
  expect(report).toMatchObject({
    verdict: 'error',
    head: { ref: 'working tree', sha: null },
    postgres: { version: '15.18' },
    build: null,
    cases: [],
    error: {
      kind: 'migration',
      place: 'db/migrations/004_broken.sql:14',
      file: 'db/migrations/004_broken.sql',
      line: 14,
    },
    reasons: [{ kind: 'error', level: 'error', query: null }],
  });
  expect(report.reasons[0]?.text).toBe(
    'db/migrations/004_broken.sql:14: PostgreSQL refused the statement: column "statsu" does not exist. Correct the statement, or the migration that it relies on.',
  );
});

test.each([
  ['plangate.yml:3, budgets.latency', 'plangate.yml', 3],
  ['plangate.yml, budgets.latency', null, null],
  ['input base', null, null],
  ['db/a:0', null, null],
])('the place %s is read as file and line', (place, file, line) => {
  const error = new PlangateError({ kind: 'usage', place, problem: 'p.', remedy: 'r.' });
  expect(errorReport(error, {}).error).toMatchObject({ place, file, line });
});

test.each([
  ['an unexpected error', new TypeError('x is undefined'), 'x is undefined'],
  ['what is no error at all', 'boom', 'boom'],
  ['nothing', undefined, 'undefined'],
])('%s is a valid report too', (_name, error, problem) => {
  const report = errorReport(error, {});
  expect(reportSchema.parse(JSON.parse(renderJson(report)))).toEqual(report);
  expect(report.error).toMatchObject({ kind: 'unexpected', problem });
});

test('counts that do not repeat keep the least and the most', () => {
  const head = measured(scanPlan, 9);
  if (head.kind !== 'measured') throw new Error('not measured');
  const { work } = head.measurement;
  const workSamples = [0, 30, 10].map(more => ({ ...work, buffers: work.buffers + more }));
  const spread: SideResult = { kind: 'measured', measurement: { ...head.measurement, workSamples } };
  const [entry] = buildReport(inputOf({ base: measured(indexPlan, 2), head: spread })).cases;
  expect(entry?.base?.mostWork).toBeNull();
  expect(entry?.head?.work.buffers).toBe(work.buffers);
  expect(entry?.head?.mostWork).toEqual({ buffers: work.buffers + 30, temp: 0, wal: 0 });
});
