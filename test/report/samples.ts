import type { CaseReport, FindingReport, ReasonReport, Report, SideReport } from '../../src/report/index.ts';
import { planDiffs } from './sample-diffs.ts';
import { explains, hostileExplain, plans } from './sample-plans.ts';

/** Reports of the ml-registry workload, as runs of its stories give them. */

type Parts<Whole> = { readonly [Key in keyof Whole]?: Whole[Key] };

export function sampleReport(parts: Parts<Report> = {}): Report {
  return {
    schema: 1,
    generator: { name: 'plangate', version: '0.1.0' },
    verdict: 'pass',
    skipped: null,
    reasons: [],
    error: null,
    base: { ref: 'main', sha: '4c2f1d09a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3' },
    head: { ref: 'refs/pull/7/merge', sha: '9e107d9d372bb6826bd81d3542a419d6b2c1f0aa' },
    why: 'first parent of the merge commit',
    postgres: {
      version: '15.18',
      engine: 'local',
      origin: 'PostgreSQL 15.18 in /usr/lib/postgresql/15/bin',
      settings: { jit: 'off', synchronize_seqscans: 'off' },
      planner: {
        base: { jit: 'off', shared_buffers: '256MB' },
        head: { jit: 'off', shared_buffers: '256MB' },
      },
    },
    build: {
      way: 'clone',
      why: 'head adds 1 migration (003_drop_unused.sql): base was built once and cloned',
      migrations: [{ side: 'head', file: 'db/migrations/003_drop_unused.sql', milliseconds: 12.4 }],
    },
    policy: null,
    cases: [],
    findings: [],
    advice: [],
    warnings: [],
    noise: { cases: 6, latency: 0.021, unsteady: 0 },
    duration: 41_234,
    timing: [
      { part: 'repository', milliseconds: 310 },
      { part: 'server', milliseconds: 1_240 },
      { part: 'databases', milliseconds: 5_600 },
      { part: 'measuring', milliseconds: 9_100 },
    ],
    ...parts,
  };
}

export function side(buffers: number, latency: number, parts: Parts<SideReport> = {}): SideReport {
  const interval = { median: latency, low: latency * 0.96, high: latency * 1.05, samples: 11 };
  return {
    work: { buffers, rows: 50, temp: 0, wal: 0 },
    mostWork: null,
    workSource: 'statement',
    latency: interval,
    planning: { median: 0.31, low: 0.29, high: 0.35, samples: 11 },
    shape: `shape-of-${buffers}`,
    plan: plans.small,
    explain: '[]',
    nested: [],
    ...parts,
  };
}

/** A case of `query` with the measured sides; what follows from them is computed as buildReport would. */
export function sampleCase(query: string, parts: Parts<CaseReport> = {}): CaseReport {
  const { base = side(168, 8.67), head = parts.base === null ? null : base } = parts;
  const measured = base !== null && head !== null;
  return {
    query,
    parameters: '',
    file: `db/queries/${query}.sql`,
    line: 1,
    status: 'unchanged',
    direction: measured ? 'same' : null,
    outcome: 'pass',
    sql: `select *\nfrom ${query.replaceAll('-', '_')}\nwhere id = $1;`,
    sqlChanged: false,
    base,
    head,
    change: measured ? change(base, head) : null,
    planChanges: [],
    attribution: [],
    results: null,
    planDiff: null,
    failures: [],
    budgets: [],
    locks: [],
    culprit: null,
    cold: null,
    ...parts,
  };
}

function change(base: SideReport, head: SideReport): NonNullable<CaseReport['change']> {
  const ratio = (a: number, b: number) => (a === 0 ? null : b / a);
  const answer = (a: number, b: number) => {
    return b > a * 1.1 && b - a >= 50 ? 'worse' : a > b * 1.1 && a - b >= 50 ? 'better' : 'same';
  };
  const latency = head.latency.median / base.latency.median;
  const significant =
    Math.abs(latency - 1) > 0.25 && Math.abs(head.latency.median - base.latency.median) >= 1;
  return {
    buffers: ratio(base.work.buffers, head.work.buffers),
    temp: ratio(base.work.temp, head.work.temp),
    wal: ratio(base.work.wal, head.work.wal),
    rows: ratio(base.work.rows, head.work.rows),
    counts: {
      buffers: answer(base.work.buffers, head.work.buffers),
      temp: answer(base.work.temp, head.work.temp),
      wal: answer(base.work.wal, head.work.wal),
    },
    latency: { ratio: latency, low: latency * 0.97, high: latency * 1.03 },
    answer: significant ? (latency > 1 ? 'slower' : 'faster') : 'no-difference',
    significant,
  };
}

export function reason(
  parts: Pick<ReasonReport, 'kind' | 'level' | 'text'> & Parts<ReasonReport>,
): ReasonReport {
  return { query: null, parameters: '', ...parts };
}

export function schemaFinding(parts: Parts<FindingReport>): FindingReport {
  return {
    ...scanFinding(''),
    severity: 'warning',
    file: 'db/migrations/003_drop_unused.sql',
    line: 2,
    message:
      'deployments_status_idx on deployments takes 1.52 MB, and none of the 2 registered queries uses it.',
    remedy: 'Register the query that it is for. If there is none, drop it:',
    statement: 'DROP INDEX CONCURRENTLY deployments_status_idx;',
    facts: { index: 'deployments_status_idx' },
    ...parts,
  };
}

const builtIndex = schemaFinding({
  rule: 'index-built-without-concurrently',
  message:
    'CREATE INDEX deployments_status_idx on deployments keeps everybody who writes to the table waiting until the index is built (20,128 rows in 5,593 pages on base).',
  remedy:
    'Let writers go on, which takes longer to build: create it with CONCURRENTLY, outside of a transaction, also of one that the migration tool begins:',
  statement: 'CREATE INDEX CONCURRENTLY deployments_status_idx ON deployments (status);',
});

export function scanFinding(query: string, parts: Parts<FindingReport> = {}): FindingReport {
  return {
    rule: 'sequential-scan',
    severity: 'error',
    query,
    parameters: '',
    side: 'head',
    isNew: true,
    file: `db/queries/${query}.sql`,
    line: 1,
    column: null,
    share: null,
    impact: 0,
    suppressed: null,
    also: [],
    relation: 'deployments',
    message:
      "Sequential scan of deployments reads the whole table, 20,128 rows in 5,813 pages to keep 4,450: the filter (deployed_at >= ('2026-01-01 00:00:00+00'::timestamptz - '30 days'::interval)) throws away 78 % of what was read. That is 98.9 % of the query's buffers, and base used Index Scan using deployments_deployed_at_idx.",
    remedy: 'Keep deployments_deployed_at_idx, or recreate it:',
    statement:
      'CREATE INDEX deployments_deployed_at_idx ON public.deployments USING btree (deployed_at DESC);',
    facts: { rows: 20128, pages: 5877, discarded: 15678 },
    ...parts,
  };
}

const latest = `select d.deployment_id, m.model_name, v.semver, d.deployed_at
from deployments d
join model_versions v using (version_id)
join models m using (model_id)
where d.deployed_at >= $1::timestamptz - interval '30 days'
order by d.deployed_at desc
limit 50;`;

const unchanged = ['runs-by-experiment', 'active-deployments', 'fleet-analytics', 'dashboard-stats'].map(
  name => {
    return sampleCase(name, { base: side(412, 5.12) });
  },
);

const modelStats = sampleCase('model-stats', {
  status: 'mixed',
  direction: 'mixed',
  outcome: 'warn',
  base: side(1284, 171, { work: { buffers: 1284, rows: 1876, temp: 2093, wal: 0 } }),
  head: side(37096, 117, { work: { buffers: 37096, rows: 1876, temp: 0, wal: 0 } }),
  planChanges: [
    {
      kind: 'join-method',
      subject: 'training_runs',
      from: 'Hash Right Join',
      to: 'Nested Loop Left Join',
      lostIndex: false,
      baseBuffers: null,
      headBuffers: null,
      text: 'Hash Right Join of training_runs became Nested Loop Left Join',
    },
    {
      kind: 'spill-removed',
      subject: '',
      from: '2,093 temporary blocks',
      to: '',
      lostIndex: false,
      baseBuffers: null,
      headBuffers: null,
      text: 'spill gone: 2,093 temporary blocks',
    },
  ],
  culprit: {
    kind: 'unknown',
    file: null,
    line: null,
    statement: null,
    text: 'not caused by the text of the query alone: migrations or seed, of which a command is not taken apart',
  },
  cold: { base: 1284, head: 1080 },
});

const latestWorse = sampleCase('latest-deployments', {
  line: 3,
  status: 'changed',
  direction: 'worse',
  outcome: 'fail',
  sql: latest,
  base: side(168, 8.67, { plan: plans.indexed, explain: explains.indexed }),
  head: side(5877, 145.58, { plan: plans.sequential, explain: explains.sequential }),
  planDiff: planDiffs.lostIndex,
  planChanges: [
    {
      kind: 'access-path',
      subject: 'deployments d',
      from: 'Index Scan using deployments_deployed_at_idx',
      to: 'Seq Scan',
      lostIndex: true,
      baseBuffers: 59,
      headBuffers: 5813,
      text: 'Index Scan using deployments_deployed_at_idx became Seq Scan on deployments d',
    },
    {
      kind: 'sort-added',
      subject: '',
      from: '',
      to: 'Sort by d.deployed_at DESC',
      lostIndex: false,
      baseBuffers: null,
      headBuffers: null,
      text: 'Sort by d.deployed_at DESC added',
    },
  ],
  budgets: [{ name: 'latency', limit: 30, base: 8.67, head: 145.58, over: true }],
  culprit: {
    kind: 'migration',
    file: 'db/migrations/003_drop_unused.sql',
    line: 2,
    statement: 'DROP INDEX deployments_deployed_at_idx',
    text: 'caused by db/migrations/003_drop_unused.sql:2: DROP INDEX deployments_deployed_at_idx',
  },
});

const latestBetter: CaseReport = {
  ...latestWorse,
  direction: 'better',
  outcome: 'pass',
  culprit: null,
  base: side(5877, 145.58, { plan: plans.sequential, explain: explains.sequential }),
  head: side(168, 8.67, { plan: plans.indexed, explain: explains.indexed }),
  planDiff: planDiffs.gainedIndex,
  change: change(side(5877, 145.58), side(168, 8.67)),
  planChanges: [
    {
      kind: 'access-path',
      subject: 'deployments d',
      from: 'Seq Scan',
      to: 'Index Scan using deployments_deployed_at_idx',
      lostIndex: false,
      baseBuffers: null,
      headBuffers: null,
      text: 'Seq Scan became Index Scan using deployments_deployed_at_idx on deployments d',
    },
  ],
  budgets: [{ name: 'latency', limit: 30, base: 145.58, head: 8.67, over: false }],
};

const runsBetter = sampleCase('runs-by-experiment', {
  status: 'changed',
  direction: 'better',
  base: side(1204, 31.9),
  head: side(25, 0.412),
  planChanges: [
    {
      kind: 'access-path',
      subject: 'training_runs',
      from: 'Seq Scan',
      to: 'Index Only Scan using training_runs_experiment_idx',
      lostIndex: false,
      baseBuffers: null,
      headBuffers: null,
      text: 'Seq Scan became Index Only Scan using training_runs_experiment_idx on training_runs',
    },
  ],
});

const fleetOver = sampleCase('fleet-analytics', {
  base: side(8420, 373),
  budgets: [{ name: 'latency', limit: 100, base: 373, head: 373, over: true }],
});

const overBefore = reason({
  kind: 'over-budget',
  level: 'note',
  query: 'fleet-analytics',
  text: 'fleet-analytics: latency is 373 ms, over the budget of 100 ms, as before (base: 373 ms)',
});

const oldScan = scanFinding('fleet-analytics', {
  isNew: false,
  severity: 'note',
  relation: 'training_runs',
  message:
    "Sequential scan of training_runs reads the whole table, 45,670 rows in 6,310 pages to keep 1,204: the filter (created_at >= '2025-10-03 00:00:00+00'::timestamptz) throws away 97 % of what was read. That is 74 % of the query's buffers.",
});

const hostileName =
  'drop | `table`; @everyone <script>alert(1)</script>\n#1 🚀 \u001b[31mred\u001b[0m \u202eevil';

export const samples = {
  unchanged: sampleReport({ cases: [sampleCase('latest-deployments'), ...unchanged], duration: 9_871 }),
  skipped: sampleReport({
    skipped: 'No migration, seed, query or configuration differs between base and head (12 files compared).',
    postgres: null,
    build: null,
    duration: 412,
  }),
  improved: sampleReport({
    verdict: 'warn',
    cases: [modelStats, latestBetter, runsBetter, sampleCase('active-deployments'), fleetOver],
    reasons: [
      reason({
        kind: 'mixed',
        level: 'warn',
        query: 'model-stats',
        text: 'model-stats: buffers rose from 1,284 to 37,096 (29 ×), temporary blocks fell from 2,093 to 0, but latency fell from 171 ms to 117 ms',
      }),
      overBefore,
    ],
    findings: [oldScan],
  }),
  'only-better': sampleReport({
    cases: [latestBetter, runsBetter, sampleCase('active-deployments'), sampleCase('dashboard-stats')],
  }),
  failing: sampleReport({
    verdict: 'fail',
    cases: [latestWorse, ...unchanged, sampleCase('model-stats')],
    reasons: [
      reason({
        kind: 'count-worse',
        level: 'fail',
        query: 'latest-deployments',
        text: 'latest-deployments: buffers rose from 168 to 5,877 (35 ×), more than the 10 % allowed',
      }),
      reason({
        kind: 'over-budget',
        level: 'fail',
        query: 'latest-deployments',
        text: 'latest-deployments: latency is 146 ms, over the budget of 30 ms (base: 8.67 ms)',
      }),
    ],
    findings: [scanFinding('latest-deployments', { line: 3 }), oldScan],
  }),
  'read-only': sampleReport({
    verdict: 'fail',
    base: null,
    why: '',
    postgres: {
      version: '17.5',
      engine: 'url',
      origin: 'PostgreSQL 17.5 behind --database-url (read only: the server is a standby)',
      settings: {},
      planner: { base: null, head: { random_page_cost: '1.1', work_mem: '64MB' } },
    },
    build: {
      way: 'found',
      why: 'the queries were explained in a database that plangate only reads, because the server is a standby: no migrations, no seed, no base; budgets and rules decide',
      migrations: [],
    },
    cases: [
      sampleCase('experiment-leaderboard', {
        status: 'explained',
        outcome: 'fail',
        base: null,
        head: side(6310, 212, { plan: plans.leaderboard, workSource: 'plan' }),
        budgets: [{ name: 'latency', limit: 50, base: null, head: 212, over: true }],
      }),
      sampleCase('latest-deployments', { status: 'explained', base: null, head: side(168, 0.2) }),
      sampleCase('record-run', {
        status: 'not-judged',
        outcome: 'warn',
        base: null,
        head: null,
        failures: [
          {
            side: 'head',
            message: 'it writes, and plangate only reads this database',
            code: null,
            hint: null,
            timedOut: false,
          },
        ],
      }),
      sampleCase('broken', {
        status: 'errored',
        outcome: 'warn',
        base: null,
        head: null,
        failures: [
          {
            side: 'head',
            message: 'column d.stage does not exist',
            code: '42703',
            hint: null,
            timedOut: false,
          },
        ],
      }),
    ],
    reasons: [
      reason({
        kind: 'over-budget',
        level: 'fail',
        query: 'experiment-leaderboard',
        text: 'experiment-leaderboard: latency is 212 ms, over the budget of 50 ms',
      }),
    ],
  }),
  'over-budget': sampleReport({
    verdict: 'fail',
    cases: [
      sampleCase('experiment-leaderboard', {
        status: 'new',
        outcome: 'fail',
        parameters: 'typical',
        base: null,
        head: side(6310, 212, { plan: plans.leaderboard }),
        budgets: [
          { name: 'latency', limit: 50, base: null, head: 212, over: true },
          { name: 'buffers', limit: 1000, base: null, head: 6310, over: true },
        ],
      }),
      sampleCase('old-report', { status: 'removed', head: null }),
      ...unchanged,
    ],
    reasons: [
      reason({
        kind: 'over-budget',
        level: 'fail',
        query: 'experiment-leaderboard',
        parameters: 'typical',
        text: 'experiment-leaderboard (typical): latency is 212 ms, over the budget of 50 ms',
      }),
    ],
    findings: [
      scanFinding('experiment-leaderboard', {
        parameters: 'typical',
        relation: 'training_runs',
        message:
          "Sequential scan of training_runs reads the whole table, 45,670 rows in 6,310 pages to keep 412: the filter (experiment_name = 'exp-17'::text) throws away 99 % of what was read. That is 100 % of the query's buffers.",
        remedy: 'Create an index that serves the filter:',
        statement: 'CREATE INDEX CONCURRENTLY ON training_runs (experiment_name);',
      }),
    ],
  }),
  loosened: sampleReport({
    policy: {
      from: 'head',
      notes: [],
      changes: [
        {
          kind: 'budget-raised',
          text: 'the budget latency of the tag web is raised from 50 ms to 2 s',
          side: 'head',
          file: 'plangate.yml',
          line: 4,
        },
        {
          kind: 'waiver-added',
          text: 'a waiver of sequential-scan in model-stats is added, until 2027-03-31: nightly job',
          side: 'head',
          file: 'plangate.yml',
          line: 12,
        },
        {
          kind: 'query-removed',
          text: 'old-report: the query is no longer registered',
          side: 'base',
          file: 'db/queries/old-report.sql',
          line: 1,
        },
        {
          kind: 'tolerance-loosened',
          text: 'the tolerance buffers is loosened from 5 % to 10 %',
          side: 'base',
          file: null,
          line: null,
        },
      ],
    },
    cases: [
      sampleCase('latest-deployments'),
      sampleCase('old-report', { status: 'removed', head: null }),
      ...unchanged,
    ],
  }),
  'plan-locks': sampleReport({
    verdict: 'fail',
    policy: {
      from: 'base',
      notes: [],
      changes: [
        {
          kind: 'plan-lock-removed',
          text: 'latest-deployments: the plan lock "index deployments_deployed_at_idx" is taken away',
          side: 'head',
          file: 'db/queries/latest-deployments.sql',
          line: 1,
        },
      ],
    },
    cases: [
      sampleCase('latest-deployments', {
        status: 'changed',
        outcome: 'fail',
        locks: [
          { text: 'index deployments_deployed_at_idx', base: 'kept', head: 'broken' },
          { text: 'no spill', base: 'kept', head: 'kept' },
        ],
        budgets: [
          { name: 'latency-p95', limit: 50, base: 9.1, head: 9.3, over: false },
          { name: 'rows-read', limit: 10_000, base: 50, head: 4450, over: false },
        ],
      }),
      sampleCase('model-stats', {
        status: 'changed',
        outcome: 'fail',
        budgets: [{ name: 'latency-p99', limit: 5, base: null, head: null, over: true }],
      }),
      sampleCase('fleet-analytics', {
        locks: [{ text: 'no sequential scan on training_runs', base: 'broken', head: 'broken' }],
      }),
      sampleCase('dashboard-stats', {
        status: 'changed',
        change: { ...change(side(168, 8.67), side(168, 8.67)), answer: 'unstable' },
      }),
    ],
    reasons: [
      reason({
        kind: 'over-budget',
        level: 'fail',
        query: 'model-stats',
        text: 'model-stats: 99 % latency is over the budget of 5 ms, 7 of 11 samples above it',
      }),
      reason({
        kind: 'plan-lock',
        level: 'fail',
        query: 'latest-deployments',
        text: 'latest-deployments: the plan lock "index deployments_deployed_at_idx" is broken: the plan uses no index',
      }),
      reason({
        kind: 'plan-lock',
        level: 'note',
        query: 'fleet-analytics',
        text: 'fleet-analytics: the plan lock "no sequential scan on training_runs" is broken: the plan reads training_runs from end to end, as before',
      }),
    ],
  }),
  errored: sampleReport({
    verdict: 'fail',
    cases: [
      sampleCase('active-deployments', {
        status: 'errored',
        outcome: 'fail',
        head: null,
        failures: [
          {
            side: 'head',
            message: 'column d.status does not exist',
            code: '42703',
            hint: 'Perhaps you meant to reference the column "d.state".',
            timedOut: false,
          },
        ],
        culprit: {
          kind: 'migration',
          file: 'db/migrations/003_states.sql',
          line: null,
          statement: null,
          text: 'caused by db/migrations/003_states.sql',
        },
      }),
      sampleCase('dashboard-stats', {
        status: 'errored',
        outcome: 'warn',
        base: null,
        head: null,
        failures: (['base', 'head'] as const).map(each => ({
          side: each,
          message: 'canceling statement due to statement timeout',
          code: '57014',
          hint: null,
          timedOut: true,
        })),
      }),
      sampleCase('latest-deployments'),
      ...unchanged.filter(each => each.query === 'fleet-analytics'),
    ],
    reasons: [
      reason({
        kind: 'errored',
        level: 'fail',
        query: 'active-deployments',
        text: 'active-deployments: fails on head: column d.status does not exist (Perhaps you meant to reference the column "d.state".)',
      }),
      reason({
        kind: 'errored',
        level: 'warn',
        query: 'dashboard-stats',
        text: 'dashboard-stats: times out on head and could not be measured on base either: canceling statement due to statement timeout',
      }),
      reason({
        kind: 'waived',
        level: 'note',
        query: 'fleet-analytics',
        text: 'fleet-analytics: Sequential scan of training_runs reads the whole table, 45,670 rows in 6,310 pages. (waived until 2027-03-31: nightly job)',
      }),
    ],
    warnings: ['plangate.yml, waivers[1]: expires in 12 days'],
  }),
  'migration-failed': sampleReport({
    verdict: 'error',
    error: {
      kind: 'migration',
      place: 'db/migrations/004_broken.sql:14',
      file: 'db/migrations/004_broken.sql',
      line: 14,
      problem: 'PostgreSQL refused the statement: column "statsu" of relation "deployments" does not exist.',
      remedy: 'Correct the statement, or the migration that it relies on.',
      details:
        'ALTER TABLE deployments ALTER COLUMN statsu SET NOT NULL;\n                                     ^\nSQLSTATE 42703',
    },
    reasons: [
      reason({
        kind: 'error',
        level: 'error',
        text: 'db/migrations/004_broken.sql:14: PostgreSQL refused the statement: column "statsu" of relation "deployments" does not exist. Correct the statement, or the migration that it relies on.',
      }),
    ],
    build: null,
    duration: 6_120,
  }),
  'time-limit': sampleReport({
    verdict: 'error',
    cases: [
      sampleCase('latest-deployments'),
      ...['model-stats', 'fleet-analytics'].map(name => {
        return sampleCase(name, {
          status: 'not-judged',
          outcome: 'warn',
          base: null,
          head: null,
          failures: (['base', 'head'] as const).map(each => ({
            side: each,
            message: 'the time limit of 20 min was reached',
            code: null,
            hint: null,
            timedOut: false,
          })),
        });
      }),
    ],
    reasons: ['model-stats', 'fleet-analytics'].map(query => {
      return reason({
        kind: 'not-judged',
        level: 'warn',
        query,
        text: `${query}: not judged: the time limit of 20 min was reached`,
      });
    }),
    duration: 1_203_400,
  }),
  schema: sampleReport({
    verdict: 'fail',
    cases: [sampleCase('latest-deployments'), sampleCase('runs-by-experiment')],
    reasons: [
      reason({
        kind: 'finding',
        level: 'fail',
        query: '',
        text: 'schema: No index of deployments begins with version_id of the foreign key deployments_version_id_fkey',
      }),
      reason({ kind: 'finding', level: 'warn', query: '', text: `schema: ${builtIndex.message}` }),
      reason({
        kind: 'waived',
        level: 'note',
        query: '',
        text: 'schema: approvals_status_idx1 is the same index as approvals_status_idx (waived: replaced next week)',
      }),
    ],
    findings: [
      schemaFinding({ rule: 'index-never-used', severity: 'note', file: null, line: null }),
      builtIndex,
      schemaFinding({
        rule: 'foreign-key-without-index',
        severity: 'error',
        line: 9,
        message:
          'No index of deployments begins with version_id of the foreign key deployments_version_id_fkey. For each row that is deleted from model_versions, or whose key changes, PostgreSQL has to look through all of deployments (20,128 rows in 5,593 pages).',
        remedy: 'Create an index that begins with the columns of the key:',
        statement: 'CREATE INDEX CONCURRENTLY ON deployments (version_id);',
        facts: { foreignKey: 'deployments_version_id_fkey' },
      }),
      schemaFinding({
        rule: 'duplicate-index',
        relation: 'approvals',
        line: 3,
        message: 'approvals_status_idx1 is the same index as approvals_status_idx.',
        facts: { index: 'approvals_status_idx1' },
      }),
      schemaFinding({ rule: 'invalid-index', isNew: false, line: 1, message: 'old_idx is invalid.' }),
      schemaFinding({
        rule: 'invalid-index',
        isNew: false,
        file: null,
        line: null,
        message: 'odd_idx is invalid.',
      }),
    ],
  }),
  findings: sampleReport({
    verdict: 'warn',
    cases: [
      sampleCase('runs-by-experiment', { status: 'changed', outcome: 'warn' }),
      sampleCase('latest-deployments'),
      sampleCase('model-stats'),
    ],
    reasons: [
      reason({ kind: 'finding', level: 'warn', query: 'runs-by-experiment', text: 'a scan' }),
      reason({
        kind: 'ignore-unused',
        level: 'note',
        query: null,
        text: 'db/queries/model-stats.sql:3: unused suppression: sort-spill sees nothing in model-stats (nightly job)',
      }),
    ],
    findings: [
      scanFinding('runs-by-experiment', {
        severity: 'warning',
        rule: 'repeated-scan',
        also: ['function-on-column'],
        line: 4,
        column: 7,
        share: 0.98,
        impact: 60_000_000,
        calls: 12_000,
        message: 'The nested loop reads training_runs 40 times. lower() hides the column name.',
      }),
      scanFinding('runs-by-experiment', { severity: 'warning', share: 0.992, impact: 5_593, calls: null }),
      scanFinding('latest-deployments', {
        severity: 'note',
        rule: 'select-star',
        share: null,
        message: 'SELECT * reads 14 columns of deployments.',
        remedy: 'Name the columns that are needed.',
        statement: null,
      }),
      scanFinding('model-stats', { isNew: false, share: 0.5, calls: 1, rule: 'index-filter' }),
      scanFinding('model-stats', { isNew: false }),
      scanFinding('model-stats', { suppressed: 'nightly job, nobody waits for it', calls: 30 }),
    ],
  }),
  hostile: sampleReport({
    policy: {
      from: 'head',
      notes: [`base's configuration cannot be read: ${hostileName}`],
      changes: [
        { kind: hostileName, text: `${hostileName}: raised`, side: 'head', file: hostileName, line: 3 },
        { kind: 'query-removed', text: hostileName, side: 'base', file: hostileName, line: 1 },
      ],
    },
    verdict: 'fail',
    head: { ref: 'feature/`|` @team', sha: null },
    cases: [
      sampleCase(hostileName, {
        parameters: '"a\\|b"',
        file: 'db/queries/we|ird [x](javascript:alert(1)).sql',
        status: 'changed',
        direction: 'worse',
        outcome: 'fail',
        sql: 'select 1 as "```";\n</details>\n~~~\n-- @everyone \u001b]0;title\u0007',
        base: side(10, 1, { explain: hostileExplain }),
        head: side(1000, 1, {
          explain: hostileExplain,
          plan: 'Seq Scan on "```"  (rows=1)\n  Filter: (x = \'</details> ````\'::text)',
        }),
        planChanges: [
          {
            kind: 'other',
            subject: '',
            from: 'a',
            to: 'b',
            lostIndex: false,
            baseBuffers: null,
            headBuffers: null,
            text: 'Index Scan on "a|b" became <b>[click](javascript:alert(1))</b> @everyone https://evil.example www.evil.example #1',
          },
        ],
      }),
      sampleCase('plain'),
    ],
    findings: [
      scanFinding(hostileName, {
        parameters: '"a\\|b"',
        message: '![x](http://evil.example/x.png) *bold* _it_ ~~gone~~ $x$ GH-12 deadbeef1',
        statement: 'CREATE INDEX ON "````" (a);\n```\n@everyone',
      }),
      scanFinding('plain', {
        message: '</details> *bold* <img src=x>',
        also: ['function-on-column'],
        suppressed: hostileName,
      }),
      scanFinding('plain', { severity: 'note', remedy: '</details> [click](javascript:alert(1)) @everyone' }),
      schemaFinding({
        file: 'db/migrations/we|ird [x](javascript:alert(1)).sql',
        relation: hostileName,
        message: '</details> [click](javascript:alert(1)) @everyone\n| a | `b` |',
        remedy: hostileName,
        statement: 'DROP INDEX "````";\n```\n</details>@everyone',
      }),
    ],
    warnings: ['- item\n# heading\n</sub><img src=x onerror=alert(1)>'],
  }),
} satisfies Record<string, Report>;

export { hostileName };
