import { parse } from 'libpg-query';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Server, Session } from '../../src/postgres/index.ts';
import { halfOpenRange, rangesOfList } from '../../src/rules/half-open-range.ts';
import type { Rewritten } from '../../src/rules/rewritten.ts';
import { writeKey } from '../../src/rules/write-expression.ts';
import { testServer } from '../support/postgres.ts';

/** Each rewrite against the condition it replaces, on a real server: same rows, and the index serves the rewrite. */

let server: Server;
let session: Session;

beforeAll(async () => {
  server = await testServer();
  const database = await server.createDatabase('ranges');
  session = await database.connect({ settings: { timezone: 'Europe/Berlin', enable_seqscan: 'off' } });
  // Both changes of the clock in Berlin, 28 March and 31 October 2027, the ends of two years, and what is at, just before and
  // just after beginnings; no value, and no end.
  await session.execute(`
    create table t as select timestamptz '2026-12-20 00:00Z' + i * interval '97 minutes' as tz from generate_series(0, 5900) i;
    insert into t select i + d from generate_series(timestamptz '2027-01-01 00:00', '2028-02-01', interval '1 day') i,
      unnest(array[interval '-1 microsecond', '0', '1 microsecond', '1 hour', '12:30', '12:30:00.000001']) d;
    insert into t values (null), ('infinity'), ('-infinity'), ('2027-03-14 00:00-05'), ('2027-03-15 00:00-04');
    alter table t add ts timestamp, add d date;
    update t set ts = tz at time zone 'UTC', d = (tz at time zone 'UTC')::date where isfinite(tz);
    update t set ts = tz at time zone 'Europe/Berlin' where extract(second from tz) <> 0 or extract(minute from tz) = 30;
    update t set ts = tz::timestamp, d = tz::date where not isfinite(tz);
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

async function rewrite(condition: string): Promise<Rewritten | null> {
  const statement = (await parse(`select 1 where ${condition}`)).stmts?.[0]?.stmt;
  const where = statement && 'SelectStmt' in statement ? statement.SelectStmt.whereClause : undefined;
  if (where === undefined || !('A_Expr' in where)) throw new Error('a comparison');
  const { lexpr, rexpr, name, kind } = where.A_Expr;
  const operator = name?.[0];
  if (lexpr === undefined || rexpr === undefined || operator === undefined || !('String' in operator))
    throw new Error('two sides');
  const column = /\b(?:tz|ts|d)\b/.exec(condition)?.[0] ?? '';
  const bound = { operator: operator.String.sval ?? '', value: rexpr };
  const parts = { expression: lexpr, type: types[column] ?? '', column };
  return kind === 'AEXPR_IN' || kind === 'AEXPR_OP_ANY'
    ? rangesOfList(parts, [bound], writeKey)
    : halfOpenRange({ ...parts, ...bound }, writeKey);
}

/** The numbers of rows that the condition keeps, that both do, and that either does, with `$1` as a value. */
async function countsOf(condition: string, range: string, value: string | null) {
  const [counts] = await session.query<{ same: number; both: number; either: number }>(
    `select count(*) filter (where ${condition}) as same, count(*) filter (where (${condition}) and (${range})) as both,
      count(*) filter (where (${condition}) or (${range})) as either from t`,
    value === null ? [] : [value],
  );
  return counts;
}

async function expectSame(condition: string, { text }: Rewritten, value: string | null = null) {
  const counts = await countsOf(condition, text, value);
  expect(counts, `${text} with ${value}`).toEqual({
    same: counts?.same,
    both: counts?.same,
    either: counts?.same,
  });
  return counts?.same ?? 0;
}

test.each([
  "tz::date = '2027-03-28'",
  "date(tz) = '2027-10-31'",
  "tz::date > '2027-10-31'",
  "tz::date >= date '2027-12-31'",
  "tz::date < '2027-03-28'::date",
  "tz::date <= '2027-03-28'",
  "tz::date <= '2027-03-28 12:30'",
  "tz::date <= timestamptz '2027-03-28 12:30'",
  "ts::date < timestamp '2027-03-28 00:00'",
  "tz::date in ('2027-03-28', '2027-03-30', null)",
  "tz::date in ('2027-03-28')",
  "date_trunc('month', ts) in ('2027-03-01', '2027-05-01')",
  "ts::date = '2027-03-28'",
  "d::timestamp > '2027-03-28 12:30'",
  "(tz at time zone 'America/New_York')::date = '2027-03-14'",
  "(tz at time zone 'America/New_York')::date <= '2027-03-14'",
  "(tz at time zone 'America/New_York')::date <= timestamp '2027-03-14 00:00:01'",
  "date_trunc('month', tz) = '2027-03-01'",
  "date_trunc('quarter', tz) = '2027-10-01'",
  "date_trunc('year', tz) = '2027-01-01'",
  "date_trunc('week', tz) = '2027-03-22'",
  "date_trunc('hour', tz) = '2027-03-28 03:00'",
  "date_trunc('hour', tz) > '2027-10-31 03:00'",
  "date_trunc('day', tz) = '2027-03-27 23:00Z'",
  "date_trunc('day', tz, 'America/New_York') = '2027-03-14 00:00-05'",
  "date_trunc('hour', tz, 'UTC') = '2027-10-31 01:00Z'",
  "date_trunc('month', tz, 'America/New_York') = timestamptz '2027-03-01 00:00-05'",
  "date_trunc('day', tz at time zone 'America/New_York') = '2027-11-07'",
  "date_trunc('minute', ts) = '2026-12-20 01:37'",
  'extract(year from tz) = 2027',
  "date_part('year', ts) >= 2027.0",
  'extract(year from d) < 2027',
  "to_char(tz, 'YYYY-MM-DD') = '2027-10-31'",
  "to_char(tz, 'YYYY-MM') = '2027-10'",
  "to_char(ts, 'YYYY') = '2027'",
  "to_char(d, 'yyyy-mm') = '2027-10'",
])('%s', async condition => {
  const range = await rewrite(condition);
  if (range === null) throw new Error('no range');
  expect(range.provided).toBeNull();
  expect(await expectSame(condition, range)).toBeGreaterThan(0);
  const plan = await session.query<{ 'QUERY PLAN': string }>(`explain select from t where ${range.text}`);
  expect(plan.map(row => row['QUERY PLAN']).join('\n')).toContain('Index Cond');
});

const truncated = ["date_trunc('day', tz)", "date_trunc('month', tz)", "date_trunc('hour', tz)"]
  .concat("date_trunc('hour', ts)", "date_trunc('week', ts)", "date_trunc('quarter', ts)")
  .concat("date_trunc('month', d)", "date_trunc('year', d)", "date_trunc('day', tz::timestamp)")
  .concat("date_trunc('month', tz at time zone 'America/New_York')", "date_trunc('second', ts)")
  .concat("date_trunc('week', tz, 'America/New_York')", "date_trunc('day', ts)", "date_trunc('minute', tz)");
/** Beginnings, what is between them, and what no text says which it is. */
const values = ["'2027-03-01'", "'2027-03-01 00:00:00.000001'", "'2027-03-28 12:30'", "'2027-03-22'"]
  .concat("'2027-10-31 02:30'", "'2027-04-01 00:00'", "'2027-12-31 23:59:59.999999'", "'2027-01-01'")
  .concat("'2027-03-28 04:00+02'", "date '2027-04-01'", "date '2027-04-02'")
  .concat("date_trunc('day', timestamptz '2027-05-05 17:00')", 'make_date(2027, 5, 1)')
  .concat("date_trunc('month', timestamptz '2027-05-05 17:00') - interval '1 month'")
  .concat("date_trunc('week', timestamp '2027-05-05 17:00') + interval '1 day'");

test.each(truncated)('%s is compared with whatever value', async expression => {
  const seen = new Map<string, number>();
  for (const value of values) {
    for (const operator of ['=', '<', '<=', '>', '>=']) {
      const condition = `${expression} ${operator} ${value}`;
      const range = await rewrite(condition);
      if (range === null) {
        // No hour is asked for by a date.
        const isOther = (await rewrite(`${expression} > ${value}`)) === null;
        if (!isOther) expect(await countsOf(condition, 'false', null), condition).toMatchObject({ same: 0 });
        continue;
      }
      expect(range.provided).toBeNull();
      const same = await expectSame(condition, range);
      seen.set(operator, (seen.get(operator) ?? 0) + same);
    }
  }
  for (const operator of ['<', '<=', '>', '>=']) expect(seen.get(operator)).toBeGreaterThan(0);
});

const parameters = ['2027-03-01', '2027-03-28 12:30', '2027-05-03 00:00', '2027-10-31 02:30'];

test.each(
  truncated.concat('tz::date', 'ts::date', 'd::timestamp'),
)('%s is compared with a parameter, whatever it is', async expression => {
  for (const operator of ['=', '<', '<=', '>', '>=']) {
    const condition = `${expression} ${operator} $1`;
    const range = await rewrite(condition);
    if (range === null) throw new Error(condition);
    expect(range.provided).toBeNull();
    for (const value of parameters) await expectSame(condition, range, value);
  }
});

test('a year that is a parameter must be a whole one', async () => {
  const range = await rewrite('extract(year from tz) = $1');
  expect(range).toEqual({
    text: "tz >= make_date($1::integer, 1, 1)::timestamptz AND tz < (make_date($1::integer, 1, 1) + interval '1 year')::timestamptz",
    provided: '$1 is a whole year',
  });
  expect(range && (await expectSame('extract(year from tz) = $1', range, '2027'))).toBeGreaterThan(0);
});

test.each([
  ["date_trunc('month', tz) = '2027-03-15'", 'the middle of a month begins none'],
  ["date_trunc('week', tz) = '2027-03-23'", 'a Tuesday begins no week'],
  ["date_trunc('day', ts) = '2027-03-28 12:30'", 'noon begins no day'],
  ['extract(year from tz) = 2027.5', 'half a year'],
  ["to_char(tz, 'YYYY-MM') = '2027-3'", 'a month has two digits'],
  ["to_char(tz, 'YYYY-MM') = $1", 'a text that may be none'],
  ["to_char(tz, 'YYYY-MM') >= '2027-03'", 'what is infinite has no text'],
  ["date_trunc('decade', tz) = '2020-01-01'", 'a unit that nobody knows'],
  ["date_trunc('hour', tz at time zone 'America/New_York') = '2027-11-07 01:00'", 'an hour that comes twice'],
  ["date_trunc('hour', tz, 'UTC') = '2027-10-31 01:30Z'", 'half an hour begins none'],
  ["date_trunc('hour', tz, 'UTC') = '2027-10-31 01:00'", 'an hour of the session'],
  ["date_trunc('hour', tz, 'America/New_York') = '2027-11-07 01:00-05'", 'an hour that comes twice there'],
  ["date_trunc('hour', d) > '2027-11-07 01:00'", 'hours of a day'],
  ["tz::date < 'infinity'", 'nothing comes after it'],
  ["tz::date = any ('{2027-03-28,2027-03-29,2027-03-30,2027-03-31,2027-04-01,2027-04-02}')", 'too many'],
  ['tz::date >= clock_timestamp()', 'it changes while the query runs'],
  ['extract(month from tz) = 3', 'every year has a March'],
  ["(ts at time zone 'UTC')::date = '2027-03-28'", 'a day of the session, of a timestamp somewhere else'],
  ["to_char(tz, 'DD.MM.YYYY') = '28.03.2027'", 'a format in another order'],
  ["tz::date <> '2027-03-28'", 'not equal'],
  ["lower(d) = 'x'", 'no date at all'],
])('no range for %s: %s', async condition => {
  expect(await rewrite(condition)).toBeNull();
});
