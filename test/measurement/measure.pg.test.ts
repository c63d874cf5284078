import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CaseResult,
  MeasuredSession,
  type Measurement,
  measure,
  measureAgain,
  pairCases,
  resolveParameters,
} from '../../src/measurement/index.ts';
import { planWork } from '../../src/plan/index.ts';
import type { Database, Server } from '../../src/postgres/index.ts';
import { silent } from '../../src/progress.ts';
import { readQueries } from '../../src/queries/index.ts';
import { memoryTree } from '../config/memory-tree.ts';
import { testServer } from '../support/postgres.ts';

let server: Server;
let base: Database;
let head: Database;

beforeAll(async () => {
  server = await testServer();
  base = await server.createDatabase('measured_base');
  {
    await using session = await base.connect();
    await session.execute(`
      CREATE TABLE parents (id int PRIMARY KEY);
      CREATE TABLE children (id int PRIMARY KEY, parent int REFERENCES parents ON DELETE CASCADE, note text);
      INSERT INTO parents SELECT generate_series(1, 500);
      INSERT INTO children SELECT n, 1 + n % 500, repeat('x', 100) FROM generate_series(1, 20000) n;
      CREATE TABLE checked (id int REFERENCES parents DEFERRABLE INITIALLY DEFERRED);
      CREATE TABLE days (day int NOT NULL, note text) PARTITION BY LIST (day);
      DO $$ BEGIN FOR n IN 1..200 LOOP
        EXECUTE format('CREATE TABLE days_%s PARTITION OF days FOR VALUES IN (%s)', n, n);
      END LOOP; END $$;
      INSERT INTO days SELECT 1 + n % 200, 'x' FROM generate_series(1, 2000) n;
      CREATE TABLE secrets (id int, owner text);
      INSERT INTO secrets VALUES (1, 'reader'), (2, 'other');
      ALTER TABLE secrets ENABLE ROW LEVEL SECURITY;
      CREATE ROLE reader;
      ALTER ROLE reader SET search_path = elsewhere, public;
      GRANT SELECT ON secrets TO reader;
      CREATE POLICY own ON secrets USING (owner = current_user)`);
    await session.execute('VACUUM (FREEZE, ANALYZE)');
  }
  head = await server.cloneDatabase(base, 'measured_head');
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const policy = {
  role: null,
  statementTimeout: 10_000,
  samples: 5,
  samplingTime: 10_000,
  samplesWanted: () => 0,
  isClear: (_base: readonly number[], _head: readonly number[]) => true,
  showValues: false,
};

async function measured(
  texts: { base: string; head: string },
  changes: Partial<typeof policy> | { role: string } | { genericTime: number } = {},
  signal = new AbortController().signal,
  twin: Database | null = null,
): Promise<readonly CaseResult[]> {
  const read = (text: string) => readQueries(memoryTree({ 'q.sql': text }), ['q.sql']);
  const [ofBase, ofHead] = [await read(texts.base), await read(texts.head)];
  const databases = { base, head, twin };
  const resolved = await resolveParameters(ofBase, ofHead, databases, false);
  return measure(pairCases(ofBase, ofHead, resolved), databases, { ...policy, ...changes }, silent, signal);
}

const both = (text: string) => ({ base: text, head: text });

function side(result: CaseResult | undefined, name: 'base' | 'head'): Measurement {
  const found = result?.sides[name];
  if (found?.kind !== 'measured') throw new Error(`${name} was not measured: ${JSON.stringify(found)}`);
  return found.measurement;
}

async function count(database: Database, table: string): Promise<unknown> {
  await using session = await database.connect();
  const [row] = await session.query(`SELECT count(*)::int AS n FROM ${table}`);
  return row?.n;
}

describe('measure', () => {
  it('counts the same work on identical databases, execution for execution, reads and writes', async () => {
    const results = await measured(
      both(`-- name: read
SELECT count(*) FROM children WHERE note LIKE 'x%';

-- name: write
UPDATE children SET note = note || 'y' WHERE parent = 7;

-- name: sort
SELECT * FROM children ORDER BY note, id DESC;`),
    );
    expect(results).toHaveLength(3);
    for (const result of results) {
      expect(side(result, 'head').workSamples).toEqual(side(result, 'base').workSamples);
      expect(side(result, 'base').work.buffers).toBeGreaterThan(100);
      expect(side(result, 'base').latency).toHaveLength(5);
      expect(side(result, 'base').workSource).toBe('statement');
    }
    expect(side(results[1], 'base').work.wal).toBeGreaterThan(0);
    expect(side(results[1], 'base').work.rows).toBe(40);
  });

  it('counts nothing of what planning reads, not even in a session that plans for the first time', async () => {
    const queries = await readQueries(
      memoryTree({ 'q.sql': '-- name: day\nSELECT count(note) FROM days WHERE day = 7;\n' }),
      ['q.sql'],
    );
    const [pair] = pairCases(queries, queries, new Map());
    if (pair?.head == null) throw new Error('there is no case');
    await using first = await MeasuredSession.open(base, policy);
    const { work } = await first.count(pair.head);
    const again = await first.count(pair.head);
    expect(again.work).toEqual(work);
    // In a session of its own too: 200 partitions are planned, and one is read.
    await using second = await MeasuredSession.open(base, policy);
    const { plan } = await second.explain(pair.head);
    expect(planWork(plan).buffers).toBe(work.buffers);
    expect(plan.planningBuffers?.sharedHit).toBeGreaterThan(10 * work.buffers);
  });

  it('takes more samples while the answer is not clear, as many as it may and has time for', async () => {
    const looks: number[] = [];
    const isClear = (ofBase: readonly number[], ofHead: readonly number[]) => {
      looks.push(Math.min(ofBase.length, ofHead.length));
      return ofBase.length >= 11;
    };
    const text = both('SELECT 1;');
    const [clear] = await measured(text, { samples: 30, isClear });
    expect(looks).toEqual([5, 7, 11]);
    expect(side(clear, 'head').latency).toHaveLength(11);
    const [never] = await measured(text, { samples: 20, isClear: () => false });
    expect(side(never, 'base').latency).toHaveLength(20);
    const [late] = await measured(text, { samples: 20, samplingTime: 0, isClear: () => false });
    expect(side(late, 'base').latency).toHaveLength(5);
    const slow = both('SELECT pg_sleep(0.05);');
    const [ofTwenty] = await measured(slow, { samples: 20, samplingTime: 550, isClear: () => false });
    expect(side(ofTwenty, 'base').latency).toHaveLength(5);
    const [alike] = await measured(slow, {
      samples: 20,
      samplingTime: 550,
      isClear: () => true,
    });
    expect(side(alike, 'base').latency).toHaveLength(3);
    expect(side(alike, 'base').workSamples).toHaveLength(1);
    const [more] = await measured(slow, { samples: 20, samplingTime: 3_000, isClear: () => false });
    expect(side(more, 'base').latency.length).toBeGreaterThanOrEqual(7);
  });

  it('measures some cases on the twin of base, the same number of times', async () => {
    const twin = await server.cloneDatabase(base, 'measured_twin');
    try {
      const names = Array.from({ length: 20 }, (_, index) => `-- name: q${index}\nSELECT ${index};`);
      const results = await measured(both(names.join('\n')), {}, undefined, twin);
      const onTwin = results.filter(result => result.twin.kind === 'measured');
      expect(onTwin).toHaveLength(8);
      for (const { twin: again, sides } of onTwin) {
        if (again.kind !== 'measured' || sides.base.kind !== 'measured') throw new Error('not measured');
        expect(again.measurement.work).toEqual(sides.base.measurement.work);
        expect(again.measurement.latency).toHaveLength(sides.base.measurement.latency.length);
      }
    } finally {
      await server.dropDatabase(twin);
    }
  });

  it('keeps both measurements of a case that is measured again', async () => {
    const queries = await readQueries(memoryTree({ 'q.sql': 'SELECT 1;' }), ['q.sql']);
    const [pair] = pairCases(queries, queries, new Map());
    const [result] = await measured(both('SELECT 1;'));
    if (pair === undefined || result === undefined) throw new Error('there is no case');
    const databases = { base, head, twin: null };
    const { signal } = new AbortController();
    const [twice] = await measureAgain([{ pair, result }], databases, policy, silent, signal);
    const again = side(twice, 'head');
    expect(again.latency).toEqual(side(result, 'head').latency);
    expect(again.latencyAgain).toHaveLength(5);
    expect(again.workSamples).toHaveLength(4);
  });

  it('counts the work of a cascade that the tree of EXPLAIN does not show, and says where it went', async () => {
    const [result] = await measured(both('DELETE FROM parents WHERE id <= 10;'));
    const { work, plan, nested } = side(result, 'head');
    const tree = plan.root.buffers;
    const inTree = (tree?.sharedHit ?? 0) + (tree?.sharedRead ?? 0);
    expect(inTree).toBeLessThan(200);
    // Ten cascades, each a scan of all children.
    expect(work.buffers).toBeGreaterThan(3_000);
    expect(nested[0]?.text).toMatch(/DELETE FROM ONLY "public"."children"/);
    expect(nested[0]?.calls).toBe(10);
    expect(await count(base, 'parents')).toBe(500);
    expect(await count(head, 'children')).toBe(20_000);
  });

  it('checks deferred constraints before the rollback', async () => {
    const [result] = await measured(both('INSERT INTO checked SELECT generate_series(1, 50);'));
    const { nested } = side(result, 'head');
    expect(nested.some(each => /SELECT .* FROM ONLY "public"."parents"/.test(each.text))).toBe(true);
    const [broken] = await measured(both('INSERT INTO checked VALUES (-1);'));
    expect(broken?.sides.head).toMatchObject({ kind: 'failed', failure: { code: '23503' } });
    expect(await count(head, 'checked')).toBe(0);
  });

  it('goes on after a query that fails or times out, on the side where it does', async () => {
    const results = await measured(
      {
        base: `-- name: broken
SELECT 1;

-- name: slow
SELECT 1;

-- name: fine
SELECT 1;`,
        head: `-- name: broken
SELECT 1 / (id - id) FROM parents;

-- name: slow
SELECT pg_sleep(30);

-- name: fine
SELECT 2;`,
      },
      { statementTimeout: 200 },
    );
    expect(results.map(({ sides }) => [sides.base.kind, sides.head.kind])).toEqual([
      ['measured', 'failed'],
      ['measured', 'failed'],
      ['measured', 'measured'],
    ]);
    expect(results[0]?.sides.head).toMatchObject({ failure: { code: '22012', timedOut: false } });
    expect(results[1]?.sides.head).toMatchObject({ failure: { code: '57014', timedOut: true } });
    expect(results.map(result => result.textChanged)).toEqual([true, true, true]);
  });

  it('runs as the role it is told to, with the settings of that role', async () => {
    const [rows, path] = await measured(
      both(`-- name: rows
SELECT * FROM secrets;

-- name: path
SELECT 1 WHERE current_setting('search_path') = 'elsewhere, public' AND current_user = 'reader';`),
      { role: 'reader' },
    );
    expect(side(rows, 'head').work.rows).toBe(1);
    expect(side(path, 'head').work.rows).toBe(1);
  });

  it('does not call a statement changed for its comments and layout', async () => {
    const [result] = await measured({
      base: 'SELECT count(*) FROM parents WHERE id > 3;',
      head: 'SELECT count(*) -- all of them\n  FROM parents\n WHERE id > 3;',
    });
    expect(result?.textChanged).toBe(false);
  });

  it('says so when there is no such role', async () => {
    await expect(measured(both('SELECT 1;'), { role: 'raeder' })).rejects.toThrow(
      'plangate.yml, role: There is no role "raeder" in the database. Create it in a migration, or correct the name.',
    );
  });

  it('binds parameters, also those that a query finds, the same on both sides', async () => {
    const results = await measured(
      both(`-- name: by-parent
-- params typical: {"parent": 3}
-- params from: SELECT id AS parent FROM parents WHERE id > 490 ORDER BY id LIMIT 2
SELECT * FROM children WHERE parent = :parent;`),
    );
    expect(results.map(result => [result.case.parameters, result.case.values])).toEqual([
      ['typical', ['3']],
      ['from-1', ['491']],
      ['from-2', ['492']],
    ]);
    for (const result of results) expect(side(result, 'base').work.rows).toBe(40);
  });

  it('says where "params from" failed or gave nothing', async () => {
    const text = (from: string) => both(`-- name: q\n-- params from: ${from}\nSELECT :x::int;`);
    await expect(measured(text('SELECT 1 AS y'))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[PlangateError: q.sql:2: "params from" of q failed on base: column q.x does not exist. Write a SELECT that gives the columns x.]`,
    );
    await expect(measured(text('SELECT 1 AS x WHERE false'))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[PlangateError: q.sql:2: "params from" of q gave no row on base. Write a SELECT that finds rows in the seed data, or give the values with "params".]`,
    );
    await expect(
      measured(text('DELETE FROM parents RETURNING id AS x')),
    ).rejects.toThrowErrorMatchingInlineSnapshot(
      `[PlangateError: q.sql:2, params from: this is not a SELECT. Write one SELECT on this line, such as select … as x from … limit 3.]`,
    );
    expect(await count(base, 'parents')).toBe(500);
  });

  it('asks once for the plan without values, and executes it where it is another one', async () => {
    const results = await measured(
      both(`-- name: range
-- params: {"from": 1}
SELECT count(note) FROM children WHERE id BETWEEN :from AND :from + 19990;

-- name: key
-- params: {"id": 3}
SELECT * FROM children WHERE id = :id;

-- name: write
-- params: {"from": 1}
DELETE FROM children WHERE id BETWEEN :from AND :from + 19990;

-- name: hostile
-- params: {"text": "'; DROP TABLE parents; --\\\\"}
SELECT count(*) FROM children WHERE note LIKE :text;`),
    );
    const [range, key, write, hostile] = results.map(result => side(result, 'head').generic);
    expect(range?.plan.root.type).toBe('Aggregate');
    expect(range?.buffers).toBeGreaterThan(100);
    expect(write?.plan.root.type).toBe('ModifyTable');
    expect([key, hostile]).toEqual([undefined, undefined]);
    expect(await count(head, 'children')).toBe(20_000);
    expect(await count(head, 'parents')).toBe(500);
  });

  it('asks for no more plans without values once their time is over', async () => {
    const query = (name: string) =>
      `-- name: ${name}\n-- params: {"from": 1}\nSELECT count(note) FROM children WHERE id BETWEEN :from AND :from + 19990;\n`;
    const results = await measured(both(query('first') + query('second')), { genericTime: 1 });
    const [first, second] = results.map(result => side(result, 'head').generic);
    expect(first).toBeDefined();
    expect(second).toBeUndefined();
  });

  it('executes the plan without values on both sides where it is another one on either', async () => {
    for (const database of [base, head]) {
      await using session = await database.connect();
      await session.execute('CREATE SEQUENCE drawn');
    }
    const query = (condition: string) =>
      `-- name: drawing\n-- params: {"id": 1}\nSELECT nextval('drawn'), count(note) FROM children WHERE id ${condition};`;
    const [result] = await measured({ base: query('= :id'), head: query('BETWEEN :id AND :id + 19990') });
    expect(side(result, 'base').generic).toBeUndefined();
    expect(side(result, 'head').generic).toBeDefined();
    const drawn = [];
    for (const database of [base, head]) {
      await using session = await database.connect();
      const [row] = await session.query('SELECT last_value::int FROM drawn');
      drawn.push(row?.last_value);
    }
    expect(drawn[0]).toBe(drawn[1]);
  });

  it('lets a case stand whose statement fails only with the plan without values', async () => {
    for (const database of [base, head]) {
      await using session = await database.connect();
      await session.execute(`CREATE FUNCTION choosy() RETURNS int LANGUAGE plpgsql AS $$ BEGIN
        ASSERT current_setting('plan_cache_mode') <> 'force_generic_plan'; RETURN 1; END $$`);
    }
    const [result] = await measured(
      both(`-- name: choosy
-- params: {"id": 1}
SELECT choosy(), count(note) FROM children WHERE id BETWEEN :id AND :id + 19990;`),
    );
    expect(side(result, 'head').generic).toBeUndefined();
  });

  it('stops at once when told to, keeps what it has and says why the rest is missing', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('the time is up')), 1_500);
    const started = performance.now();
    const results = await measured(
      both(`-- name: quick
SELECT 1;

-- name: endless
SELECT pg_sleep(60);

-- name: never
SELECT 2;`),
      { statementTimeout: 120_000 },
      controller.signal,
    );
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(results.map(({ sides }) => sides.head)).toMatchObject([
      { kind: 'measured' },
      { kind: 'skipped', reason: 'the time is up' },
      { kind: 'skipped', reason: 'the time is up' },
    ]);
  });
});
