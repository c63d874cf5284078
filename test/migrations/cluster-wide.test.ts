import { describe, expect, test } from 'vitest';
import { clusterWideIn, databaseNamedIn } from '../../src/migrations/cluster-wide.ts';
import type { Script } from '../../src/migrations/script.ts';
import { splitStatements } from '../../src/sql/index.ts';

const script = (text: string): Script => ({
  kind: 'migration',
  side: 'head',
  file: '1.sql',
  text,
  statements: splitStatements(text),
});

describe('cluster-wide statements', () => {
  test.each([
    ['CREATE ROLE app LOGIN', 'CREATE ROLE'],
    ['create /* x */ user app', 'CREATE USER'],
    ['ALTER ROLE app SET work_mem = 1', 'ALTER ROLE'],
    ['DROP GROUP g', 'DROP GROUP'],
    ["CREATE TABLESPACE fast LOCATION '/x'", 'CREATE TABLESPACE'],
    ['CREATE DATABASE other', 'CREATE DATABASE'],
    ["ALTER SYSTEM SET work_mem = '1GB'", 'ALTER SYSTEM'],
    ['GRANT readers TO app', 'GRANT of a role'],
    ['REVOKE ADMIN OPTION FOR readers FROM app', 'REVOKE of a role'],
    ['GRANT CONNECT ON DATABASE app TO x', 'GRANT ON DATABASE'],
    ['GRANT SET ON PARAMETER work_mem TO x', 'GRANT ON PARAMETER'],
    ["COMMENT ON ROLE app IS 'x'", 'COMMENT ON ROLE'],
    ['DO $$ BEGIN CREATE ROLE app; EXCEPTION WHEN duplicate_object THEN NULL; END $$', 'CREATE ROLE'],
    ["DO $x$ BEGIN EXECUTE 'create role app'; END $x$", 'CREATE ROLE'],
    [
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET x = 1', current_database()); END $$",
      'ALTER DATABASE',
    ],
    ['DO $$ BEGIN GRANT a TO b; END $$', 'GRANT of a role'],
  ])('%s', (sql, what) => expect(clusterWideIn(sql)).toBe(what));

  test.each([
    ['GRANT SELECT ON t TO app WITH GRANT OPTION'],
    ['GRANT SELECT (a, b) ON t TO app'],
    ['REVOKE GRANT OPTION FOR ALL ON t FROM app'],
    ['ALTER DEFAULT PRIVILEGES FOR ROLE app GRANT SELECT ON TABLES TO x'],
    ['CREATE USER MAPPING FOR app SERVER s'],
    ['ALTER TABLE t OWNER TO app'],
    ['CREATE TABLE role (user_id int)'],
    ['CREATE TABLE t (x text TABLESPACE fast)'],
    ["INSERT INTO log VALUES ('create role app')"],
    ['-- create role app\nSELECT 1'],
    ['CREATE TABLE "create" (role int)'],
    ["DO $$ BEGIN RAISE NOTICE 'grant'; END $$"],
  ])('not %s', sql => expect(clusterWideIn(sql)).toBeNull());
});

describe('the name of the database', () => {
  test.each<[string, string | null]>([
    ['GRANT CONNECT ON DATABASE app TO x', 'app'],
    ['ALTER DATABASE App SET x = 1', 'app'],
    ['ALTER DATABASE "My App" SET x = 1', 'My App'],
    ["COMMENT ON DATABASE app IS 'x'", 'app'],
    ['DO $$ BEGIN GRANT ALL ON DATABASE app TO x; END $$', 'app'],
    ["DO $$ BEGIN EXECUTE format('ALTER DATABASE %I', x); END $$; ALTER DATABASE app SET x = 1", 'app'],
    ['ALTER DATABASE postgres SET x = 1', null],
    ['CREATE DATABASE app; ALTER DATABASE app SET x = 1', null],
    ['CREATE TABLE database (id int)', null],
  ])('%s', (sql, name) => expect(databaseNamedIn([script(sql)])).toBe(name));
});
