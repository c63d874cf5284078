import { describe, expect, test } from 'vitest';
import { type MarkdownOptions, renderMarkdown, renderSummary } from '../../src/report/index.ts';
import type { CaseReport, Report } from '../../src/report/schema.ts';
import { reason, sampleCase, sampleReport, samples, scanFinding, side } from './samples.ts';

const head = 'a6b5c4d39e107d9d372bb6826bd81d3542a419d6';
const options: MarkdownOptions = {
  links: { repositoryUrl: 'https://github.com/acme/ml-registry', headSha: head },
  runUrl: 'https://github.com/acme/ml-registry/actions/runs/17/job/3',
  artifactUrl: 'https://github.com/acme/ml-registry/actions/runs/17/artifacts/5',
};

function worse(query: string, parts: Partial<CaseReport> = {}): CaseReport {
  return sampleCase(query, {
    status: 'changed',
    direction: 'worse',
    outcome: 'fail',
    base: side(168, 8.67),
    head: side(5877, 145.58, { shape: 'another' }),
    planChanges: [
      {
        kind: 'access-path',
        subject: 'deployments',
        from: 'Index Scan using deployments_deployed_at_idx',
        to: 'Seq Scan',
        lostIndex: true,
        baseBuffers: 59,
        headBuffers: 5813,
        text: 'Index Scan using deployments_deployed_at_idx became Seq Scan on deployments',
      },
    ],
    ...parts,
  });
}

/** One dropped index hurts three queries; a fourth lacks another. */
const several = sampleReport({
  verdict: 'fail',
  cases: [
    ...['latest-deployments', 'active-deployments', 'fleet-analytics'].map(query => worse(query)),
    worse('runs-by-experiment', { parameters: 'rare', planChanges: [] }),
    sampleCase('dashboard-stats'),
  ],
  reasons: [
    reason({ kind: 'count-worse', level: 'fail', query: 'latest-deployments', text: 'buffers rose' }),
  ],
  findings: [
    ...['latest-deployments', 'active-deployments', 'fleet-analytics'].map(query => scanFinding(query)),
    scanFinding('runs-by-experiment', {
      parameters: 'rare',
      relation: 'training_runs',
      remedy: 'Create an index that serves the filter:',
      statement: 'CREATE INDEX CONCURRENTLY ON training_runs (experiment_name);',
    }),
  ],
});

test('one cause is told once, with the queries that it hurts', async () => {
  const text = renderMarkdown(several, options);
  await expect(text).toMatchFileSnapshot('golden/markdown/several.md');
  expect(text.split('CREATE INDEX deployments_deployed_at_idx')).toHaveLength(2);
  expect(text.indexOf('CREATE INDEX')).toBeLessThan(text.indexOf('<details>'));
});

test('what is not shown openly is told in the folds', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const many = sampleReport({
    verdict: 'fail',
    cases: names.map(name => worse(name)),
    findings: names.map(name => scanFinding(name, { statement: `CREATE INDEX ON ${name} (id);` })),
  });
  const [open = '', ...folds] = renderMarkdown(many, options).split('<details>');
  expect(open.match(/CREATE INDEX/g)).toHaveLength(3);
  expect(open).toContain('in the folds below');
  for (const [at, name] of names.entries()) {
    expect(folds[at]?.includes(`CREATE INDEX ON ${name}`)).toBe(at >= 3);
    expect(folds[at]?.includes('what to do')).toBe(at >= 3);
  }
});

describe('links', () => {
  const blob = (sha: string) => `https://github.com/acme/ml-registry/blob/${sha}`;

  test('lead to the commit that the author pushed, removed queries to base', () => {
    const text = renderMarkdown(samples['over-budget'], options);
    const { base } = samples['over-budget'];
    expect(text).toContain(`| [\`old-report\`](${blob(base?.sha ?? '')}/db/queries/old-report.sql#L1) |`);
    expect(text).toContain(`(${blob(head)}/db/queries/experiment-leaderboard.sql#L1)`);
    expect(text).not.toContain(samples['over-budget'].head?.sha);
  });

  test("lead to the report's own head without one", () => {
    const text = renderMarkdown(samples.failing, {
      links: { repositoryUrl: 'https://github.com/acme/ml-registry' },
    });
    expect(text).toContain(blob(samples.failing.head?.sha ?? 'none'));
  });

  test('are left out where the head is no commit', () => {
    const tree: Report = { ...samples.failing, head: { ref: 'working tree', sha: null } };
    const text = renderMarkdown(tree, { links: { repositoryUrl: 'https://github.com/acme/ml-registry' } });
    expect(text).not.toContain('](');
    expect(renderMarkdown(samples.failing)).not.toContain('](');
  });

  test('never leave the repository', () => {
    const cases = [
      worse('out', { file: '../../../../evil/x/phish.sql' }),
      worse('in', { file: 'db/..x.sql' }),
    ];
    const text = renderMarkdown(sampleReport({ verdict: 'fail', cases }), options);
    expect(text.match(/\]\([^)]*\)/g)?.filter(link => link.includes('..'))).toEqual(
      Array.from({ length: 3 }, () => `](${blob(head)}/db/..x.sql#L1)`),
    );
  });

  test('lead to the report in full and the job summary, on the last line', () => {
    const last = (text: string) => text.trimEnd().split('\n').at(-1);
    expect(last(renderMarkdown(samples.failing, options))).toBe(
      `<sub>[Full report](${options.artifactUrl}) · [job summary](${options.runUrl})</sub>`,
    );
    expect(last(renderMarkdown(samples.failing, { runUrl: 'javascript:alert(1)' }))).toMatch(
      /^<sub>PostgreSQL/,
    );
    expect(renderSummary(samples.failing, options)).not.toContain('job summary');
    expect(renderSummary(samples.failing, options)).toContain('[Full report]');
  });
});

describe('the heading', () => {
  const heading = (report: Report, more: MarkdownOptions) => renderMarkdown(report, more).split('\n')[0];

  test('says that all is well again', () => {
    expect(heading(samples.unchanged, { fixed: true })).toBe(
      '### ✅ plangate: fixed, nothing got worse in 5 queries',
    );
    expect(heading(samples['only-better'], { fixed: true })).toBe(
      '### ✅ plangate: fixed, 2 of 4 queries improved',
    );
    expect(heading(samples.failing, { fixed: true })).toBe('### ❌ plangate: 1 of 6 queries got worse');
    expect(heading(samples.improved, { fixed: true })).toBe(
      '### ⚠️ plangate: 1 of 5 queries is mixed, 2 improved',
    );
  });

  test.each([
    ['plangate', 'plangate'],
    ['', 'plangate'],
    ['billing', 'plangate (billing)'],
    ['plangate: billing', 'plangate: billing'],
    ['@all|*x*', 'plangate (@&#8203;all\\|\\*x\\*)'],
  ])('of a gate named %j', (name, shown) => {
    expect(heading(samples.failing, { name })).toBe(`### ❌ ${shown}: 1 of 6 queries got worse`);
    expect(renderSummary(samples.unchanged, { name })).toBe(
      `✅ ${shown}: nothing changed in 5 queries (9.9 s)\n`,
    );
  });
});

describe('what is left out', () => {
  const plan = 'Seq Scan on a  (rows=1)\n'.repeat(400);
  const long = (name: string) =>
    worse(name, { base: side(168, 9, { plan }), head: side(5877, 99, { plan, shape: 'another' }) });
  const report = sampleReport({ verdict: 'fail', cases: ['a', 'b', 'c', 'd', 'e'].map(long) });
  const told = (limit: number, more: MarkdownOptions = options) =>
    /Left out to keep within GitHub's limit: (.*)<\/sub>/.exec(
      renderMarkdown(report, { ...more, limit }),
    )?.[1];

  test('is counted, with a link to where it is', () => {
    const where = `The [full report](${options.artifactUrl}) has more.`;
    expect(told(200_000)).toBeUndefined();
    expect(told(50_000)).toBe(`parts of the plans of 5 queries. ${where}`);
    expect(told(10_000)).toBe(`parts of the plans of 1 query, the plans of 4 queries. ${where}`);
    expect(told(5000)).toBe(`the plans of 5 queries. ${where}`);
    expect(told(3300)).toBe(`the details of 5 queries. ${where}`);
    expect(told(1500)).toBe(`the details of 5 queries, the table rows of 5 queries. ${where}`);
  });

  test('is in the job summary or the JSON report where there is no artifact', () => {
    expect(told(5000, { runUrl: options.runUrl ?? '' })).toContain(
      `The [job summary](${options.runUrl}) has more.`,
    );
    expect(told(5000, {})).toContain('The JSON report (<code>--report plangate.json</code>) has more.');
  });
});

test('more room never shows less', () => {
  const cases = Array.from({ length: 40 }, (_, at) => worse(`query-${at}`));
  const many = sampleReport({
    verdict: 'fail',
    cases,
    findings: cases.map(({ query }) => scanFinding(query, { statement: `CREATE INDEX ON ${query} (id);` })),
  });
  let before = 0;
  for (let limit = 1000; limit < 120_000; limit += 1000) {
    const { length } = renderMarkdown(many, { ...options, limit });
    expect(length).toBeLessThanOrEqual(limit);
    expect(length).toBeGreaterThanOrEqual(before);
    before = length;
  }
});
