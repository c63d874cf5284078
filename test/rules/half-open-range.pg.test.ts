import { parse } from 'libpg-query';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Server, Session } from '../../src/postgres/index.ts';
import { halfOpenRange } from '../../src/rules/half-open-range.ts';
import { writeKey } from '../../src/rules/write-expression.ts';
import { testServer } from '../support/postgres.ts';

/** Each rewrite against the condition it replaces, on a real server: same rows, and the index serves the rewrite. */

let server: Server;
let session: Session;

beforeAll(async () => {
  server = await testServer();
  const database = await server.createDatabase('ranges');
  session = await database.connect({ settings: { timezone: 'Europe/Berlin', enable_seqscan: 'off' } });
  // Both changes of the clock in Berlin, 28 March and 31 October 2027, and the ends of two years.
  await session.execute(`
    create table t as select timestamptz '2026-12-20 00:00Z' + i * interval '13 minutes' as tz from generate_series(0, 44000) i;
    alter table t add ts timestamp, add d date;
    update t set ts = tz at time zone 'UTC', d = (tz at time zone 'UTC')::date;
    create index on t (tz); create index on t (ts); create index on t (d); analyze t`);
});
afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const types: Readonly<Record<string, string>> = {
  tz: 'timestamp with time zone',
  ts: 'timestamp without time zone',
  d: 'date',
};

async function rewrite(condition: string): Promise<string | null> {
  const statement = (await parse(`select 1 where ${condition}`)).stmts?.[0]?.stmt;
  const where = statement && 'SelectStmt' in statement ? statement.SelectStmt.whereClause : undefined;
  if (where === undefined || !('A_Expr' in where)) throw new Error('a comparison');
  const { lexpr, rexpr, name } = where.A_Expr;
  const operator = name?.[0];
  if (lexpr === undefined || rexpr === undefined || operator === undefined || !('String' in operator))
    throw new Error('two sides');
  const column = /\b(?:tz|ts|d)\b/.exec(condition)?.[0] ?? '';
  const parts = {
    expression: lexpr,
    operator: operator.String.sval ?? '',
    value: rexpr,
    type: types[column] ?? '',
    column,
  };
  return halfOpenRange(parts, writeKey);
}

test.each([
  "tz::date = '2027-03-28'",
  "date(tz) = '2027-10-31'",
  "tz::date > '2027-10-31'",
  "tz::date >= date '2027-12-31'",
  "tz::date < '2027-03-28'::date",
  "tz::date <= '2027-03-28'",
  "ts::date = '2027-03-28'",
  "(tz at time zone 'America/New_York')::date = '2027-03-14'",
  "(tz at time zone 'America/New_York')::date <= '2027-03-14'",
  "date_trunc('day', tz) = '2027-03-28'",
  "date_trunc('month', tz) = '2027-03-01'",
  "date_trunc('quarter', tz) = '2027-10-01'",
  "date_trunc('year', tz) = '2027-01-01'",
  "date_trunc('week', tz) = '2027-03-22'",
  "date_trunc('hour', tz) = '2027-03-28 03:00'",
  "date_trunc('hour', tz) > '2027-10-31 03:00'",
  "date_trunc('day', tz) = '2027-03-27 23:00Z'",
  "date_trunc('day', tz, 'America/New_York') = '2027-03-14 00:00-05'",
  "date_trunc('month', tz, 'America/New_York') = timestamptz '2027-03-01 00:00-05'",
  "date_trunc('day', tz at time zone 'America/New_York') = '2027-11-07'",
  "date_trunc('month', ts) = '2027-02-01'",
  "date_trunc('minute', ts) = '2026-12-20 00:13'",
  "date_trunc('month', d) = '2027-02-01'",
  'extract(year from tz) = 2027',
  "date_part('year', ts) >= 2027",
  'extract(year from d) < 2027',
  "to_char(tz, 'YYYY-MM-DD') = '2027-10-31'",
  "to_char(tz, 'YYYY-MM') = '2027-10'",
  "to_char(ts, 'YYYY') = '2027'",
  "to_char(d, 'yyyy-mm') = '2027-10'",
])('%s', async condition => {
  const range = await rewrite(condition);
  expect(range).not.toBeNull();
  const [counts] = await session.query<{ same: number; both: number; all: number }>(
    `select count(*) filter (where ${condition}) as same, count(*) filter (where (${condition}) and (${range})) as both,
      count(*) filter (where (${condition}) or (${range})) as all from t`,
  );
  expect(counts?.same).toBeGreaterThan(0);
  expect(counts, `${range}`).toEqual({ same: counts?.same, both: counts?.same, all: counts?.same });
  const plan = await session.query<{ 'QUERY PLAN': string }>(`explain select from t where ${range}`);
  expect(plan.map(row => row['QUERY PLAN']).join('\n')).toContain('Index Cond');
});

test.each([
  ["date_trunc('month', tz) = '2027-03-15'", 'the middle of a month begins none'],
  ["date_trunc('week', tz) = '2027-03-23'", 'a Tuesday begins no week'],
  ["date_trunc('decade', tz) = '2020-01-01'", 'a unit that nobody knows'],
  ['extract(month from tz) = 3', 'every year has a March'],
  ["(ts at time zone 'UTC')::date = '2027-03-28'", 'a day of the session, of a timestamp somewhere else'],
  ["to_char(tz, 'DD.MM.YYYY') = '28.03.2027'", 'a format in another order'],
  ["tz::date <> '2027-03-28'", 'not equal'],
  ["lower(d) = 'x'", 'no date at all'],
])('no range for %s: %s', async condition => {
  expect(await rewrite(condition)).toBeNull();
});
