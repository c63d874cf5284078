import { describe, expect, test } from 'vitest';
import { madeUpName } from '../../src/rules/made-up-name.ts';
import type { Script } from '../../src/rules/rule.ts';
import { schemaSteps } from '../../src/rules/schema-steps.ts';

const script = (text: string, parts: Partial<Script> = {}): Script => ({
  kind: 'migration',
  file: 'a.sql',
  text,
  isNew: true,
  ...parts,
});

const brief = async (...texts: string[]) => {
  const steps = await schemaSteps(texts.map(text => script(text)));
  return steps.map(({ deed, what, schema, table, name, line }) => {
    const where = table === null || what === 'table' ? '' : ` of ${table}`;
    return `${line}: ${deed} ${what} ${schema === null ? '' : `${schema}.`}${name}${where}`;
  });
};

describe('what a statement makes or takes away', () => {
  test.each<[string, string, string[]]>([
    ['an index', 'create index a_idx on t (a);', ['1: create index a_idx of t']],
    ['one without a name', '\n-- why\ncreate index on T (A, b);', ['3: create index t_a_b_idx of t']],
    ['names that are quoted', 'create index "A B" on "S"."T" ("a");', ['1: create index S.A B of T']],
    [
      'a table with keys, each at its line',
      'create table t (\n  id int primary key,\n  a int\n    references u,\n  b int constraint mine unique,\n  foreign key (a, b)\n    references v,\n  unique (a, b) include (id)\n);',
      [
        '1: create table t',
        '2: create index t_pkey of t',
        '4: create foreign key t_a_fkey of t',
        '5: create index mine of t',
        '6: create foreign key t_a_b_fkey of t',
        '8: create index t_a_b_id_key of t',
      ],
    ],
    [
      'several in one ALTER TABLE',
      'alter table t\n  add column a int references u,\n  add primary key (id),\n  drop constraint old,\n  drop column b;',
      [
        '2: create foreign key t_a_fkey of t',
        '3: create index t_pkey of t',
        '1: drop constraint old of t',
        '1: drop column b of t',
      ],
    ],
    [
      'several in one DROP',
      'drop index if exists\n  s.a_idx,\n  "B";\ndrop table t, u cascade;',
      ['2: drop index s.a_idx', '3: drop index B', '4: drop table t', '4: drop table u'],
    ],
    ['CREATE TABLE AS', 'create table t as select 1 as a;', ['1: create table t']],
    ['a materialized view', 'create materialized view v as select 1;', ['1: create table v']],
    ['what a function holds', "create function f() returns void language sql as 'drop index a';", []],
    ['what is no SQL', 'create index on; select 1; alter table;', []],
    ['data', "insert into t values ('create index on t (a);');", []],
  ])('%s', async (_, text, expected) => {
    expect(await brief(text)).toEqual(expected);
  });

  test.each<[string, string[], string[]]>([
    [
      'a name that is taken',
      ['create index on t (a);', 'create index on t (a);'],
      ['1: create index t_a_idx of t', '1: create index t_a_idx1 of t'],
    ],
    [
      'a name that is free again',
      ['create index on t (a); drop index t_a_idx; create index on t (a);'],
      ['1: create index t_a_idx of t', '1: drop index t_a_idx', '1: create index t_a_idx of t'],
    ],
    [
      'IF NOT EXISTS',
      ['create index i on t (a);', 'create index if not exists i on t (a);'],
      ['1: create index i of t'],
    ],
    [
      'renamed tables and indexes',
      ['create table t (a int unique); alter table t rename to u; alter index t_a_key rename to k;'],
      ['1: create table u', '1: create index k of u'],
    ],
    [
      'a renamed constraint, of this table only',
      [
        'create table t (a int constraint c references v); create table u (a int constraint c references v);',
        'alter table u rename constraint c to d;',
      ],
      [
        '1: create table t',
        '1: create foreign key c of t',
        '1: create table u',
        '1: create foreign key d of u',
      ],
    ],
    [
      'an index that becomes a constraint',
      ['create unique index i on t (a);', 'alter table t add constraint c unique using index i;'],
      ['1: create index c of t'],
    ],
    ['another schema', ['create table t (a int);', 'alter table t set schema s;'], ['1: create table s.t']],
  ])('%s', async (_, texts, expected) => {
    expect(await brief(...texts)).toEqual(expected);
  });
});

test('how an index is built', async () => {
  const steps = await schemaSteps([
    script(
      'create index concurrently on t (a);\nbegin;\ncreate index on t (b);\nsavepoint s;\nrollback to s;\nalter table t add unique (c);\ncommit;\ncreate index on t (d);',
    ),
    script('create index on t (e);'),
  ]);
  expect(steps.map(({ build }) => build)).toMatchObject([
    { by: 'create index', concurrently: true, inTransaction: false },
    { by: 'create index', concurrently: false, inTransaction: true, statement: 'create index on t (b)' },
    { by: 'unique', concurrently: false, inTransaction: true, columns: ['c'] },
    { by: 'create index', inTransaction: false },
    { by: 'create index', inTransaction: false },
  ]);
});

describe('names that PostgreSQL makes up', () => {
  const free = () => false;
  test.each<[string, readonly string[], string, string]>([
    ['t', ['a'], 'idx', 't_a_idx'],
    ['t', [], 'pkey', 't_pkey'],
    ['t'.repeat(63), ['a'], 'idx', `${'t'.repeat(57)}_a_idx`],
    ['t'.repeat(40), ['a'.repeat(40)], 'idx', `${'t'.repeat(29)}_${'a'.repeat(29)}_idx`],
    ['ü'.repeat(31), ['a'.repeat(40)], 'idx', `${'ü'.repeat(14)}_${'a'.repeat(29)}_idx`],
  ])('%s (%s) %s', (table, columns, label, expected) => {
    expect(madeUpName(table, columns, label, free)).toBe(expected);
  });
});
