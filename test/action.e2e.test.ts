import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { commentMarker } from '../src/github/index.ts';
import { reportSchema } from '../src/report/index.ts';
import { testServer } from './support/postgres.ts';
import { Runner, type StepResult } from './support/runner.ts';

/** One query is enough to see what becomes of it, and spares the time of the slow ones. */
/** How every comment of the gate `plangate` begins. */
const marker = '<!-- plangate plangate ';

const only = (query: string) => ({ query });

let runner: Runner | undefined;

afterEach(async () => {
  const violations = runner?.github.violations ?? [];
  await runner?.[Symbol.asyncDispose]();
  runner = undefined;
  expect(violations).toEqual([]);
});

async function start(story: string): Promise<Runner> {
  runner = await Runner.start(story);
  return runner;
}

function reportOf(step: StepResult) {
  return reportSchema.parse(JSON.parse(readFileSync(step.outputs.report ?? '', 'utf8')));
}

describe('the Action', () => {
  it('fails the job of a pull request that drops an index, and says so in one comment', async () => {
    const job = await start('drop-index');
    const before = digest(job.checkout);

    const step = await job.step('pull_request', only('latest-deployments'));
    expect(step.code, step.stderr).toBe(1);
    expect(step.outputs).toMatchObject({ verdict: 'fail' });
    expect(Number(step.outputs.regressions)).toBeGreaterThan(0);
    // What the pull request can influence is printed while commands are stopped, the failure after that.
    const [, token] = /^::stop-commands::(\S+)$/m.exec(step.stdout) ?? [];
    expect(step.stdout).toMatch(
      new RegExp(`^::stop-commands::${token}$[^]*latest-deployments[^]*^::${token}::$[^]*^::error::`, 'm'),
    );
    expect(step.stderr).toBe('');
    const report = reportOf(step);
    expect(report.base?.sha).toBe(job.commits.base);
    expect(report.head?.sha).toBe(job.commits.merge);
    expect(step.summary).toContain('plangate');
    expect(step.stdout).toContain('::error::');

    const comments = () => job.github.comments.filter(comment => comment.body.startsWith(marker));
    expect(comments()).toHaveLength(1);
    expect(comments()[0]?.body).toMatch(/Seq Scan/);

    // The token is nowhere but in the requests, and the checkout is as it was.
    expect(
      step.stdout.replaceAll('::add-mask::ghs_loopbackSecret', '') + step.stderr + step.summary,
    ).not.toContain('ghs_loopbackSecret');
    expect(JSON.stringify(report)).not.toContain('ghs_loopbackSecret');
    expect(digest(job.checkout)).toEqual(before);

    const again = await job.step('pull_request', only('latest-deployments'));
    expect(again.code).toBe(1);
    expect(comments()).toHaveLength(1);
  });

  it('builds on a service container, whose password is masked and nowhere else', async () => {
    await using service = await testServer(null);
    const password = 'serv1ce p@ss';
    {
      await using session = await service.database('postgres').connect();
      await session.execute(`alter role postgres password '${password}'`);
    }
    const { PGPORT } = service.database('postgres').environment;
    const encoded = encodeURIComponent(password);
    const url = `postgresql://postgres:${encoded}@127.0.0.1:${PGPORT}/postgres`;
    const job = await start('drop-index');
    const step = await job.step('pull_request', { 'database-url': url, ...only('latest-deployments') });
    expect(step.code, step.stdout + step.stderr).toBe(1);
    expect(reportOf(step)).toMatchObject({
      verdict: 'fail',
      postgres: { engine: 'url' },
      build: { way: 'clone' },
    });
    const lines = step.stdout.split('\n');
    const masked = lines
      .filter(line => line.startsWith('::add-mask::'))
      .map(line => line.slice('::add-mask::'.length));
    expect(masked).toEqual(expect.arrayContaining([url.replaceAll('%', '%25'), password]));
    const said = [
      ...lines.filter(line => !line.startsWith('::add-mask::')),
      step.stderr,
      step.summary,
      JSON.stringify(reportOf(step)),
      ...job.github.comments.map(({ body }) => body),
    ].join('\n');
    for (const secret of [password, encoded]) expect(said).not.toContain(secret);
  });

  it('is quiet about a harmless pull request, and edits the comment of an earlier failure', async () => {
    const job = await start('harmless');
    const step = await job.step('pull_request', only('active-deployments'));
    expect(step.code, step.stderr).toBe(0);
    expect(step.outputs).toMatchObject({ verdict: 'pass', regressions: '0' });
    expect(job.github.comments).toEqual([]);
    expect(step.summary.trim().split('\n')).toHaveLength(1);

    const stale = job.github.add('github-actions[bot]', `${commentMarker('plangate', 'fail')}\nworse`);
    expect((await job.step('pull_request', only('active-deployments'))).code).toBe(0);
    expect(stale.body).toContain('fixed, nothing got worse in 1 query');
    expect(job.github.comments).toHaveLength(1);
  });

  it('reports a push without a comment', async () => {
    const job = await start('harmless');
    const step = await job.step('push', only('active-deployments'));
    expect(step.code, step.stderr).toBe(0);
    expect(step.outputs.verdict).toBe('pass');
    expect(job.github.requests.map(({ url }) => url)).toEqual(['/repos/octo/registry/check-runs']);
  });

  it('exits 2 for a broken migration and names file, line and message', async () => {
    const job = await start('broken-migration');
    const step = await job.step('pull_request', only('latest-deployments'));
    expect(step.code).toBe(2);
    expect(step.outputs.verdict).toBe('error');
    expect(step.stdout).toMatch(/::error::.*\.sql:\d+/);
    const [reason] = reportOf(step).reasons;
    expect(reason?.text).toMatch(/\.sql:\d+/);
  });

  it('keeps its verdict when GitHub refuses the comment', async () => {
    const job = await start('new-slow-query');
    job.github.refuse.comments = { status: 403, message: 'Resource not accessible by integration' };
    const step = await job.step('pull_request', only('release-radar'));
    expect(step.code).toBe(1);
    expect(step.outputs.verdict).toBe('fail');
    expect(step.stdout).toContain('pull-requests: write');
  });
});

/** Every file below `folder`, `.git` included, by path. */
function digest(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    files
      .filter(file => existsSync(join(folder, file)) && statSync(join(folder, file)).isFile())
      .map(file => [
        file,
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      ]),
  );
}
