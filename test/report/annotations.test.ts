import fc from 'fast-check';
import { expect, test } from 'vitest';
import { annotationsOf } from '../../src/report/annotations.ts';
import { hostileReport } from './hostile-report.ts';
import { reason, sampleCase, sampleReport, samples, scanFinding, side } from './samples.ts';

const levels = ['failure', 'warning', 'notice'];
const worse = {
  status: 'changed',
  direction: 'worse',
  outcome: 'fail',
  base: side(100, 1),
  head: side(9000, 1),
} as const;

test('a case that got worse and the finding that explains it are one annotation at the line of its culprit', () => {
  const [only, ...others] = annotationsOf(samples.failing);
  expect(others).toEqual([]);
  expect(only).toMatchObject({
    level: 'failure',
    rule: 'count-worse',
    title: 'latest-deployments got worse: 35 × the buffers, 17 × the time; latency 146 ms, budget 30 ms',
    file: 'db/migrations/003_drop_unused.sql',
    line: 2,
    query: 'latest-deployments',
    parameters: '',
    relation: 'deployments',
  });
  const lines = only?.message.split('\n') ?? [];
  expect(lines.slice(0, 5)).toEqual([
    'caused by db/migrations/003_drop_unused.sql:2: DROP INDEX deployments_deployed_at_idx',
    'Index Scan using deployments_deployed_at_idx became Seq Scan on deployments d',
    'Sort by d.deployed_at DESC added',
    'buffers rose from 168 to 5,877 (35 ×), more than the 10 % allowed',
    'latency is 146 ms, over the budget of 30 ms (base: 8.67 ms)',
  ]);
  expect(lines[5]).toMatch(/^Sequential scan of deployments reads the whole table/);
  expect(lines.slice(6)).toEqual([
    'What to do: Keep deployments_deployed_at_idx, or recreate it:',
    'CREATE INDEX deployments_deployed_at_idx ON public.deployments USING btree (deployed_at DESC);',
  ]);
});

test('nothing is said where nothing has to be done', () => {
  expect(annotationsOf(samples.unchanged)).toEqual([]);
  expect(annotationsOf(samples['only-better'])).toEqual([]);
  // What was wrong before is in the comment, and a waiver accepts what it accepts.
  expect(annotationsOf(samples.improved).map(({ query }) => query)).toEqual(['model-stats']);
  expect(annotationsOf(samples.errored).map(({ query }) => query)).toEqual([
    'active-deployments',
    'dashboard-stats',
  ]);
});

test('what a waiver accepts is none, with a finding or without', () => {
  const finding = scanFinding('nightly');
  const text = `nightly: ${finding.message.replace(/\.$/, '')} (waived until 2027-03-31: nightly job)`;
  const report = sampleReport({
    cases: [sampleCase('nightly', { ...worse, outcome: 'pass' })],
    findings: [finding],
    reasons: [reason({ kind: 'waived', level: 'note', query: 'nightly', text })],
  });
  expect(annotationsOf(report)).toEqual([]);
});

test('a finding that is only a note is a notice, one without its case or elsewhere stands for itself', () => {
  const found = (parts: Parameters<typeof scanFinding>[1]) =>
    annotationsOf(
      sampleReport({
        verdict: 'fail',
        cases: [sampleCase('calm'), sampleCase('bad', worse)],
        findings: [scanFinding('calm', { severity: 'note', ...parts })],
      }),
    ).map(({ level, rule, file, line }) => [level, rule, `${file}:${line}`]);
  const bad = ['failure', 'count-worse', 'db/queries/bad.sql:1'];
  expect(found({})).toEqual([bad, ['notice', 'sequential-scan', 'db/queries/calm.sql:1']]);
  expect(found({ severity: 'error' })).toEqual([bad]);
  expect(found({ query: 'bad', severity: 'error', line: 7 })).toEqual([
    bad,
    ['failure', 'sequential-scan', 'db/queries/calm.sql:7'],
  ]);
  expect(found({ query: 'gone', severity: 'warning' })).toEqual([
    bad,
    ['warning', 'sequential-scan', 'db/queries/calm.sql:1'],
  ]);
  expect(found({ side: 'base' })).toEqual([bad]);
});

test('a case that only a finding decided bears the name of its rule', () => {
  const report = sampleReport({
    verdict: 'fail',
    cases: [sampleCase('latest', { status: 'new', outcome: 'fail', base: null, head: side(9000, 3) })],
    findings: [scanFinding('latest')],
  });
  expect(annotationsOf(report)).toMatchObject([
    {
      rule: 'sequential-scan',
      title: 'latest is new and does not pass: sequential-scan on deployments',
      remedies: [{ remedy: 'Keep deployments_deployed_at_idx, or recreate it:' }],
    },
  ]);
});

test('an error stands at the line of its file, or nowhere', () => {
  const [error] = annotationsOf(samples['migration-failed']);
  expect(error).toMatchObject({
    level: 'failure',
    rule: 'error-migration',
    title: 'plangate could not judge this change: a migration failed',
    file: 'db/migrations/004_broken.sql',
    line: 14,
    query: null,
  });
  expect(error?.message).toContain('\nALTER TABLE deployments ALTER COLUMN statsu SET NOT NULL;\n');
  const parts = { place: '--base v9', file: null, line: null, kind: 'usage', problem: 'There is no v9.' };
  const report = sampleReport({
    verdict: 'error',
    error: { ...parts, remedy: 'Name a commit.', details: '' },
  });
  expect(annotationsOf(report)).toMatchObject([{ rule: 'error-usage', file: null, line: null }]);
  expect(annotationsOf(report)[0]?.message).toBe('--base v9: There is no v9.\nWhat to do: Name a commit.');
});

test('a run that ended early says so once, and loudly where nothing else decided', () => {
  expect(annotationsOf(samples['time-limit'])).toMatchObject([
    {
      level: 'failure',
      rule: 'not-judged',
      title: '2 queries were not judged: the time limit of 20 min was reached',
      file: null,
      query: null,
    },
  ]);
  expect(annotationsOf(samples['read-only']).map(({ level, rule, query }) => [level, rule, query])).toEqual([
    ['failure', 'over-budget', 'experiment-leaderboard'],
    ['warning', 'errored', 'broken'],
    ['warning', 'not-judged', 'record-run'],
  ]);
});

test('a reason without a case is said at no place', () => {
  const text = 'the waiver of model-stats expired on 2026-01-31 (nightly job)';
  const report = sampleReport({
    verdict: 'fail',
    reasons: [reason({ kind: 'waiver-expired', level: 'fail', text })],
  });
  expect(annotationsOf(report)).toMatchObject([
    { level: 'failure', rule: 'waiver-expired', title: 'A waiver has expired.', whys: [text], file: null },
  ]);
});

test('whatever a report holds, texts are plain and short, places are whole, the most severe is first', () => {
  fc.assert(
    fc.property(hostileReport, report => {
      const annotations = annotationsOf(report);
      for (const { title, message, rule, file, line, level } of annotations) {
        expect(`${title}${message}`).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
        expect(title).not.toMatch(/\n|^$/);
        expect([...title].length).toBeLessThanOrEqual(200);
        expect(rule).toMatch(/^[a-z][a-z0-9-]*$/);
        expect(file === null).toBe(line === null);
        expect(levels).toContain(level);
      }
      const ranks = annotations.map(({ level }) => levels.indexOf(level));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      const loud = report.cases.filter(({ outcome }) => outcome === 'fail').length;
      expect(annotations.filter(({ level }) => level === 'failure').length).toBeGreaterThanOrEqual(loud);
    }),
    { numRuns: 300 },
  );
});

test('long texts are cut', () => {
  const report = sampleReport({
    verdict: 'fail',
    cases: [sampleCase('q'.repeat(5000), worse)],
    findings: Array.from({ length: 60 }, (_, index) =>
      scanFinding('q'.repeat(5000), {
        message: `${index}${'m'.repeat(5000)}`,
        statement: 's'.repeat(50_000),
      }),
    ),
  });
  const [only] = annotationsOf(report);
  expect(only?.message.length).toBeLessThanOrEqual(20_000);
  expect(only?.whys.at(-1)).toBe('and 41 more');
  expect(only?.title).toMatch(/^q{99}… got worse: 90 × the buffers$/);
});
