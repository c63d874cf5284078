import { expect, it } from 'vitest';
import { reachingOutIn } from '../../src/migrations/cluster-wide.ts';

/** What is refused on a server that others use, beside what concerns the whole cluster. */
it.each([
  ['REASSIGN OWNED BY maker TO boss', 'REASSIGN OWNED'],
  ['drop owned by reader', 'DROP OWNED'],
  ["UPDATE pg_database SET datconnlimit = 5 WHERE datname = 'mine'", 'UPDATE of a system catalogue'],
  ['update pg_catalog.pg_class set relhasindex = false', 'UPDATE of a system catalogue'],
  ['INSERT INTO pg_auth_members VALUES (1, 2, 3, true)', 'INSERT of a system catalogue'],
  ['delete from only pg_description', 'DELETE of a system catalogue'],
  ["COPY (SELECT 1) TO '/tmp/out.txt'", 'COPY with a file of the server'],
  ["COPY t FROM '/etc/passwd'", 'COPY with a file of the server'],
  ["copy t from program 'curl x'", 'COPY with a program'],
  ['SELECT pg_terminate_backend(pid) FROM pg_stat_activity', 'pg_terminate_backend()'],
  ["SELECT dblink_exec('dbname=mine', 'drop table t')", 'dblink_exec()'],
  ['DO $$BEGIN PERFORM pg_cancel_backend(1); END$$', 'pg_cancel_backend()'],
  ["DO $$BEGIN EXECUTE 'drop owned by a'; END$$", 'DROP OWNED'],
])('%s reaches out', (sql, what) => {
  expect(reachingOutIn(sql)).toBe(what);
});

it.each([
  'COPY t (a, b) FROM stdin',
  'COPY t TO STDOUT',
  "UPDATE t SET copy = 'to', owner = 'x' WHERE pg_size = 1",
  'INSERT INTO t SELECT * FROM pg_class',
  "SELECT pg_catalog.setval('s', 4)",
  'DELETE FROM pgbench_accounts',
  'ALTER TABLE t OWNER TO app',
  "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'select 1'",
  'TRUNCATE TABLE t',
])('%s does not', sql => {
  expect(reachingOutIn(sql)).toBeNull();
});
