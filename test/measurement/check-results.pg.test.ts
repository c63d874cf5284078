import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CaseResult,
  checkResults,
  type ResultsCheck,
  uncomparedResults,
} from '../../src/measurement/index.ts';
import type { Database, Server } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { type Case, casesOf, readQueries } from '../../src/queries/index.ts';
import { describeResults } from '../../src/verdict/index.ts';
import { memoryTree } from '../config/memory-tree.ts';
import { caseResult, measured } from '../support/case-result.ts';
import { testServer } from '../support/postgres.ts';

let server: Server;
let base: Database;
let head: Database;

beforeAll(async () => {
  server = await testServer();
  base = await server.createDatabase('results_base');
  {
    await using session = await base.connect();
    await session.execute(`
      CREATE TABLE runs (id int PRIMARY KEY, model int, score double precision, cost numeric, note text);
      INSERT INTO runs SELECT n, n % 7, sqrt(n), n / 3.0, repeat('x', 20) FROM generate_series(1, 2000) n;
      CREATE SEQUENCE counter`);
  }
  head = await server.cloneDatabase(base, 'results_head');
  await using session = await head.connect();
  await session.execute(`
    UPDATE runs SET note = 'head' WHERE id = 1500;
    CREATE INDEX ON runs (model, id DESC)`);
});
afterAll(() => server[Symbol.asyncDispose]());

const policy = {
  role: null,
  statementTimeout: 10_000,
  showValues: false,
  results: 'bag',
  resultsTolerance: 1e-9,
} as const;

async function caseOf(sql: string): Promise<Case> {
  const [query] = await readQueries(memoryTree({ 'q.sql': sql }), ['q.sql']);
  const [first] = query === undefined ? [] : casesOf(query, []);
  if (first === undefined) throw new Error('no case');
  return first;
}

type Way = 'clone' | 'both' | 'found';
interface Changes {
  readonly results?: 'off' | 'bag' | 'ordered';
  readonly way?: Way;
  readonly migrations?: readonly unknown[];
  readonly textChanged?: boolean;
  readonly statementTimeout?: number;
  readonly hidden?: boolean;
}

async function check(onBase: string, onHead = onBase, changes: Changes = {}): Promise<CaseResult> {
  const { way = 'clone', migrations = ['002.sql'], textChanged = false, hidden = false, ...rest } = changes;
  const pair = { base: await caseOf(onBase), head: await caseOf(onHead) };
  const before = { ...caseResult(measured(), measured(), { textChanged }), case: pair.head };
  const shut = (database: Database): Database => ({
    name: database.name,
    server: database.server,
    isOwn: !hidden,
    connect: options => database.connect(options),
    observe: null,
    environment: {},
  });
  const sides = { base: shut(base), head: shut(head), way, migrations };
  const signal = new AbortController().signal;
  const [result] = await checkResults([pair], [before], sides, { ...policy, ...rest }, silent, signal);
  if (result === undefined) throw new Error('no result');
  return result;
}

async function found(...given: Parameters<typeof check>): Promise<ResultsCheck> {
  const { results } = await check(...given);
  if (results === undefined) throw new Error('nothing was checked');
  return results;
}

describe('a query whose rows are compared', () => {
  it('returns the same where it was rewritten well', async () => {
    const byJoin = 'SELECT model, sum(score) AS score, avg(cost) AS cost FROM runs GROUP BY model';
    const byWindow =
      'SELECT DISTINCT model, sum(score) OVER w AS score, sum(cost) OVER w / count(*) OVER w AS cost FROM runs WINDOW w AS (PARTITION BY model)';
    expect(await found(byJoin, byWindow)).toMatchObject({ same: true, rows: { base: 7, head: 7 } });
  });

  it('is caught when a migration changed a row', async () => {
    expect(describeResults(await found('SELECT * FROM runs'))).toBe(
      `returns other rows: 1 only on base, 1 only on head; such as one, with note "${'x'.repeat(20)}" on base, "head" on head`,
    );
  });

  it('is caught when its order changed, where that matters', async () => {
    const texts = [
      'SELECT id FROM runs ORDER BY model, id',
      'SELECT id FROM runs ORDER BY model, id DESC',
    ] as const;
    expect((await found(...texts)).same).toBe(true);
    expect(await found(...texts, { results: 'ordered' })).toMatchObject({
      same: false,
      difference: { kind: 'order', row: 1 },
    });
  });

  it('is caught when NOT IN became an anti join and NULL matters', async () => {
    const notIn = 'SELECT id FROM runs WHERE model NOT IN (SELECT nullif(model, 3) FROM runs WHERE id < 4)';
    const anti =
      'SELECT id FROM runs r WHERE NOT EXISTS (SELECT FROM runs s WHERE s.id < 4 AND nullif(s.model, 3) = r.model)';
    expect(await found(notIn, anti)).toMatchObject({ same: false, rows: { base: 0 } });
  });

  it('says what it says itself, before the policy', async () => {
    const query = '-- results: ordered\nSELECT id FROM runs ORDER BY id';
    expect((await found(query)).mode).toBe('ordered');
    expect((await check('-- results: off\nSELECT * FROM runs')).results).toBeUndefined();
  });

  it('may write: rows that it returns are compared, and nothing stays', async () => {
    const update = 'UPDATE runs SET score = 0 WHERE model = 3 RETURNING id, score';
    expect(await found(update)).toMatchObject({ same: true });
    await using session = await base.connect();
    expect(await session.query('SELECT count(*)::int AS n FROM runs WHERE score = 0')).toEqual([{ n: 0 }]);
  });

  it('differs in the names of its columns', async () => {
    const check = await found('SELECT id, note FROM runs', 'SELECT id, note AS remark FROM runs');
    expect(describeResults(check)).toBe('returns other columns: note only on base, remark only on head');
  });

  it('keeps the values of a database that is not our own', async () => {
    const check = await found('SELECT * FROM runs', undefined, { hidden: true, way: 'found' });
    expect(JSON.stringify(check)).not.toContain('xxx');
    expect(describeResults(check)).toContain('with note whose values are not shown');
  });
});

describe('what cannot be compared is said', () => {
  it.each([
    ['clock_timestamp()', 'SELECT clock_timestamp()', 'it does not repeat itself'],
    ['random()', 'SELECT id, random() FROM runs', 'it does not repeat itself'],
    [
      'a sequence',
      "SELECT nextval('counter') + (SELECT count(*) FROM runs WHERE note = 'head')",
      'it does not repeat itself',
    ],
    ['LIMIT without ORDER BY', 'SELECT note FROM runs OFFSET 1900 LIMIT 100', 'LIMIT without ORDER BY'],
    ['too many rows', 'SELECT a.id FROM runs a, runs b LIMIT 100001', 'it returns more than 100,000 rows'],
    ['wide rows', "SELECT repeat('x', 1000000) FROM runs LIMIT 70", 'its rows take more than 64 MB'],
    ['an error', 'SELECT 1 / (id - id) FROM runs', 'division by zero'],
  ])('%s', async (_, sql, why) => {
    const result = await check(sql);
    expect(result.results).toMatchObject({ same: null, why: expect.stringContaining(why) });
    expect(uncomparedResults([result])[0]).toContain(`The rows of 1 case were not compared. q: ${why}`);
  });

  it('and the session goes on after a statement that was ended', async () => {
    expect((await found('SELECT generate_series(1, 10000000)')).why).toBe(
      'it returns more than 100,000 rows',
    );
    expect((await found('SELECT count(*) FROM runs')).same).toBe(true);
  });
});

describe('what cannot have changed is not executed', () => {
  it.each<[string, Changes, boolean]>([
    ['the same text on a clone without migrations', { migrations: [] }, false],
    ['another text on a clone without migrations', { migrations: [], textChanged: true }, true],
    ['the same text on databases built apart', { migrations: [], way: 'both' }, true],
    ['results: off', { results: 'off' }, false],
  ])('%s', async (_, changes, expected) => {
    const { results } = await check('SELECT count(*) FROM runs', undefined, changes);
    expect(results !== undefined).toBe(expected);
    if (results !== undefined) expect(results.sameData).toBe(changes.way !== 'both');
  });
});
