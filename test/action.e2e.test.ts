import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { commentMarker } from '../src/github/index.ts';
import { reportSchema } from '../src/report/index.ts';
import { testServer } from './support/postgres.ts';
import { Runner, type StepResult } from './support/runner.ts';
import { dropsKey, tinyRepository } from './support/tiny-repository.ts';

/** How every comment of the gate `plangate` begins. */
const marker = '<!-- plangate plangate ';

/** One query is enough to see what becomes of it, and spares the time of the slow ones. */
const only = (query: string) => ({ query });

/** A change that costs nothing, of the tiny repository: where it is the job that matters, and not the queries. */
const harmless = { 'db/migrations/002.sql': 'alter table models add column retired_at timestamptz;\n' };

let runner: Runner | undefined;

afterEach(async () => {
  const violations = runner?.github.violations ?? [];
  await runner?.[Symbol.asyncDispose]();
  runner = undefined;
  expect(violations).toEqual([]);
});

async function start(of: Parameters<typeof Runner.start>[0]): Promise<Runner> {
  runner = await Runner.start(of);
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

    const comments = job.github.comments.filter(comment => comment.body.startsWith(marker));
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toMatch(/Seq Scan/);

    // The token is nowhere but in the requests, and the checkout is as it was.
    expect(
      step.stdout.replaceAll('::add-mask::ghs_loopbackSecret', '') + step.stderr + step.summary,
    ).not.toContain('ghs_loopbackSecret');
    expect(JSON.stringify(report)).not.toContain('ghs_loopbackSecret');
    expect(digest(job.checkout)).toEqual(before);
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
    const job = await start(tinyRepository(dropsKey));
    const step = await job.step('pull_request', { 'database-url': url });
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
    const job = await start(tinyRepository(harmless));
    const step = await job.step('pull_request');
    expect(step.code, step.stderr).toBe(0);
    expect(step.outputs).toMatchObject({ verdict: 'pass', regressions: '0' });
    expect(job.github.comments).toEqual([]);
    expect(step.summary.trim().split('\n')).toHaveLength(1);

    const stale = job.github.add('github-actions[bot]', `${commentMarker('plangate', 'fail')}\nworse`);
    expect((await job.step('pull_request')).code).toBe(0);
    expect(stale.body).toContain('fixed, nothing got worse in 1 query');
    expect(job.github.comments).toHaveLength(1);
  });

  it('reports a push without a comment', async () => {
    const job = await start(tinyRepository(harmless));
    const step = await job.step('push');
    expect(step.code, step.stderr).toBe(0);
    expect(step.outputs.verdict).toBe('pass');
    expect(job.github.requests.map(({ url }) => url)).toEqual(['/repos/octo/registry/check-runs']);
  });

  it('exits 2 for a broken migration and names file, line and message', async () => {
    const broken = 'alter table models add column age int;\n\nupdate models set years = 1;\n';
    const job = await start(tinyRepository({ 'db/migrations/002.sql': broken }));
    const step = await job.step('pull_request');
    expect(step.code).toBe(2);
    expect(step.outputs.verdict).toBe('error');
    const named = /db\/migrations\/002\.sql:3.*column "years" of relation "models" does not exist/;
    expect(step.stdout).toMatch(new RegExp(`::error::.*${named.source}`));
    const [reason] = reportOf(step).reasons;
    expect(reason?.text).toMatch(named);
  });

  it('keeps its verdict when GitHub refuses the comment', async () => {
    const job = await start(tinyRepository(dropsKey));
    job.github.refuse.comments = { status: 403, message: 'Resource not accessible by integration' };
    const step = await job.step('pull_request');
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
