import { parse } from 'libpg-query';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Server, Session } from '../../src/postgres/index.ts';
import { parseExpression } from '../../src/rules/filter-conditions.ts';
import type { HiddenColumn } from '../../src/rules/hidden-columns.ts';
import { movedSum } from '../../src/rules/moved-sum.ts';
import type { RelationScan } from '../../src/rules/relation-scans.ts';
import { readComparison } from '../../src/rules/scan-comparisons.ts';
import { withoutDefault } from '../../src/rules/without-default.ts';
import { writeKey } from '../../src/rules/write-expression.ts';
import { testServer } from '../support/postgres.ts';

/** Sums and defaults of columns against the columns themselves, on a real server in a zone whose clocks change: same rows. */

let server: Server;
let session: Session;

const columns: Readonly<Record<string, string>> = {
  ...{ tz: 'timestamp with time zone', ts: 'timestamp without time zone', day: 'date' },
  ...{
    i2: 'smallint',
    i4: 'integer',
    num: 'numeric(10,2)',
    d: 'double precision',
    txt: 'text',
    ch: 'character(4)',
  },
};

beforeAll(async () => {
  server = await testServer();
  const database = await server.createDatabase('sums');
  session = await database.connect({ settings: { timezone: 'Europe/Berlin' } });
  const list = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await session.execute(`
    create table t (${list.join(', ')});
    insert into t (tz, ts, day) select i, i at time zone 'Europe/Berlin', (i at time zone 'Europe/Berlin')::date
      from unnest(array[timestamptz '2027-03-27 12:00', '2027-10-30 12:00', '2027-05-05 12:00']) b, generate_series(b, b + interval '2 days', '15 minutes') i;
    insert into t (i2, i4, num, d, txt, ch) select i, i, i / 4.0, i / 4.0, 'a' || i, 'a' || i from generate_series(-20, 20) i;
    insert into t (num, txt, ch) values (0.00, 'new', 'new'), ('NaN', 'NEW', 'NEW'), (null, null, null)`);
});
afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

/** As the rule sees it: the condition as it is written, and as EXPLAIN prints it. */
async function rewrite(condition: string) {
  const plan = await session.query<{ 'QUERY PLAN': string }>(`explain select from t where ${condition}`);
  const printed = plan.map(row => /Filter: (.*)$/.exec(row['QUERY PLAN'])?.[1]).find(Boolean) ?? '';
  const table = {
    columns: Object.entries(columns).map(([name, type]) => ({
      name,
      type,
      notNull: false,
      width: null,
      distinct: null,
    })),
  };
  const scan = { first: { relation: { alias: 't' } }, table } as unknown as RelationScan;
  const parsed = await parseExpression(printed);
  const [comparison] = parsed === null ? [] : readComparison(parsed, scan);
  const statement = (await parse(`select 1 where ${condition}`)).stmts?.[0]?.stmt;
  const where = statement && 'SelectStmt' in statement ? statement.SelectStmt.whereClause : undefined;
  const { lexpr, rexpr } = where && 'A_Expr' in where ? where.A_Expr : {};
  const column = table.columns.find(({ name }) => name === comparison?.column);
  if (comparison === undefined || column === undefined || lexpr === undefined || rexpr === undefined)
    return null;
  const hidden: HiddenColumn = {
    ...comparison,
    column,
    scan,
    by: 'function',
    index: null,
    isBesideBare: false,
    alternatives: [],
  };
  const written = {
    expression: lexpr,
    operator: comparison.operator,
    value: rexpr,
    type: column.type,
    column: column.name,
  };
  return (await movedSum(hidden, written, writeKey)) ?? withoutDefault(hidden, written, writeKey);
}

async function rowsOf(condition: string): Promise<number> {
  return (await session.query(`select from t where ${condition}`)).length;
}

async function expectSame(condition: string, text: string): Promise<number> {
  const rows = await rowsOf(condition);
  expect([await rowsOf(text), await rowsOf(`(${condition}) and (${text})`)], text).toEqual([rows, rows]);
  return rows;
}

const moments = ["timestamptz '2027-03-28 03:15'", "timestamp '2027-03-28 02:30'", "date '2027-03-28'"]
  .concat(
    "timestamptz '2027-10-31 02:30+01'",
    "timestamptz '2027-10-31 02:30+02'",
    "timestamptz '2027-05-06 12:00'",
  )
  .concat("'2027-03-28 03:15'", "'2027-03-28'");
const intervals = ['1 day', '24 hours', '1 day 02:00', '30 minutes', '1 month', '-1 day'].map(
  i => `interval '${i}'`,
);
const whole = ['0', '1', '3', '5.5', "'2'"];

const conditions = [
  ...['tz', 'ts', 'day'].flatMap(column =>
    moments.flatMap(moment =>
      intervals.flatMap(interval => [
        ...['+', '-'].map(sign => `${column} ${sign} ${interval} > ${moment}`),
        `${moment} - ${column} < ${interval}`,
        `${column} - ${moment} >= ${interval}`,
      ]),
    ),
  ),
  ...moments.flatMap(moment =>
    whole.flatMap(n => [`day + ${n} > ${moment}`, `day - ${n} <= ${moment}`, `${moment} - day < ${n}`]),
  ),
  ...['i2', 'i4', 'num', 'd'].flatMap(column =>
    whole.flatMap(n =>
      whole.flatMap(other => [
        `${column} + ${n} > ${other}`,
        `${n} - ${column} >= ${other}`,
        `coalesce(${column}, ${n}) = ${other}`,
      ]),
    ),
  ),
  ...['0', '0.0', '0.00', "'0'", '1', '-0.0'].flatMap(a =>
    ['0', '0.000', '1.0'].map(b => `coalesce(num, ${a}) = ${b}`),
  ),
  ...['txt', 'ch'].flatMap(column =>
    ["'new'", "'new '", "'NEW'"].flatMap(a => ["'new'", "'a1'"].map(b => `coalesce(${column}, ${a}) = ${b}`)),
  ),
];

test('what is added on one side is taken away on the other, or nothing is written', async () => {
  let [written, rows] = [0, 0];
  for (const condition of conditions) {
    // Not all of them are SQL.
    const isSql = await session.query(`select from t where ${condition}`).then(
      () => true,
      () => false,
    );
    const found = isSql ? await rewrite(condition) : null;
    if (found === null || found.provided !== null) continue;
    written += 1;
    rows += await expectSame(condition, found.text);
  }
  expect(written).toBeGreaterThan(200);
  expect(rows).toBeGreaterThan(10_000);
}, 120_000);

test.each([
  [
    "tz + interval '30 minutes' > '2027-03-28 03:15'",
    "tz > '2027-03-28 03:15'::timestamp with time zone - '30 minutes'::interval",
    null,
  ],
  [
    "tz + interval '1 day' > timestamptz '2027-03-28 03:15'",
    "tz > '2027-03-28 03:15'::timestamptz - '1 day'::interval",
    'the clocks do not change in between',
  ],
  [
    "timestamptz '2027-03-28 03:15' - tz < interval '1 day 2 hours'",
    "tz > '2027-03-28 03:15'::timestamptz - '26 hours'::interval",
    null,
  ],
  ["ts + interval '1 day' > now()", "ts > now() - '1 day'::interval", 'the clocks do not change in between'],
  ['coalesce(num, 0) = 0.0', '(num = 0.0 OR num IS NULL)', null],
])('%s', async (condition, text, provided) => {
  expect(await rewrite(condition)).toEqual({
    text: text.replace('timestamp with time zone', 'timestamptz'),
    provided,
  });
});

test.each([
  'day + 30 > now()',
  'd + 0.1 = 0.35',
  "ts + interval '1 month' > '2027-03-28'",
  "coalesce(ch, 'new ') = 'new'",
])('nothing for %s', async condition => {
  expect(await rewrite(condition)).toBeNull();
});
