import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readQueries } from '../../../src/queries/index.ts';
import { memoryTree } from '../../config/memory-tree.ts';
import { countAlarms, sameAgain } from './alarms.ts';
import { makeBatches } from './batches.ts';
import { type Caught, countCatches } from './catches.ts';
import type { Check } from './check.ts';
import type { Journal } from './journal.ts';
import { readKept, resultsOf, runsOf, withResults, writeKept } from './kept.ts';
import { readOptions } from './options.ts';
import { alarmsOf, brokenPromises, type Results, shareOf, shortcomings, unproven } from './promises.ts';
import { kinds, tables } from './regressions/index.ts';
import { renderPage, renderTables } from './render.ts';
import { readWorkloads, repeated } from './workloads.ts';

const batches = makeBatches(/(?:)/);
const seeded = batches.flatMap(batch => batch.seeded.map(each => ({ ...each, batch })));

describe('the regressions', () => {
  it('are at least 200 of at least 20 kinds, with names and changes of their own', () => {
    expect(kinds.length).toBeGreaterThanOrEqual(20);
    expect(seeded.length).toBeGreaterThanOrEqual(200);
    expect(new Set(seeded.map(({ kind, instance }) => `${kind.name}: ${instance.name}`)).size).toBe(
      seeded.length,
    );
    expect(new Set(seeded.map(({ instance }) => JSON.stringify({ ...instance, name: '' }))).size).toBe(
      seeded.length,
    );
    expect(seeded.flatMap(({ instance }) => instance.tables).filter(name => !(name in tables))).toEqual([]);
  });

  it('say where the harm stands on head, and base has none of it', () => {
    for (const { batch, instance, query, culprit } of seeded) {
      const { change } = instance;
      const harm = (batch.head[culprit.file] ?? '')
        .split('\n')
        .slice(culprit.first - 1, culprit.last)
        .join('\n');
      const [text] = Object.values({ ...change, before: undefined }).filter(each => each !== undefined);
      expect(harm.replace(/_\d+/g, '_N')).toContain(text?.replace(/_\d+/g, '_N'));
      expect(batch.base[culprit.file]).not.toBe(batch.head[culprit.file]);
      expect(batch.base[`db/queries/${query}.sql`]).toContain(`-- name: ${query}\n`);
    }
  });

  it('that concern a whole database stand alone', () => {
    const together = batches.filter(batch => batch.seeded.some(({ kind }) => kind.alone === true));
    expect(together.map(batch => batch.seeded.length)).toEqual(together.map(() => 1));
  });
});

describe('the workloads', () => {
  it('have between 60 and 100 cases, which give 1,000 comparisons in a whole run', async () => {
    const workloads = await readWorkloads();
    const { rounds, copies, loads } = readOptions([]);
    const cases = await Promise.all(
      workloads.map(async ({ files }) => {
        const queries = await readQueries(memoryTree(files), ['db/queries/*.sql']);
        return queries.reduce((sum, { sets }) => sum + Math.max(1, sets.length), 0);
      }),
    );
    const all = cases.reduce((sum, each) => sum + each, 0);
    expect(workloads.length).toBeGreaterThanOrEqual(10);
    expect(all).toBeGreaterThanOrEqual(60);
    expect(all).toBeLessThanOrEqual(100);
    expect(all * rounds * copies * loads.length * 2).toBeGreaterThanOrEqual(1000);
  });

  it('are copied under other names and otherwise the same', async () => {
    const [workload] = await readWorkloads();
    const files = workload?.files ?? {};
    const copied = repeated(files, 2);
    const path = 'db/queries/latest-deployments';
    expect(copied[`${path}-copy-1.sql`]).toBe(
      files[`${path}.sql`]?.replace('latest-deployments', 'latest-deployments-copy-1'),
    );
    expect(Object.keys(sameAgain(files, 'built'))).toEqual([...Object.keys(files), 'README.md']);
    expect(sameAgain(files, 'cloned')['db/seed.sql']).toBe(files['db/seed.sql']);
    expect(sameAgain(files, 'built')['db/seed.sql']).not.toBe(files['db/seed.sql']);
  });
});

const nothing: Results = { cost: null, catches: null, improvements: null, alarms: null };
const caught = (changes: Partial<Caught>): Caught => ({
  kind: 'dropped index',
  name: 'of a range',
  effect: { is: 'work', work: 2, time: 3 },
  answer: 'caught',
  culprit: 'right',
  ...changes,
});
const slow = (changes: Partial<Caught>): Caught =>
  caught({ kind: 'slower function, same plan', effect: { is: 'time', work: 1, time: 2 }, ...changes });
const catches = (...all: Caught[]): Results => ({
  ...nothing,
  catches: { caught: all, untouched: 4, falseAlarms: 0 },
});

describe('a promise', () => {
  it('is kept by what is caught', () => {
    expect(brokenPromises(catches(caught({}), slow({})))).toEqual([]);
  });

  it('is broken by what does not have the effect of its kind, caught or not', () => {
    const weak = caught({ answer: 'missed', culprit: null, effect: { is: 'none', work: 1, time: 1 } });
    const other = caught({ name: 'of a key', effect: { is: 'time', work: 1, time: 2 } });
    const heavy = slow({ effect: { is: 'work', work: 2, time: 2 } });
    const unknown = caught({ kind: 'gone' });
    const { catches: found } = catches(caught({}), weak, other, heavy, unknown);
    const all =
      'dropped index, of a range (none); dropped index, of a key (time); slower function, same plan, of a range (work); gone, of a range (work)';
    expect(brokenPromises({ ...nothing, catches: found })).toEqual([
      `4 regressions did not have the effect of their kind: ${all}.`,
    ]);
    expect(brokenPromises({ ...nothing, improvements: found })).toEqual([
      `4 improvements did not have the effect of their kind: ${all}.`,
    ]);
  });

  it('is not proven by a part of a run, which says so', () => {
    expect(unproven(catches(caught({ culprit: null })))).toEqual([
      '4 of at least 1,000 comparisons of identical sides were tried.',
      '1 of at least 200 regressions were tried.',
      '1 of at least 20 kinds of regressions were tried.',
      '0 of at least 50 improvements were tried.',
      'No culprit was looked at.',
      'What a run costs was not measured.',
    ]);
  });

  it('is not kept by a whole run that proves too little', () => {
    const one = { workload: 'joins', way: 'built', load: true, failed: 0, warned: 0, unstable: 0 } as const;
    const run = ({ comparisons = 1000, count = 200, kindsOf = kinds.slice(0, 20) }) => {
      const all = Array.from({ length: count }, (_, k) => {
        const { name, expect: is } = kindsOf[k % kindsOf.length] ?? { name: '', expect: 'work' };
        return caught({ kind: name, name: `${k}`, effect: { is, work: 2, time: 2 } });
      });
      const { catches: improvements } = catches(...all.slice(0, 50));
      const found = { caught: all, untouched: 0, falseAlarms: 0 };
      const alarms = [{ ...one, comparisons: comparisons - 4 }];
      return { cost: [], catches: found, improvements, alarms };
    };
    const whole = readOptions([]);
    expect(shortcomings(run({}), whole)).toEqual([]);
    expect(shortcomings(run({ comparisons: 999 }), whole)).toEqual([
      '999 of at least 1,000 comparisons of identical sides were tried.',
    ]);
    expect(shortcomings(run({ count: 199 }), whole)).toEqual(['199 of at least 200 regressions were tried.']);
    expect(shortcomings(run({ kindsOf: kinds.slice(0, 19) }), whole)).toEqual([
      '19 of at least 20 kinds of regressions were tried.',
    ]);
    for (const narrowed of [['--quick'], ['--only', 'catches'], ['--load', 'on'], ['--match', 'joins']])
      expect(shortcomings(run({ comparisons: 4, count: 1 }), readOptions(narrowed))).toEqual([]);
  });

  it('is broken by one false alarm', () => {
    const alarm = {
      workload: 'joins',
      way: 'built',
      load: true,
      comparisons: 1000,
      failed: 1,
      warned: 0,
      unstable: 0,
    } as const;
    expect(brokenPromises({ ...nothing, alarms: [alarm] })).toEqual([
      '1 of 1000 comparisons of identical sides failed.',
    ]);
    expect(brokenPromises({ ...nothing, alarms: [{ ...alarm, failed: 0 }] })).toEqual([]);
  });

  it('is broken by one regression by work that is only mixed', () => {
    const results = catches(caught({}), caught({ answer: 'mixed', culprit: null }));
    expect(brokenPromises(results)).toEqual(['1 of 2 regressions by work were caught, not all.']);
    expect(renderTables(results)).toContain('- dropped index, of a range: mixed, work 2.0 ×, time 3.0 ×');
  });

  it('allows one in twenty by time, and one wrong culprit in twenty', () => {
    const many = Array.from({ length: 19 }, () => slow({}));
    expect(brokenPromises(catches(...many, slow({ answer: 'missed', culprit: null })))).toEqual([]);
    expect(brokenPromises(catches(...many, slow({ culprit: 'wrong' })))).toEqual([]);
    const worse = catches(...many, ...[1, 2].map(() => slow({ answer: 'missed', culprit: null })));
    expect(shareOf(worse.catches?.caught ?? [], 'time')).toEqual({ all: 21, caught: 19 });
    expect(brokenPromises(worse)).toEqual([
      '19 of 21 regressions by time alone were caught, less than 95 %.',
    ]);
  });

  it('is broken by a regression that could not be measured, and by a slow run', () => {
    const broken = caught({ effect: { is: 'errored', work: 1, time: 1 } });
    expect(brokenPromises(catches(broken))).toEqual(['1 regressions could not be measured.']);
    expect(brokenPromises({ ...nothing, cost: [{ story: 'harmless', duration: 61_000 }] })).toEqual([
      'ml-registry, harmless, took 61 s, more than 60 s.',
    ]);
  });
});

describe('a comparison', () => {
  const notes: unknown[] = [];
  const journal: Journal = { file: '', say: () => {}, note: async ({ what }) => void notes.push(what) };
  const explain = JSON.stringify([
    { Plan: { 'Node Type': 'Result', 'Startup Cost': 0, 'Total Cost': 1, 'Plan Rows': 1, 'Plan Width': 4 } },
  ]);
  const work = { buffers: 1, rows: 1, temp: 0, wal: 0 };
  const side = { work, latency: { median: 1 }, plan: 'Result', explain };
  const quiet = { outcome: 'pass', change: null, planChanges: [], base: side, head: side };
  const sides = [{}, { head: null }, { base: null, outcome: 'warn' }, { base: null, head: null }];
  const says =
    (queries: readonly string[]): Check =>
    async (_, head) => {
      const cases = queries.flatMap(query => sides.map(each => ({ ...quiet, ...each, query })));
      const way = head['db/seed.sql']?.includes('Nothing else.') ? 'both' : 'clone';
      return { build: { way }, cases, duration: 1 } as never;
    };

  it('of identical sides fails the run when a side was not measured, and is no comparison', async () => {
    const options = readOptions(['--match', '^look-ups$', '--load', 'off']);
    const alarms = await countAlarms(says(['q']), options, journal);
    expect(alarms.map(({ comparisons, unmeasured }) => [comparisons, unmeasured])).toEqual([
      [1, 3],
      [1, 3],
    ]);
    expect(alarmsOf({ ...nothing, alarms })).toEqual({ all: 2, failed: 0, unmeasured: 6 });
    expect(brokenPromises({ ...nothing, alarms })).toEqual([
      '6 comparisons of identical sides have a side that was not measured.',
    ]);
    expect(notes.splice(0)).toEqual(Array(6).fill('identical sides, not both measured'));
  });

  it('of a workload that is not what its name says fails the run', async () => {
    const options = readOptions(['--match', '^joins$', '--load', 'off', '--rounds', '2']);
    const alarms = await countAlarms(says(['q1', 'q1-copy-1']), options, journal);
    const lacks = ['joins: q1 has no Gather, so nothing of it runs in parallel.'];
    expect(alarms.map(each => each.lacks)).toEqual([lacks, lacks]);
    expect(brokenPromises({ ...nothing, alarms })).toEqual([
      expect.stringContaining('not measured'),
      ...lacks,
    ]);
    notes.length = 0;
  });

  it('of a query that no regression touches fails the run when a side was not measured, too', async () => {
    const options = readOptions(['--match', '^added foreign key$']);
    const queries = makeBatches(options.match).flatMap(batch => batch.seeded.map(({ query }) => query));
    const found = await countCatches(says([...queries, 'untouched-key']), options, journal);
    expect(found).toMatchObject({ untouched: 1, falseAlarms: 0, unmeasured: 3 });
    expect(brokenPromises({ ...nothing, catches: { ...found, caught: [] } })).toEqual([
      '3 comparisons of identical sides have a side that was not measured.',
    ]);
    expect(notes.splice(0)).toContain('not both sides measured, beside a regression');
  });
});

describe('the options', () => {
  it('take everything by default, and a small part with --quick', () => {
    expect(readOptions([])).toMatchObject({
      rounds: 1,
      copies: 3,
      stride: 1,
      loads: [false, true],
      engine: null,
      isWhole: true,
    });
    expect(readOptions(['--rounds', '2', '--out', 'TRUST.md']).isWhole).toBe(true);
    expect(readOptions(['--quick', '--only', 'alarms'])).toMatchObject({
      rounds: 1,
      stride: 6,
      parts: ['alarms'],
    });
  });

  it('say what they take', () => {
    expect(() => readOptions(['--only', 'all'])).toThrow(
      '--only: "all" is none of alarms, catches, improvements, cost.',
    );
    expect(() => readOptions(['--rounds', '0'])).toThrow('--rounds: "0" is not a whole number from 1 on.');
  });
});

describe('the results that are kept', () => {
  const machine = {
    date: '2027-01-02',
    commit: 'abc',
    isChanged: false,
    processor: 'one',
    cores: 2,
    kernel: 'Linux',
    postgres: 'PostgreSQL 18.4, embedded',
    command: 'npm run bench:trust',
    duration: 60_000,
  };
  const count = (load: boolean, comparisons: number) => ({
    ...{ workload: 'w', way: 'cloned' as const, load, comparisons },
    ...{ failed: 0, warned: 0, unstable: 0 },
  });

  it('are those of the last run of each part, each with its own machine', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plangate-kept-'));
    const file = join(folder, 'trust.json');
    try {
      const first = {
        ...nothing,
        cost: [{ story: 's', duration: 1 }],
        alarms: [count(false, 1), count(true, 2)],
      };
      await writeKept(file, withResults(await readKept(file), first, machine));
      const later = { ...machine, commit: 'def' };
      const second = { ...nothing, alarms: [count(true, 3)] };
      await writeKept(file, withResults(await readKept(file), second, later));
      const kept = await readKept(file);
      expect(resultsOf(kept)).toEqual({ ...first, alarms: [count(false, 1), count(true, 3)] });
      expect(runsOf(kept).map(([part, { commit }]) => `${part} ${commit}`)).toEqual([
        'cost abc',
        'alarms abc',
        'alarms under load def',
      ]);
      expect(renderPage(resultsOf(kept), runsOf(kept))).toContain('**0 of 4** comparisons');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('tell what grew from nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plangate-kept-'));
    const file = join(folder, 'trust.json');
    try {
      const found = catches(caught({ effect: { is: 'work', work: Number.POSITIVE_INFINITY, time: 2 } }));
      await writeKept(file, withResults({}, found, machine));
      expect(resultsOf(await readKept(file))).toEqual(found);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
