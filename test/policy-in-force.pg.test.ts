import { describe, expect, it } from 'vitest';
import type { Report } from '../src/report/index.ts';
import { checkChange, type Files } from './support/run-check.ts';

/** The whole conductor, over repositories in which a pull request changes what judges it. */

const tables = {
  'db/migrations/001.sql': `create table runs (id integer primary key, at integer not null, note text);
insert into runs select n, n, repeat('x', 200) from generate_series(1, 20000) n;
create index runs_at_idx on runs (at);
create table logs (at integer not null, note text) partition by range (at);
create table logs_old partition of logs for values from (0) to (10000);
create table logs_new partition of logs for values from (10000) to (30000);
create index logs_at_idx on logs (at);
insert into logs select n, repeat('x', 200) from generate_series(1, 20000) n;\n`,
};
const query = (annotations: string) => `-- name: runs\n${annotations}select note from runs where at = 7;\n`;
const logs = `-- name: logs
-- plan: index logs_at_idx, no sequential scan on logs
select note from logs where at = 12345;\n`;
const locked = query('-- tags: web\n-- plan: index runs_at_idx\n-- budget: rows-read 100\n');
const dropsIndex = { 'db/migrations/002.sql': 'drop index runs_at_idx;\n' };

const check = (base: Files, head: Files, options: readonly string[] = []): Promise<Report> =>
  checkChange({ ...tables, ...base }, head, options, new Date('2027-01-01T00:00:00Z'));

const brief = ({ verdict, policy, reasons }: Report) => ({
  verdict,
  from: policy?.from,
  changes: policy?.changes.map(({ kind, file, line }) => `${kind} ${file}:${line}`),
  reasons: reasons
    .filter(({ kind }) => kind === 'plan-lock' || kind.startsWith('waive') || kind === 'over-budget')
    .map(({ kind, level }) => `${kind} ${level}`),
});

describe('a pull request that drops an index and loosens the gate', () => {
  const base = {
    'plangate.yml': 'samples: 5\nbudgets: {tags: {web: {buffers: 50}}}\n',
    'db/queries/runs.sql': locked,
    'db/queries/logs.sql': logs,
  };
  const head = {
    ...dropsIndex,
    'plangate.yml': `samples: 5
waivers:
  - {query: runs, reason: nobody minds}
  - {relation: runs, rule: dropped-index-was-used, reason: nor its index}
`,
    'db/queries/runs.sql': query(''),
  };
  const changes = [
    'budget-removed plangate.yml:2',
    'budget-removed db/queries/runs.sql:1',
    'budget-removed db/queries/runs.sql:1',
    'plan-lock-removed db/queries/runs.sql:1',
    'waiver-added plangate.yml:3',
    'waiver-added plangate.yml:4',
  ];

  it("passes by head's policy, and is told", async () => {
    const report = await check(base, head);
    expect(brief(report)).toMatchObject({ verdict: 'pass', from: 'head', changes });
    expect(report.cases.find(({ query }) => query === 'logs')?.locks).toEqual([
      { text: 'index logs_at_idx', base: 'kept', head: 'kept' },
      { text: 'no sequential scan on logs', base: 'kept', head: 'kept' },
    ]);
  });

  it("fails by base's, as the option says", async () => {
    const report = await check(base, head, ['--policy-from', 'base']);
    expect(brief(report)).toEqual({
      verdict: 'fail',
      from: 'base',
      changes,
      reasons: ['over-budget fail', 'over-budget fail', 'plan-lock fail'],
    });
    const budgets = report.cases.find(({ query }) => query === 'runs')?.budgets;
    expect(budgets).toMatchObject([
      { name: 'buffers', limit: 50, over: true },
      { name: 'rows-read', limit: 100, base: 1, head: 20_000, over: true },
    ]);
  });

  it("fails by base's, as base's file says, though head takes that away", async () => {
    const strictly = { ...base, 'plangate.yml': `policy-from: base\n${base['plangate.yml']}` };
    expect(brief(await check(strictly, head))).toMatchObject({ verdict: 'fail', from: 'base' });
    expect(brief(await check(strictly, head, ['--policy-from', 'head']))).toMatchObject({
      verdict: 'pass',
      from: 'head',
      changes: [
        'policy-from-removed plangate.yml:1',
        ...changes.slice(0, 1).map(() => 'budget-removed plangate.yml:3'),
        ...changes.slice(1),
      ],
    });
  });

  it("is judged by head's where head alone says policy-from", async () => {
    const asks = { ...head, 'plangate.yml': `policy-from: base\n${head['plangate.yml']}` };
    expect(brief(await check(base, asks))).toMatchObject({ verdict: 'pass', from: 'head' });
  });

  it("is judged by head's where base cannot be read, and says so", async () => {
    const unreadable = { ...base, 'plangate.yml': 'brand-new-key: 1\nsamples: 5\n' };
    const { verdict, policy } = await check(unreadable, head, ['--policy-from', 'base']);
    expect([verdict, policy?.from, policy?.changes]).toEqual(['pass', 'head', []]);
    expect(policy?.notes.join('\n')).toContain('brand-new-key: this key is not known.');
  });
});

it('a plan lock that base breaks too is a note, and an expired waiver of a regression fails', async () => {
  const base = {
    'plangate.yml': 'samples: 5\n',
    'db/queries/runs.sql': query('-- plan: index no_such_idx\n'),
  };
  const head = {
    ...dropsIndex,
    'plangate.yml': 'samples: 5\nwaivers:\n  - {query: runs, reason: old, expires: 2026-12-31}\n',
  };
  const report = await check(base, head);
  expect(brief(report)).toMatchObject({
    verdict: 'fail',
    reasons: ['waiver-expired fail', 'plan-lock note'],
  });
});
