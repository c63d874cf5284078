import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { commentMarker } from '../src/github/index.ts';
import { type Report, reportSchema } from '../src/report/index.ts';
import type { EventKind } from './support/events.ts';
import { testServer } from './support/postgres.ts';
import { Runner, type StepResult } from './support/runner.ts';
import {
  dropsKey,
  type Files,
  mentionsNothing,
  tinyBase,
  tinyRepository,
} from './support/tiny-repository.ts';

/** How every comment of the gate `plangate` begins. */
const marker = '<!-- plangate plangate ';

/** What a run may take that starts no server, in ms; it takes about one second on an idle machine of two cores. */
const quietly = 10_000;

let runner: Runner | undefined;

afterEach(async () => {
  const violations = runner?.github.violations ?? [];
  await runner?.[Symbol.asyncDispose]();
  runner = undefined;
  expect(violations).toEqual([]);
});

async function start(change: Files, more: Files = {}): Promise<Runner> {
  runner = await Runner.start(tinyRepository(change, more));
  return runner;
}

function reportOf(step: StepResult): Report {
  return reportSchema.parse(JSON.parse(readFileSync(step.outputs.report ?? '', 'utf8')));
}

/** What was asked of GitHub about comments. */
function aboutComments({ github }: Runner): string[] {
  return github.requests.map(({ url }) => url).filter(url => url.includes('/issues/'));
}

interface Expected {
  readonly kind: EventKind;
  readonly baseRef: string;
  readonly headRef: string;
  readonly why: string;
}

const merged = { headRef: 'main', baseRef: 'v1.0.0' };
const onEvents: readonly Expected[] = [
  {
    kind: 'merge_group',
    baseRef: 'main',
    headRef: 'gh-readonly-queue/main/pr-7-<base>',
    why: 'the parent commit of the merge group',
  },
  { kind: 'push', baseRef: 'before', headRef: 'main', why: 'the commit before the push' },
  { kind: 'tag', baseRef: 'v1.0.0', headRef: 'v1.1.0', why: 'the tag before v1.1.0' },
  { kind: 'release', baseRef: 'v1.0.0', headRef: 'v1.1.0', why: 'the tag before v1.1.0' },
  {
    kind: 'workflow_dispatch',
    ...merged,
    why: 'the newest tag before HEAD on origin/main, the default branch',
  },
  { kind: 'schedule', ...merged, why: 'the newest tag before HEAD on origin/main, the default branch' },
];

describe('on every event the Action finds its base', () => {
  it('pull_request, whatever became of it', async () => {
    const job = await start(dropsKey);
    for (const action of ['opened', 'synchronize', 'reopened'] as const) {
      const step = await job.step('pull_request', {}, action);
      expect(step.code, step.stdout + step.stderr).toBe(1);
      const report = reportOf(step);
      expect(report).toMatchObject({
        verdict: 'fail',
        skipped: null,
        why: 'first parent of the merge commit refs/pull/7/merge',
      });
      expect([report.base?.sha, report.head?.sha]).toEqual([job.commits.base, job.commits.merge]);
      expect(job.github.comments.filter(({ body }) => body.startsWith(marker))).toHaveLength(1);
    }
  });

  it('pull_request of a fork, whose branch is nowhere here', async () => {
    const job = await start(dropsKey);
    const step = await job.step('fork', { head: job.commits.head });
    expect(step.code, step.stdout + step.stderr).toBe(1);
    const report = reportOf(step);
    expect([report.base?.sha, report.head?.sha]).toEqual([job.commits.base, job.commits.head]);
    expect(report.why).toBe(`merge base of ${job.commits.head} and main, the base of pull request 7`);
  });

  it.each(onEvents)('$kind, without a comment', async ({ kind, baseRef, headRef, why }) => {
    const job = await start(dropsKey);
    const step = await job.step(kind);
    expect(step.code, step.stdout + step.stderr).toBe(1);
    const report = reportOf(step);
    expect(report.verdict).toBe('fail');
    expect(report.base).toEqual({ ref: baseRef, sha: job.commits.base });
    expect(report.head).toEqual({
      ref: headRef.replace('<base>', job.commits.base),
      sha: job.commits.merge,
    });
    expect(report.why).toBe(why);
    expect(aboutComments(job)).toEqual([]);
  });

  it('workflow_dispatch with base and head, in either direction', async () => {
    const job = await start(dropsKey);
    const { head } = job.commits;
    const step = await job.step('workflow_dispatch', { base: head, head: 'v1.0.0' });
    expect(step.code, step.stdout + step.stderr).toBe(0);
    const report = reportOf(step);
    expect(report.base).toEqual({ ref: head, sha: head });
    expect(report.head).toEqual({ ref: 'v1.0.0', sha: job.commits.base });
    expect(report.cases[0]?.direction).toBe('better');
    expect(aboutComments(job)).toEqual([]);
  });

  it.each([
    ['pull_request_target', /^::error::on: pull_request_target: plangate runs the migrations/m],
    ['foreign_run', /^::error::on: workflow_run: This run follows a commit of mallory\/registry/m],
  ] as const)('but %s, which would run foreign code', async (kind, message) => {
    const job = await start(dropsKey);
    const step = await job.step(kind, { base: 'main', head: job.commits.head, 'skip-unchanged': 'false' });
    expect(step.code).toBe(2);
    expect(step.stdout).toMatch(message);
    expect(step.outputs).toEqual({ verdict: 'error' });
    expect(job.github.requests).toEqual([]);
  });
});

describe('a pull request that changes nothing that is measured', () => {
  it.each(['pull_request', 'fork', 'merge_group'] as const)('ends at once on %s', async kind => {
    const job = await start(mentionsNothing);
    const started = performance.now();
    // There is no Docker, so a run that wanted a server would end with an error.
    const step = await job.step(kind, { engine: 'docker' });
    expect(performance.now() - started).toBeLessThan(quietly);
    expect(step.code, step.stdout + step.stderr).toBe(0);
    expect(step.outputs).toMatchObject({ verdict: 'pass', regressions: '0', improvements: '0' });
    const report = reportOf(step);
    expect(report).toMatchObject({
      verdict: 'pass',
      skipped: 'No migration, seed, query or configuration differs between base and head (3 files compared).',
      reasons: [],
      cases: [],
      postgres: null,
      build: null,
      base: { sha: job.commits.base },
      head: { sha: job.commits.merge },
    });
    expect(step.summary.trim().split('\n')).toEqual([
      expect.stringMatching(
        /^✅ plangate: nothing to measure: no migration, seed, query or configuration changed \(.*\)$/,
      ),
    ]);
    expect(job.github.comments).toEqual([]);
  });

  it('says so in the comment of an earlier failure', async () => {
    const job = await start(mentionsNothing);
    const stale = job.github.add('github-actions[bot]', `${commentMarker('plangate', 'fail')}\nworse`);
    expect((await job.step('pull_request')).code).toBe(0);
    expect(stale.body).toContain('nothing to measure');
    expect(stale.body).not.toContain('worse');
    expect(job.github.comments).toHaveLength(1);
  });

  it('is measured where skip-unchanged is off, and on a push', async () => {
    const job = await start(mentionsNothing);
    for (const step of [
      await job.step('pull_request', { 'skip-unchanged': 'false' }),
      await job.step('push'),
    ]) {
      expect(step.code, step.stdout + step.stderr).toBe(0);
      const report = reportOf(step);
      expect([report.skipped, report.cases.length]).toEqual([null, 1]);
      expect(report.postgres).not.toBeNull();
    }
  });

  it('is measured where databases are there already, and skipped on a server to build on', async () => {
    await using service = await testServer(null);
    {
      await using session = await service.database('postgres').connect();
      await session.execute("alter role postgres password 'service'");
      for (const statement of tinyBase['db/migrations/001.sql'].split(';\n'))
        if (statement !== '') await session.execute(statement);
    }
    const { PGPORT } = service.database('postgres').environment;
    const url = `postgresql://postgres:service@127.0.0.1:${PGPORT}/postgres`;
    const job = await start(mentionsNothing);
    const skipped = async (inputs: Readonly<Record<string, string>>) => {
      const step = await job.step('pull_request', inputs);
      expect(step.code, step.stdout + step.stderr).toBe(0);
      return reportOf(step).skipped !== null;
    };
    expect(await skipped({ 'database-url': url })).toBe(true);
    expect(await skipped({ 'database-url': url, 'read-only': 'true' })).toBe(false);
    expect(await skipped({ 'base-url': url, 'head-url': url })).toBe(false);
  });

  it('is skipped with external commands only where paths says what they depend on', async () => {
    // The command fails, so a run that measured ends with 2.
    const config = 'migrations: {command: sh migrate.sh}\n';
    const commands = { 'plangate.yml': config, 'migrate.sh': 'exit 3\n' };
    const told = {
      ...commands,
      'plangate.yml': `${config}paths: [migrate.sh, lib/*.sh]\n`,
      'lib/a.sh': ':\n',
    };
    const code = async (change: Files, more: Files) => {
      await runner?.[Symbol.asyncDispose]();
      const job = await start(change, more);
      return (await job.step('pull_request')).code;
    };
    expect(await code(mentionsNothing, commands)).toBe(2);
    expect(await code(mentionsNothing, told)).toBe(0);
    expect(await code({ 'lib/b.sh': ':\n' }, told)).toBe(2);
  });
});
