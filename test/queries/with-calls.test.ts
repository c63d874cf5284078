import { expect, it } from 'vitest';
import { readQueries, withCalls } from '../../src/queries/index.ts';
import { memoryTree } from '../config/memory-tree.ts';

it('finds the statements of an export again, whatever their constants, parameters and spaces', async () => {
  const queries = await readQueries(
    memoryTree({
      'a.sql': `
-- name: runs
-- params: {"since": "7 days"}
select  run_id from runs where created_at > now() - :since::interval limit 50;
-- name: some-models
select * from models where id in (1, 2, 3);
-- name: own
-- calls: 7
select 'own';
-- name: never-called
select name from models;
`,
    }),
    ['*.sql'],
  );
  const told = await withCalls(queries, [
    { query: 'SELECT run_id FROM runs\nWHERE created_at > now() - $1::interval LIMIT $2', calls: 11_000 },
    { query: 'select run_id from runs where created_at > now() - $1::interval limit $2', calls: 1_000 },
    { query: 'SELECT * FROM models WHERE id IN ($1 /*, ... */)', calls: 3 },
    { query: 'select $1', calls: 12 },
    // What was cut off, and what no parser reads.
    { query: "select 'cut", calls: 5 },
    { query: 'select name frm models where', calls: 5 },
    { query: `select ${'('.repeat(30_000)}`, calls: 5 },
    { query: '', calls: 5 },
  ]);
  expect(told.map(({ name, calls }) => [name, calls?.number ?? null])).toEqual([
    ['runs', 12_000],
    ['some-models', 3],
    ['own', 7],
    ['never-called', null],
  ]);
});
