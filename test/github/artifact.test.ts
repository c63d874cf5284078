import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { uploadArtifact } from '../../src/github/artifact.ts';
import { artifactName } from '../../src/github/artifact-name.ts';
import { PipelinesService, ResultsService, runtimeToken } from '../support/artifact-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'plangate-test-artifact-'));
const contents: Record<string, Buffer> = {
  'report.json': Buffer.from(JSON.stringify({ text: 'ü'.repeat(100_000) })),
  'report.md': Buffer.from('# plangate\n'),
  'more/::error::report.html': Buffer.from('<!doctype html>'),
};
const files = ['report.json', 'report.md'];

let written: string[];

beforeEach(() => {
  for (const [file, bytes] of Object.entries(contents)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytes);
  }
  written = [];
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    written.push(String(text));
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** The job's environment, as a runner sets it. */
function job(variables: Record<string, string | undefined>): void {
  const all = {
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'octo/registry',
    GITHUB_RUN_ID: '4711',
    GITHUB_WORKSPACE: folder,
    GITHUB_RETENTION_DAYS: '90',
    ACTIONS_RUNTIME_TOKEN: runtimeToken('run-1', 'job-1'),
    ACTIONS_RESULTS_URL: undefined,
    ACTIONS_RUNTIME_URL: undefined,
    RUNNER_DEBUG: undefined,
    ...variables,
  };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
}

/** What was written, without what runners show to those who asked for it only. */
function shown(): string[] {
  return written.filter(text => text !== '' && !/^::debug::[^\n]*\n$/.test(text));
}

async function unzip(zip: Buffer): Promise<Record<string, Buffer>> {
  const found: Record<string, Buffer> = {};
  const archive = await fromBufferPromise(zip, { lazyEntries: true });
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    found[entry.fileName] = Buffer.concat(chunks);
  }
  return found;
}

describe("uploadArtifact to GitHub's service", () => {
  it('uploads the files and gives the page of the artifact', async () => {
    await using service = await ResultsService.start();
    job({ ACTIONS_RESULTS_URL: service.url });
    const outcome = await uploadArtifact({ name: 'plangate', folder, files, retentionDays: 7 });
    expect(outcome).toEqual({
      kind: 'uploaded',
      id: 501,
      url: 'https://github.com/octo/registry/actions/runs/4711/artifacts/501',
    });
    expect(service.violations).toEqual([]);
    expect(service.artifacts.map(({ name, run, job }) => ({ name, run, job }))).toEqual([
      { name: 'plangate', run: 'run-1', job: 'job-1' },
    ]);
    const { 'more/::error::report.html': _, ...expected } = contents;
    expect(await unzip(service.artifacts[0]?.zip ?? Buffer.alloc(0))).toEqual(expected);
  });

  it('says nothing on stdout but which secrets to hide', async () => {
    await using service = await ResultsService.start();
    job({ ACTIONS_RESULTS_URL: service.url });
    await uploadArtifact({ name: 'plangate', folder, files });
    expect(shown()).toEqual([
      '::add-mask::c2lnbmVk+by/the=test\n',
      '::add-mask::c2lnbmVk%252Bby%252Fthe%253Dtest\n',
    ]);
  });

  it('names the artifact so that the service takes it', async () => {
    await using service = await ResultsService.start();
    job({ ACTIONS_RESULTS_URL: service.url });
    await uploadArtifact({ name: artifactName('plangate: a/b\n::error::'), folder, files });
    expect(service.violations).toEqual([]);
    expect(service.artifacts.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^plangate-a-b-error-[0-9a-f]{12}$/),
    ]);
  });

  it('takes the place of an artifact of the same attempt, which costs three requests more', async () => {
    await using service = await ResultsService.start();
    job({ ACTIONS_RESULTS_URL: service.url });
    await uploadArtifact({ name: 'plangate', folder, files });
    const first = service.requests.length;
    job({ ACTIONS_RESULTS_URL: service.url, ACTIONS_RUNTIME_TOKEN: runtimeToken('run-1', 'job-2') });
    expect(await uploadArtifact({ name: 'plangate', folder, files: ['report.md'] })).toMatchObject({
      id: 502,
    });
    expect(service.violations).toEqual([]);
    expect(service.requests.length - first).toBe(first + 3);
    expect(service.artifacts.map(({ id, job }) => ({ id, job }))).toEqual([{ id: 502, job: 'job-2' }]);
  });

  it('leaves the artifact of an earlier attempt of the run', async () => {
    await using service = await ResultsService.start();
    job({ ACTIONS_RESULTS_URL: service.url });
    await uploadArtifact({ name: 'plangate', folder, files });
    job({ ACTIONS_RESULTS_URL: service.url, ACTIONS_RUNTIME_TOKEN: runtimeToken('run-1-again', 'job-1') });
    expect(await uploadArtifact({ name: 'plangate', folder, files })).toMatchObject({ id: 502 });
    expect(service.violations).toEqual([]);
    expect(service.artifacts.map(({ id }) => id)).toEqual([501, 502]);
  });

  it('is refused with what the service said and what to do', async () => {
    await using service = await ResultsService.start();
    job({ ACTIONS_RESULTS_URL: service.url });
    service.failures.push(403);
    await expect(uploadArtifact({ name: 'plangate', folder, files })).rejects.toThrow(
      'artifact plangate: The reports could not be uploaded: Failed to CreateArtifact: Received non-retryable error: ' +
        'Failed request: (403) Forbidden: as the test asked. Run the job again; if it stays so, set the input "artifact" to false.',
    );
    expect(shown()).toEqual([]);
  });

  it('is refused when a file is not there', async () => {
    await using service = await ResultsService.start();
    job({ ACTIONS_RESULTS_URL: service.url });
    await expect(uploadArtifact({ name: 'plangate', folder, files: ['none.md'] })).rejects.toThrow(
      /none\.md/,
    );
    expect(service.artifacts).toEqual([]);
  });

  it('gives stdout back', async () => {
    await using service = await ResultsService.start();
    job({ ACTIONS_RESULTS_URL: service.url });
    const { write } = process.stdout;
    await uploadArtifact({ name: 'plangate', folder, files });
    service.failures.push(403);
    await uploadArtifact({ name: 'plangate', folder, files }).catch(() => {});
    expect(process.stdout.write).toBe(write);
  });

  it.each([
    ['ACTIONS_RUNTIME_TOKEN', 'This runner keeps no artifacts: ACTIONS_RUNTIME_TOKEN not set.'],
    ['ACTIONS_RESULTS_URL', 'This runner keeps no artifacts: ACTIONS_RESULTS_URL not set.'],
  ])('is no error without %s', async (name, why) => {
    job({ ACTIONS_RESULTS_URL: 'http://127.0.0.1:1', [name]: undefined });
    expect(await uploadArtifact({ name: 'plangate', folder, files })).toEqual({ kind: 'none', why });
  });
});

describe('uploadArtifact to GitHub Enterprise Server', () => {
  const ghes = (service: PipelinesService) =>
    job({ GITHUB_SERVER_URL: 'https://github.example.com', ACTIONS_RUNTIME_URL: `${service.url}/` });

  it("uploads the files and gives the run's page", async () => {
    await using service = await PipelinesService.start();
    ghes(service);
    expect(await uploadArtifact({ name: 'plangate', folder, files })).toEqual({
      kind: 'uploaded',
      id: null,
      url: 'https://github.example.com/octo/registry/actions/runs/4711',
    });
    expect(service.violations).toEqual([]);
    expect(Object.fromEntries(service.files)).toEqual({
      'plangate/report.json': contents['report.json'],
      'plangate/report.md': contents['report.md'],
    });
    expect(service.sizes.get('plangate')).toBe(
      files.reduce((sum, file) => sum + (contents[file]?.length ?? 0), 0),
    );
    expect(shown()).toEqual([]);
  });

  it('takes the place of what bears the same name', async () => {
    await using service = await PipelinesService.start();
    ghes(service);
    await uploadArtifact({ name: 'plangate', folder, files });
    writeFileSync(join(folder, 'report.md'), 'again');
    await uploadArtifact({ name: 'plangate', folder, files });
    expect(service.violations).toEqual([]);
    expect(service.files.get('plangate/report.md')?.toString()).toBe('again');
  });

  it('is refused where a file name could not be kept', async () => {
    await using service = await PipelinesService.start();
    ghes(service);
    const odd = ['more/::error::report.html'];
    await expect(uploadArtifact({ name: 'plangate', folder, files: odd })).rejects.toThrow(/Colon :/);
    expect(shown()).toEqual([]);
  });

  it('is refused when the service does not take the file', async () => {
    await using service = await PipelinesService.start();
    ghes(service);
    // The first request makes the container, the second brings the file.
    service.failures.push(null, 400);
    await expect(uploadArtifact({ name: 'plangate', folder, files: ['report.md'] })).rejects.toThrow(
      /^artifact plangate: The reports could not be uploaded: /,
    );
    expect(shown()).toEqual([]);
  });

  it('is no error without ACTIONS_RUNTIME_URL', async () => {
    job({ GITHUB_SERVER_URL: 'https://github.example.com' });
    expect(await uploadArtifact({ name: 'plangate', folder, files })).toEqual({
      kind: 'none',
      why: 'This runner keeps no artifacts: ACTIONS_RUNTIME_URL not set.',
    });
  });
});
