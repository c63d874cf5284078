import { expect, it } from 'vitest';
import { refusedPart, wordsOf } from '../../src/postgres/url/may-read.ts';

const part = (sql: string) => refusedPart(wordsOf(sql));

it.each([
  'select 1',
  '-- name: x\n/* y */ (select 1) union select 2;',
  'with x as (insert into t values (1) returning 1) select * from x',
  'merge into t using s on true when matched then delete',
  `select "into", ' into ', $$ into $$ -- into`,
  'explain (select 1)',
  'explain (values (1))',
  'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON)\n(SELECT 1)',
  'explain analyze verbose table t',
  'set constraints all immediate',
  "set local work_mem = '1MB'",
  'select dblink, pg_stat_reset from t',
])('sends %s', sql => {
  expect(part(sql)).toBeNull();
});

it.each([
  ['', ''],
  [';;', ''],
  ['commit', 'COMMIT'],
  ['/* select */ Commit', 'COMMIT'],
  ['set work_mem = 1', 'SET'],
  ['set session characteristics as transaction read write', 'SET'],
  ['explain analyze create table x as select 1', 'EXPLAIN CREATE'],
  ['explain (analyze) refresh materialized view x', 'EXPLAIN REFRESH'],
  ['explain (analyze', 'EXPLAIN'],
  ['explain execute x', 'EXPLAIN EXECUTE'],
  ['explain explain select 1', 'EXPLAIN EXPLAIN'],
  ['select 1 into x', 'SELECT INTO'],
  ['explain (analyze) (select * into temp x from t)', 'SELECT INTO'],
  ['with a as (select 1) select * into x from a', 'SELECT INTO'],
  ["select * from dblink ('', '') as t (i int)", 'dblink()'],
  ['select public."dblink_exec"($1, $2)', 'dblink_exec()'],
  ['select pg_create_physical_replication_slot($1)', 'pg_create_physical_replication_slot()'],
  ['select pg_stat_statements_reset()', 'pg_stat_statements_reset()'],
])('refuses %s', (sql, expected) => {
  expect(part(sql)).toBe(expected);
});
