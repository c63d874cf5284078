import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { artifactName } from '../../../src/github/artifact-name.ts';
import { connect } from '../../../src/github/client.ts';
import { fetchForkReport } from '../../../src/github/publish/fetch-fork-report.ts';
import { readWorkflowRun } from '../../../src/github/publish/workflow-run.ts';
import { type Report, reportSchema } from '../../../src/report/index.ts';
import { sampleCase, sampleReport, scanFinding } from '../../report/samples.ts';
import { LoopbackGitHub } from '../../support/github.ts';
import {
  LoopbackActionsApi,
  type LoopbackArtifact,
  type LoopbackPullRequest,
} from '../../support/github-actions-api.ts';
import { zip } from '../../support/zip.ts';
import { payloadOf } from './payload-of.ts';

let github: LoopbackGitHub;
let api: LoopbackActionsApi;

beforeEach(async () => {
  github = await LoopbackGitHub.start();
  api = await LoopbackActionsApi.start(github);
});

afterEach(async () => {
  await api[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
  expect(github.violations).toEqual([]);
});

const headSha = 'c'.repeat(40);
const report = sampleReport({ cases: [sampleCase('latest-deployments')] });

function addPull(parts: Partial<LoopbackPullRequest> & { sha?: string } = {}): void {
  const { sha = headSha, ...rest } = parts;
  const head = { sha, owner: 'mona', branch: 'faster', repository: 'mona/registry' };
  api.pulls.push({ number: 7, state: 'open', baseRef: 'main', head, ...rest });
}

function addArtifact(content: unknown, parts: Partial<LoopbackArtifact> = {}): void {
  const data = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  const archive = zip([
    { name: 'report.html', data: Buffer.from('<script>') },
    { name: 'report.json', data },
  ]);
  api.artifacts.push({ id: 501, run: 4711, name: 'plangate', archive, ...parts });
}

function fetched(changes: Readonly<Record<string, unknown>> = {}, name = 'plangate') {
  return fetchForkReport<Report>({
    octokit: connect({ apiUrl: github.url, token: 'ghs_loopback', patience: 1 }),
    owner: 'octo',
    repository: 'registry',
    run: readWorkflowRun(payloadOf(changes)),
    name,
    validate: value => reportSchema.safeParse(value),
  });
}

const asked = () => github.requests.map(({ method, url }) => `${method} ${url.replace(/\?.*/, '')}`);

describe('fetchForkReport', () => {
  it('gives the report and its pull request, for three requests and one download', async () => {
    addPull();
    addArtifact(report);
    expect(await fetched()).toEqual({
      kind: 'report',
      report,
      pullRequest: { number: 7, headSha, baseRef: 'main' },
      conclusion: 'neutral',
      runUrl: 'https://github.com/octo/registry/actions/runs/4711',
      artifactUrl: 'https://github.com/octo/registry/actions/runs/4711/artifacts/501',
    });
    expect(asked()).toEqual([
      'get /repos/octo/registry/pulls',
      'get /repos/octo/registry/actions/runs/4711/artifacts',
      'get /repos/octo/registry/actions/artifacts/501/zip',
    ]);
    expect(api.downloads).toBe(1);
  });

  it.each<[Report['verdict'], string, string]>([
    ['pass', 'success', 'neutral'],
    ['warn', 'success', 'neutral'],
    ['fail', 'failure', 'failure'],
    ['pass', 'failure', 'failure'],
  ])('tells %s of a run that ended in %s as %s', async (verdict, conclusion, expected) => {
    addPull();
    addArtifact({ ...report, verdict });
    expect(await fetched({ conclusion })).toMatchObject({ conclusion: expected });
  });

  it('takes the newest artifact of that name and of that run', async () => {
    addPull();
    addArtifact('not this', { id: 900, name: 'plangate-2' });
    addArtifact('nor this', { id: 901, run: 4712 });
    addArtifact({ ...report, verdict: 'fail' }, { id: 502 });
    addArtifact('an earlier attempt', { id: 501 });
    expect(await fetched()).toMatchObject({ kind: 'report', report: { verdict: 'fail' } });
  });

  it('finds the artifact of a gate that is called otherwise', async () => {
    addPull();
    const name = artifactName('plangate: billing/eu');
    addArtifact(report, { name });
    expect(await fetched({}, name)).toMatchObject({ kind: 'report' });
  });

  it('finds the pull request beyond the first page', async () => {
    for (let n = 100; n < 220; n++) addPull({ number: n, sha: 'd'.repeat(40) });
    addPull();
    addArtifact(report);
    expect(await fetched()).toMatchObject({ pullRequest: { number: 7 } });
    expect(asked().filter(each => each.endsWith('/pulls'))).toHaveLength(2);
  });

  it('takes the pull request that the report is about when one branch asks to go into several', async () => {
    addPull({ number: 6, baseRef: 'release' });
    addPull({ number: 7, baseRef: 'main' });
    addArtifact(report);
    expect(await fetched()).toMatchObject({ pullRequest: { number: 7 } });
  });

  it('tells a pull request of dependabot, whose token could not', async () => {
    const head = { sha: headSha, owner: 'octo', branch: 'dependabot/npm', repository: 'octo/registry' };
    addPull({ head });
    addArtifact(report);
    const run = {
      head_branch: 'dependabot/npm',
      head_repository: { full_name: 'octo/registry', owner: { login: 'octo' } },
      actor: { login: 'dependabot[bot]' },
    };
    expect(await fetched(run)).toMatchObject({ kind: 'report', conclusion: 'neutral' });
  });

  it('asks GitHub nothing for a run that has told its result itself', async () => {
    const own = { full_name: 'octo/registry', owner: { login: 'octo' } };
    expect(await fetched({ head_repository: own })).toMatchObject({ kind: 'nothing', isNotice: false });
    expect(await fetched({ event: 'push' })).toMatchObject({ kind: 'nothing', isNotice: false });
    expect(asked()).toEqual([]);
  });

  it('downloads again what did not come', async () => {
    addPull();
    addArtifact(report);
    api.blobFailures.push(503);
    expect(await fetched()).toMatchObject({ kind: 'report' });
    expect(api.downloads).toBe(2);
  });
});

describe('fetchForkReport gives nothing', () => {
  const moved = { sha: 'd'.repeat(40), owner: 'mona', branch: 'faster', repository: 'mona/registry' };
  it.each<[string, Partial<LoopbackPullRequest> | null]>([
    ['when the head has moved', { head: moved }],
    ['when the pull request is closed', { state: 'closed' }],
    ['when the commit is in another fork', { head: { ...moved, sha: headSha, repository: 'mona/other' } }],
    ['when there is none', null],
  ])('%s, and reads no artifact', async (_, parts) => {
    if (parts !== null) addPull(parts);
    addArtifact(report);
    expect(await fetched()).toEqual({
      kind: 'nothing',
      why: 'No open pull request has ccccccc as its head any more, so its result is dropped.',
      isNotice: true,
    });
    expect(asked()).toEqual(['get /repos/octo/registry/pulls']);
  });

  it('when the fork is gone, which the description of GitHub knows nothing of', async () => {
    addPull({ head: { ...moved, sha: headSha, repository: null } });
    expect(await fetched()).toMatchObject({ kind: 'nothing', isNotice: true });
    expect(github.violations.splice(0)).toEqual([expect.stringMatching(/head\/repo must be object/)]);
  });

  it('when the payload knows no fork, without a request', async () => {
    expect(await fetched({ head_repository: null })).toMatchObject({ kind: 'nothing', isNotice: true });
    expect(asked()).toEqual([]);
  });

  it('when the run has left no artifact', async () => {
    addPull();
    addArtifact(report, { name: 'Plangate' });
    expect(await fetched()).toEqual({
      kind: 'nothing',
      why:
        'The run has left no artifact called plangate, so there is no result to tell: ' +
        'https://github.com/octo/registry/actions/runs/4711',
      isNotice: true,
    });
  });

  it('when the artifact has expired', async () => {
    addPull();
    addArtifact(report, { isExpired: true });
    expect(await fetched()).toMatchObject({ kind: 'nothing', why: expect.stringMatching(/has expired/) });
    expect(api.downloads).toBe(0);
  });

  it('when the report does not say which of several pull requests it is about', async () => {
    addPull({ number: 6, baseRef: 'release' });
    addPull({ number: 7, baseRef: 'next' });
    addArtifact(report);
    expect(await fetched()).toMatchObject({ why: expect.stringMatching(/which of #6, #7 it is about/) });
  });
});

describe('fetchForkReport refuses', () => {
  const [sampled] = report.cases;
  it.each<[string, unknown, RegExp]>([
    ['what is no JSON', 'hello', /^report\.json in artifact plangate of run 4711: It is not JSON: /],
    ['what is no report', [], /: It is no report: .*expected object/],
    ['a report of another schema', { ...report, schema: 2 }, /The report's schema is 2, which this version/],
    ['a report of no schema', { ...report, schema: '1' }, /It is no report: schema: /],
    ['another verdict', { ...report, verdict: 'success' }, /It is no report: verdict: /],
    ['a line that is none', { ...report, cases: [{ ...sampled, line: 0 }] }, /no report: cases\.0\.line: /],
    ['one case twice', { ...report, cases: [sampled, sampled] }, /: Two cases in it bear the same name\./],
    ['a number beyond all', JSON.stringify(report).replace('41234', '1e999'), /no report: duration: /],
    [
      'a name over two lines',
      { ...report, findings: [scanFinding('q', { facts: { 'a\n::error::b': [] as unknown as string } })] },
      /^[^\n]*: It is no report: findings\.0\.facts\.a ::error::b: [^\n]*$/,
    ],
  ])('%s', async (_, content, message) => {
    addPull();
    addArtifact(content);
    await expect(fetched()).rejects.toThrow(message);
  });

  it('an archive that is none', async () => {
    addPull();
    addArtifact(report, { archive: Buffer.from('PK\u0003\u0004 not really') });
    await expect(fetched()).rejects.toThrow(/^artifact plangate of run 4711: The archive cannot be read: /);
  });

  it('an archive that is too large, before it is downloaded', async () => {
    addPull();
    addArtifact(report, { size: 33_554_433 });
    await expect(fetched()).rejects.toThrow(
      'artifact plangate of run 4711: It has 33554433 bytes, more than 33554432.',
    );
    expect(api.downloads).toBe(0);
  });

  it('an archive that is larger than GitHub says, while it is downloaded', async () => {
    addPull();
    addArtifact(report, { size: 1000, archive: Buffer.alloc(33_554_433) });
    await expect(fetched()).rejects.toThrow(
      'artifact plangate of run 4711: It has more than 33554432 bytes.',
    );
    expect(api.downloads).toBe(1);
  });

  it('to go on when the store does not give it', async () => {
    addPull();
    addArtifact(report);
    api.blobFailures.push(503, 503);
    await expect(fetched()).rejects.toThrow(
      'artifact plangate of run 4711: It could not be downloaded: its store answered 503. Run the job again.',
    );
    api.blobFailures.push(404);
    await expect(fetched()).rejects.toThrow(/its store answered 404/);
    expect(api.downloads).toBe(3);
  });

  it.each<['pulls' | 'artifacts', string]>([
    ['artifacts', 'actions: read'],
    ['pulls', 'pull-requests: write'],
  ])('without the permission for %s, and names it', async (endpoint, permission) => {
    addPull();
    addArtifact(report);
    github.refuse[endpoint] = { status: 403, message: 'Resource not accessible by integration' };
    await expect(fetched()).rejects.toThrow(
      'input "token": GitHub refused (403): Resource not accessible by integration - https://docs.github.com/rest. ' +
        `The token may lack the permission ${permission}; the job that publishes needs:\n` +
        '  permissions:\n    actions: read\n    checks: write\n    pull-requests: write',
    );
  });

  it('a rate limit that lasts as what it is', async () => {
    addPull();
    github.refuse.pulls = {
      status: 403,
      message: 'You have exceeded a secondary rate limit',
      headers: { 'retry-after': '3600' },
    };
    await expect(fetched()).rejects.toThrow(/^You have exceeded a secondary rate limit/);
  });
});
