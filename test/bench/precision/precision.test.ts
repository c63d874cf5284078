import { describe, expect, it } from 'vitest';
import { readQueries } from '../../../src/queries/index.ts';
import { memoryTree } from '../../config/memory-tree.ts';
import { type Defence, readDefences } from './defences.ts';
import { type Found, listFindings, placeOf } from './findings.ts';
import { brokenPromises, judge } from './judge.ts';
import { renderPage } from './render.ts';
import { readHealthyWorkloads } from './workloads.ts';

const found = (query: string, more: Partial<Found> = {}): Found => ({
  ...{ workload: 'tpc-h', rule: 'hash-spill', severity: 'warning', query, relation: null },
  ...{ message: 'It `spills`.', ...more },
});
const defended = (query: string, more: Partial<Defence> = { act: 'More memory.' }): Defence => ({
  ...{ workload: 'tpc-h', rule: 'hash-spill', query, relation: null, ...more },
});
const promises = (findings: readonly Found[], defences: readonly Defence[]) =>
  brokenPromises(judge(findings, defences), defences);

describe('the workloads', () => {
  it('are seven, with queries enough', async () => {
    const workloads = await readHealthyWorkloads();
    const counts = await Promise.all(
      workloads.map(async ({ name, files }) => {
        const queries = await readQueries(memoryTree(files), ['db/queries/*.sql']);
        return [name, queries.length] as const;
      }),
    );
    expect(Object.fromEntries(counts)).toEqual({
      ...{ pgbench: 5, 'ml-registry': 29, 'tpc-h': 22 },
      ...{ documents: 9, 'full-text': 6, 'look-ups': 12, partitions: 7 },
    });
  });

  it('have defences that name queries they have', async () => {
    const workloads = await readHealthyWorkloads();
    for (const { workload, query } of await readDefences()) {
      const texts = Object.values(workloads.find(({ name }) => name === workload)?.files ?? {});
      expect(texts.some(text => query === null || text.includes(`-- name: ${query}`))).toBe(true);
    }
  });
});

describe('findings', () => {
  it('are those of head, each once', () => {
    const finding = { ...found('q18'), side: 'head' } as const;
    const findings = [finding, finding, { ...finding, side: 'base' }, { ...finding, query: '' }];
    expect(listFindings('tpc-h', { findings: findings as never }).map(placeOf)).toEqual([
      'tpc-h / hash-spill / q18 / (none)',
      'tpc-h / hash-spill / (schema) / (none)',
    ]);
  });
});

describe('the judgement', () => {
  it('is kept where each finding is defended', () => {
    expect(promises([found('q18')], [defended('q18')])).toEqual([]);
    expect(promises([], [])).toEqual([]);
  });

  it('is broken by what nobody has judged, what is gone, and what is judged twice', () => {
    expect(promises([found('q18')], [])).toEqual([
      'tpc-h / hash-spill / q18 / (none): nobody has judged this finding.',
    ]);
    expect(promises([], [defended('q18')])).toEqual([
      'tpc-h / hash-spill / q18 / (none): there is no such finding any more.',
    ]);
    expect(promises([found('q18')], [defended('q18'), defended('q18')])).toEqual([
      'tpc-h / hash-spill / q18 / (none): is judged twice.',
    ]);
  });

  it('allows one in twenty to be waved away', () => {
    const names = Array.from({ length: 20 }, (_, k) => `q${k}`);
    const defences = names.map((name, k) =>
      defended(name, k === 0 ? { wave: 'Needs all rows.' } : { act: '.' }),
    );
    const all = names.map(name => found(name));
    expect(promises(all, defences)).toEqual([]);
    expect(promises(all.slice(1), defences.slice(1))).toEqual([]);
    expect(promises(all.slice(0, 19), defences.slice(0, 19))).toEqual([
      '1 of 19 findings would be waved away by a DBA, more than one in 20.',
    ]);
  });
});

it('the page tells each finding with its defence', () => {
  const judged = judge(
    [found('q18'), found('q1', { relation: 'lineitem' }), found('', { query: null })],
    [defended('q18'), defended('q1', { relation: 'lineitem', wave: 'Needs all rows.' })],
  );
  const page = renderPage(judged, [{ workload: 'tpc-h', queries: 22 }], ['One is new.'], {
    ...{ date: '2027-01-02', commit: 'abc', isChanged: true, processor: 'one', cores: 2, kernel: 'Linux' },
    ...{ postgres: 'PostgreSQL 18.4, embedded', command: 'npm run bench:precision', duration: 61_000 },
  });
  expect(page).toContain(
    '**3 findings, 1 of which a DBA would wave away.**\n\nNot as promised:\n\n- One is new.',
  );
  expect(page).toContain('| tpc-h    |      22 |        3 |          1 |');
  expect(page).toContain(
    "- **hash-spill** (warning), q18  \n  `It 'spills'.`  \n  *A DBA would act:* More memory.",
  );
  expect(page).toContain("q1, lineitem  \n  `It 'spills'.`  \n  *A DBA would wave it away:* Needs all rows.");
  expect(page).toContain("(warning), the schema  \n  `It 'spills'.`  \n  **Nobody has judged it.**");
});
