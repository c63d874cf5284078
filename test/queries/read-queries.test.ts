import { describe, expect, it } from 'vitest';
import { casesOf, type RegisteredQuery, readQueries } from '../../src/queries/index.ts';
import { memoryTree } from '../config/memory-tree.ts';

function read(files: Readonly<Record<string, string>>): Promise<readonly RegisteredQuery[]> {
  return readQueries(memoryTree(files), ['**/*.sql']);
}

async function readOne(text: string): Promise<RegisteredQuery> {
  const [query, ...others] = await read({ 'db/queries/one.sql': text });
  if (query === undefined || others.length > 0) throw new Error('not one query');
  return query;
}

describe('a query file', () => {
  it('gives all that is written', async () => {
    const query = await readOne(`-- Copyright: nobody
-- name: runs-by-experiment :many
-- params typical: {"experiment": "exp-17", "since": "7 days"}
-- params rare: {"since": null, "experiment": "exp-500"}
-- params from: select experiment_name as experiment, '7 days' as since from training_runs limit 3;
-- budget: latency 1.5s, buffers 8MB, rows 20, latency-p95 2s
-- plan: no spill, index Runs_idx
-- tags: dashboard, größe-1
-- results: ordered
-- results: newest first
-- calls: the view of all runs
-- calls: 12000
-- plangate-ignore sequential-scan: nightly job: nobody waits
-- plangate-ignore sort-spill: the same
SELECT run_id -- :not a parameter
FROM training_runs
WHERE experiment_name = :experiment AND created_at > now() - @since::interval AND :experiment <> '' ;
-- the end
`);
    expect(query).toEqual({
      name: 'runs-by-experiment',
      file: 'db/queries/one.sql',
      line: 2,
      start: { line: 15, column: 1 },
      text: "SELECT run_id -- :not a parameter\nFROM training_runs\nWHERE experiment_name = :experiment AND created_at > now() - @since::interval AND :experiment <> ''",
      sql: "SELECT run_id -- :not a parameter\nFROM training_runs\nWHERE experiment_name = $1 AND created_at > now() - $2::interval AND $1 <> ''",
      parameters: ['experiment', 'since'],
      sets: [
        { name: 'typical', line: 3, values: { experiment: 'exp-17', since: '7 days' } },
        { name: 'rare', line: 4, values: { experiment: 'exp-500', since: null } },
      ],
      parametersFrom: {
        sql: "select experiment_name as experiment, '7 days' as since from training_runs limit 3",
        line: 5,
      },
      budget: {
        latency: 1500,
        buffers: 1024,
        rows: 20,
        'latency-p95': 2000,
        plan: [{ kind: 'no-spill' }, { kind: 'index', index: { schema: null, name: 'runs_idx' } }],
      },
      tags: ['dashboard', 'größe-1'],
      lines: { budget: 6, plan: 7, results: 9, tags: 8, calls: 12 },
      results: 'ordered',
      ignores: [
        { rule: 'sequential-scan', reason: 'nightly job: nobody waits', line: 13 },
        { rule: 'sort-spill', reason: 'the same', line: 14 },
      ],
      calls: { number: 12_000 },
    });
  });

  it('without a word is one query named after the file', async () => {
    expect(await readOne('\n\nTABLE models\n')).toEqual({
      name: 'one',
      file: 'db/queries/one.sql',
      line: 3,
      start: { line: 3, column: 1 },
      text: 'TABLE models',
      sql: 'TABLE models',
      parameters: [],
      sets: [{ name: '', line: 3, values: {} }],
      parametersFrom: null,
      budget: {},
      tags: [],
      lines: {},
      results: null,
      ignores: [],
      calls: null,
    });
  });

  it('may hold many, in its order, files by name', async () => {
    const queries = await read({
      'b.sql': '-- name: z\nSELECT 1;\n-- name: a\nSELECT 2',
      'a.sql': '/* name: first :one */ SELECT 3;;\n',
      'notes.sql': '-- nothing here\n',
      'readme.md': 'SELECT',
    });
    expect(queries.map(({ name, file, line }) => [name, file, line])).toEqual([
      ['first', 'a.sql', 1],
      ['z', 'b.sql', 1],
      ['a', 'b.sql', 3],
    ]);
  });

  it('may begin with a byte order mark and end its lines with CR LF', async () => {
    const query = await readOne('\ufeff-- name: a\r\n-- params x: {"b": 1}\r\nSELECT\r\n  :b;\r\n');
    expect([query.name, query.line, query.text, query.sets[0]?.name]).toEqual([
      'a',
      1,
      'SELECT\r\n  :b',
      'x',
    ]);
  });

  it.each([
    'INSERT INTO t VALUES (1) RETURNING *',
    'UPDATE t SET a = 1',
    'DELETE FROM t',
    'MERGE INTO t USING s ON true WHEN MATCHED THEN DO NOTHING',
    'VALUES (1), (2)',
    'WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x',
    '(SELECT 1) UNION ALL SELECT 2 ORDER BY 1',
    'SELECT * FROM t FOR UPDATE',
    'SELECT \';\' AS "a;b", $$;$$',
  ])('may register %s', async sql => {
    expect((await readOne(`${sql};`)).sql).toBe(sql);
  });

  it.each([
    'Note: this one is slow',
    'TODO: rewrite',
    'see: https://example.com/a:b',
    'same: as above',
    'names: Alice, Bob and others',
    'tag: v1.2.3',
    'param: the id of the experiment',
    'parameters: see below',
    'budgets: none yet',
    'nameless: no',
    'params: are described in the wiki'.replace('params', 'Params'),
    'budget is not set',
    'plans: see the wiki',
    'plane: a flat thing',
    'plan of the table: none',
    'plan no more than this',
    'name of the table: models',
    '{"a": 1}',
    ':',
    '-----------------',
  ])('may hold the comment -- %s', async comment => {
    expect((await readOne(`-- ${comment}\nSELECT 1;`)).name).toBe('one');
  });

  it('has annotations above its statements only', async () => {
    const query = await readOne(
      "/* name: of\n   several lines */\nSELECT 1, -- name: what it is\n  '-- name: x';\n",
    );
    expect([query.name, query.budget]).toEqual(['one', {}]);
  });

  it.each([
    `o'brien "quoted" and spaces`,
    'pipe | and ` backtick',
    '@everyone <script>alert(1)</script>',
    '👩‍🚀 emoji 🏳️‍🌈 und ü',
    'colons: many::here :nope',
    `\${{ secrets.TOKEN }} %0A::error::`,
    'x'.repeat(200),
  ])('may have the name %s', async name => {
    const [query] = await read({ 'a.sql': `-- name:   ${name}  \nSELECT 1;` });
    expect(query?.name).toBe(name);
  });

  it.each(['one', 'many', 'exec', 'execrows'])("may have sqlc's :%s behind its name", async word => {
    expect((await readOne(`-- name: GetModel :${word}\nSELECT 1;`)).name).toBe('GetModel');
  });

  it('of 5 MB with one statement or with thousands is read in seconds', async () => {
    const list = Array.from({ length: 650_000 }, (_, n) => n).join(', ');
    const many = Array.from({ length: 5_000 }, (_, n) => `-- name: q${n}\nSELECT ${n};\n`).join('');
    const queries = await read({ 'huge.sql': `SELECT 1 WHERE 1 IN (${list});`, 'many.sql': many });
    expect(queries).toHaveLength(5_001);
    expect(queries.at(-1)).toMatchObject({ name: 'q4999', line: 9_999 });
  }, 60_000);
});

describe('cases', () => {
  it('are one for each set, values in the order of the parameters', async () => {
    const query = await readOne(
      '-- params x: {"b": 1, "a": null}\n-- params y: {"a": "A", "b": "B"}\nSELECT :a, :b, :a;',
    );
    const resolved = [{ name: 'from-1', line: 1, values: { a: '1', b: '2' } }];
    expect(casesOf(query, resolved).map(({ parameters, values }) => [parameters, values])).toEqual([
      ['x', [null, '1']],
      ['y', ['A', 'B']],
      ['from-1', ['1', '2']],
    ]);
  });

  it('are one without parameters', async () => {
    expect(casesOf(await readOne('SELECT 1'), []).map(({ values }) => values)).toEqual([[]]);
  });

  it('may have parameters with the names of everything', async () => {
    const query = await readOne(
      '-- params: {"__proto__": "p", "constructor": "c", "größe": 1}\nSELECT :__proto__, :constructor, :größe',
    );
    expect(casesOf(query, []).map(({ values }) => values)).toEqual([['p', 'c', '1']]);
  });
});
